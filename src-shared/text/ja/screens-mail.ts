import { grouped } from './screens-formats.ts'

/** 設定 › 通知メール, below its fields. */
export const mailText = {
  name: '通知メール',
  test: 'テストメールを送る',
  testing: 'テストメールを送っています。',
  testHint: '保存した設定で、すべての宛先に1通ずつ送ります。',
  firewall:
    '個人番号系のネットワークからLGWAN系のメールへ送るときは、ファイアウォールでメール（SMTP）の通信を許可する設定も必要です。',
  pmhMail: '登録の結果を知らせるPMHからのメールは、この設定に関係なく届きます。',
  saveFirst: '変更を保存すると、テストメールを送れます。',
  setUpFirst: 'サーバー、ポート、送信元、宛先を保存すると、テストメールを送れます。',
  sent: 'テストメールを送りました。届いたことを、宛先の受信トレイで確かめてください。',
  refusedTitle: '次の宛先は、メールサーバーに受け付けられませんでした。ほかの宛先には送りました。',
  refused: (recipient: string, detail: string) => `${recipient}（応答：${detail}）`,
  outbox: '送信待ち',
  empty: '送信を待っている通知メールはありません。',
  waiting: (n: number, since: string) =>
    `${grouped(n)}件が送信を待っています（いちばん古いもの：${since}）。`,
  givenUp: (n: number) => `${grouped(n)}件の通知メールを送れませんでした。`,
  lastFailure: (at: string, what: string, code: string) => `最後の失敗（${at}）：${what}（${code}）`,
  answer: (detail: string) => `応答：${detail}`,
  forget: '確認済みにする',
  forgotten: '送れなかった通知メールを、確認済みにしました。',
  logMissing: (since: string) =>
    `パソコンのイベントログには書き込めていません（${since}から）。出来事はこのプログラムの中に記録しています。`,
} as const
