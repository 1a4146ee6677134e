import { EVENT_SOURCE, type EventLevel } from '../../domain/event-ids.ts'
import { visible } from './visible.ts'

/** The subject of each mail (requirements section 3). */
export const MAIL_SUBJECT = 'PMH連携通知'

/** The words of .NET's EventLogEntryType, as the official script writes them (manual 2.4). */
export const levelWord: Readonly<Record<EventLevel, 'Information' | 'Warning' | 'Error'>> = {
  information: 'Information',
  warning: 'Warning',
  error: 'Error',
}

/** What PMH writes may be long; the event log of Windows takes some 31,000 characters. */
const MESSAGE_LIMIT = 2_000

export interface EventFacts {
  /** PostRegistrationTasksName. */
  readonly taskName: string
  readonly folder: string | null
  readonly fileName: string | null
  /** '' for what has no code. */
  readonly code: string
  readonly message: string
}

/** One line for the event log and for mail: what of, which folder and file, the code, and what happened. */
export function eventMessage({ taskName, folder, fileName, code, message }: EventFacts): string {
  const facts = [
    ...(folder === null ? [] : [`フォルダ: ${folder}`]),
    ...(fileName === null ? [] : [`ファイル: ${fileName}`]),
    ...(code === '' ? [] : [`エラーコード: ${code}`]),
    `メッセージ: ${message}`,
  ]
  const line = visible(`${taskName} ${code === '' ? message : facts.join(', ')}`)
  return line.length > MESSAGE_LIMIT ? `${line.slice(0, MESSAGE_LIMIT)}…` : line
}

export interface MailFacts {
  readonly eventId: number
  readonly level: EventLevel
  readonly message: string
  /** ISO 8601 in local time. */
  readonly at: string
}

/** The body in the lines of the official script, each without its line end (manual 2.4, requirements section 3). */
export function mailLines({ eventId, level, message, at }: MailFacts): string[] {
  return [
    `イベントID:${eventId}`,
    `レベル:${levelWord[level]}`,
    `メッセージ:${visible(message)}`,
    `ソース:${EVENT_SOURCE}`,
    `日時:${dotNetTime(at)}`,
  ]
}

/** `yyyy/MM/dd HH:mm:ss`, as .NET writes a date on Japanese Windows. */
function dotNetTime(at: string): string {
  return at.slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}

export const eventText = {
  started: 'サービス開始',
  stopped: 'サービス停止',
  test: 'テストメールです。このメールが届けば、通知メールの設定は完了です。',
  summary: (count: number, last: string) =>
    `出来事が続いたため、${count}件を1通にまとめました。一覧は送信履歴とログで確かめてください。最後の出来事: ${last}`,
} as const
