import type { SettingKey } from '../../domain/settings.ts'
import { settingLabel } from './settings.ts'

/** 設定を書き出す */

export const settingsExportText = {
  open: '設定を書き出す',
  title: '何を書き出しますか',
  what: '書き出すもの',
  kinds: {
    config: '設定ファイル（PMH_Relay.exe.config）',
    service: 'サービスの登録コマンド（New-Service）',
  },
  sentences: {
    config: '公式バッチが読める形で、すべての設定を書き出します。このコンソールでも読み込めます。',
    service:
      '公式バッチをサービスに登録するコマンドを書き出します。制度フォルダとトークンの組が入ります。停止中の制度フォルダは入りません。',
  },
  secrets: { config: 'パスワードを含める', service: 'トークンを含める' },
  without: {
    config: 'パスワードのキーは書き出しません。取り込んだ先のパスワードは変わりません。',
    service: 'トークンの代わりに「TOKEN1」「TOKEN2」と書きます。',
  },
  warning: {
    config:
      'パスワードが、暗号化されずにファイルへ残ります。ほかの人が読めない場所に保存し、使い終えたら消してください。',
    service:
      'トークンが、暗号化されずにファイルへ残ります。トークンがあれば、だれでも登録ができます。ほかの人が読めない場所に保存し、使い終えたら消してください。',
  },
  save: '保存先を選ぶ',
  working: '書き出しています',
  pickTitle: { config: '設定ファイルの保存先を選ぶ', service: '登録コマンドの保存先を選ぶ' },
  fileKind: { config: '設定ファイル（.config）', service: 'テキスト（.txt）' },
  fileName: { config: 'PMH_Relay.exe.config', service: 'PMH_Relay_New-Service.txt' },
  done: (file: string) => `「${file}」に書き出しました。`,
  doneWithSecrets: (file: string) =>
    `「${file}」に、パスワードかトークンを含めて書き出しました。使い終えたら、このファイルを消してください。`,
  noFolders: '送信する制度フォルダがないため、コマンドを作れません。',
  unsaved: '保存していない変更は、書き出すファイルに入りません。',
  description: '指定されたファイルをPMHのAPIを使って連携処理します。',
} as const

/** Stands in the exported file as a comment, where a secret is left out. */
export function withheldNote(key: SettingKey): string {
  return `${key}（${settingLabel[key]}）は書き出していません。必要なときは、キーと値を書き足してください。`
}
