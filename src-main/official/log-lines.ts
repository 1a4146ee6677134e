import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { oneLine } from './one-line.ts'

/** How the system at hand writes paths. */
export interface LogContext {
  readonly separator: '/' | '\\'
}

/**
 * The messages of log.txt for one event, in the wording of the official batch (manual 3.1, requirements section 3).
 * Each is one line without its time; names and messages from outside are escaped.
 * @returns no line for events that the log does not tell, two for `targets`
 */
export function logLines(event: EngineEvent, context: LogContext): string[] {
  return messages(event, context).map(oneLine)
}

function messages(event: EngineEvent, context: LogContext): string[] {
  switch (event.type) {
    case 'service_started':
      return ['サービス開始']
    case 'targets':
      return [
        `監視対象: ${event.folders.length} フォルダ(${event.folders.join(', ')})`,
        `送信先 URL: ${event.endpoint}`,
      ]
    case 'folder_started':
      return [`送信処理開始: ${event.folder}`]
    case 'file_found':
      return [`送信対象ファイル: ${event.path}`]
    case 'accepted':
      return [`処理通番: ${event.serialNumber}`]
    case 'trouble':
      // Fullwidth letters, as the official batch writes them.
      return [`ＰＭＨ連携に失敗しました。エラーコード: ${event.code}, メッセージ: ${event.message}`]
    case 'filed':
      return [`送信対象フォルダから退避: ${event.destination}${context.separator}${event.folder}`]
    case 'folder_finished':
      return [`送信処理終了: ${event.folder}`]
    case 'disposed':
      return [
        `保持期間を過ぎたファイルの削除: ${event.destination}, 削除 ${event.deleted} 件, 結果不明のため残したもの ${event.keptOpen} 件, 削除できなかったもの ${event.failed} 件`,
      ]
    case 'root_returned':
      return [`ＰＭＨ連携ファイルパスを確認しました: ${event.path}`]
    case 'service_stopped':
      return ['サービス停止']
    case 'notice':
    case 'recovered':
    case 'status':
      return []
  }
}
