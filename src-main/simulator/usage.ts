import { BEHAVIOUR_KINDS } from './behaviour.ts'

/** The help text of `npm run simulator`. */
export function usageText(): string {
  return `PMHシミュレーター: PMHの代わりに127.0.0.1で待ち受け、送信されたファイルを受け付けます。

使い方:
  npm run simulator -- --token TOKEN1 [--token TOKEN2 …] [--port N] [--tls 証明書.pem 秘密鍵.pem]
                       [--record requests.jsonl] [--behave 動作 …]

  --token TOKEN        受け付けるトークン。制度ごとに一つ、繰り返し指定できます（必須）。
  --port N             待ち受けポート 0～65535。省略時または0は空いているポートです。
  --tls CERT KEY       証明書と秘密鍵（PEM）。指定するとhttpsで待ち受けます。
  --record FILE        送信1件ごとに1行のJSONを追記します（トークンは末尾4文字のみ）。
  --behave 動作        異常時の動作。複数指定すると先のものから1件ずつ使い、最後のものが続きます。
                       値は「:」で続けます。例: status:503　status:401:E4010003　delay:2000
  --help               この説明を表示します。

動作:
  ${BEHAVIOUR_KINDS.join('\n  ')}

起動中の操作（Content-Type: application/json）:
  POST /simulator/behaviour[?times=N][&token=TOKEN]   例: {"kind":"status","status":503}、解除は null
  POST /simulator/release                             hold_body で止めた受信を続けます。
  GET  /simulator/received                            受信した送信の一覧
`
}

/** One refused argument: its name, its value, and the rule that it breaks. */
export function argumentText(argument: string, value: string, rule: string): string {
  return `引数 ${argument} の値「${value}」は使えません: ${rule}`
}
