/** ログ */

export const logText = {
  label: 'ログの内容',
  file: 'ファイル',
  fileNow: 'log.txt（今のログ）',
  fileOld: (number: number, until: string) => `log.${number}.txt（${until}まで）`,
  search: '検索',
  previous: '前の一致',
  next: '次の一致',
  clear: '検索を消す',
  noMatch: '一致なし',
  matchOf: (at: string, n: string) => `${at}／${n}件`,
  follow: '末尾に追従',
  copy: '表示中のログをコピー',
  openFolder: 'フォルダを開く',
  error: 'エラー',
  cut: (lines: string) =>
    `新しいほうから${lines}行を表示しています。これより古い行は「フォルダを開く」で開けます。`,
  lines: (n: string) => `${n}行`,
  emptyTitle: 'ログはまだありません',
  emptySentence: '監視や送信を始めると、公式バッチと同じ形式で、ここに並びます。',
  emptyFile: 'このファイルに行はありません。',
} as const

/** How the official batch begins every line of a failure, in full-width letters (manual 3.1). */
const FAILURE = 'ＰＭＨ連携に失敗しました。'

/** One line of log.txt: `yyyy-MM-dd HH:mm:ss - message`. A line in another form is all message. */
export function logParts(line: string): { time: string; message: string; failed: boolean } {
  const [, time = '', message = line] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) - (.*)$/s.exec(line) ?? []
  return { time, message, failed: message.startsWith(FAILURE) }
}
