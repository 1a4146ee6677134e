import type { ResultWord } from '../../domain/transfer.ts'
import { dayWithWeekday } from './screens-formats.ts'

/** 日報 */
export const reportText = {
  day: '日付',
  previous: '前の日',
  next: '次の日',
  print: '印刷',
  back: '送信履歴に戻る',
  paper: '印刷する内容',
  heading: 'PMH連携　送信日報',
  stamps: ['課長', '係長', '担当'],
  target: (name: string) => `接続先：${name}`,
  tasks: (name: string) => `連携方式：${name}`,
  files: (name: string) => `ファイル：${name}`,
  counts: '1　件数',
  scheme: '制度',
  sent: '送信',
  total: '合計',
  none: 'この日の送信はありません。',
  open: '2　対応が必要なもの',
  noneOpen: 'ありません。',
  openNote: '送信の記録がある項目です。フォルダの問題は、ダッシュボードに表示します。',
  time: '時刻',
  what: '内容',
  answer: '対応（記入欄）',
  list: '3　処理通番の一覧',
  file: 'ファイル名',
  result: '結果',
  evidence: '処理通番／エラーコード',
  noSerial: '未確認',
  held: '（保留中）',
  end: (count: string) => `以上 ${count}`,
  more: (count: string) => `ほかに${count}あります。全件は、送信履歴の「CSV出力」で書き出せます。`,
  product: (version: string) => `PMH連携コンソール ${version}`,
  printed: (when: string, who: string) => `印刷：${when}　${who}`,
  /** Instead of colour. */
  signs: { success: '○', failure: '×', unknown: '？', sending: '－' } satisfies Record<ResultWord, string>,
} as const

const ERA = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
})

/** 令和8年11月20日（金） of a local date written yyyy-MM-dd; another text stays as it is. */
export function eraDate(date: string): string {
  const moment = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(moment.getTime())) return date
  const weekday = /（.）$/.exec(dayWithWeekday(date))?.[0] ?? ''
  return `${ERA.format(moment)}${weekday}`
}
