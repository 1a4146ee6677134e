import { visible } from './visible.ts'

/** What the headless command prints besides the log. */
export const USAGE = `PMH連携コンソール（画面なし）

使い方:
  npm run relay -- --config PMH_Relay.exe.config --data-dir DIR [--once] [--set キー=値]… "トークン|フォルダ名"…
  npm run relay -- --config PMH_Relay.exe.config --data-dir DIR [--once] --mapping FILE
  npm run relay -- --data-dir DIR [--once] [--key-file FILE]
  npm run relay -- history --data-dir DIR --json
  npm run relay -- verify --data-dir DIR
  npm run relay -- reset-lock --data-dir DIR
  npm run relay -- diagnose --config PMH_Relay.exe.config [--json] ["トークン|フォルダ名"…]

  インストールしたPMH連携コンソールでは、「npm run relay --」の代わりに、プログラムに --headless を付けて実行します。
  そのとき --data-dir を省くと、画面と同じデータフォルダを使います。

引数:
  --config FILE     公式バッチの設定ファイル。この実行だけに使い、保存しません。
  --data-dir DIR    送信の記録（relay.db）とログ（logs/log.txt）を置くフォルダ。
  --once            全フォルダを1回だけ確認して終了します。
  --set キー=値     設定を1つ上書きします。何度でも指定できます。
  --mapping FILE    「トークン|フォルダ名」を1行に1つ書いたファイル。「-」は標準入力です。
                    引数に書いたトークンはプロセスの一覧に表示されるため、こちらをお勧めします。
  --key-file FILE   登録してあるトークンとパスワードを開く鍵。設定の画面で作ります。
  --passphrase-file FILE
                    鍵の代わりに、合言葉を書いたファイルで開きます。「-」は標準入力です。
                    どちらのファイルも、所有者だけが読めるもの（chmod 600）にします。
  history           送信の記録を新しい順に表示します。
  verify            送信の記録と操作の記録が書き換えられていないかを確かめます（0 書き換えなし、1 あり）。
  reset-lock        忘れた暗証番号を消し、管理者ロックをやめます（操作記録に残ります）。
  diagnose          PMHまでつながるかを順に確かめます。ファイルは送りません。
                    --config の代わりに --data-dir を指定すると、登録してある設定で確かめます。
  --help            この使い方を表示します。

終了コード:
  0  すべて送信した、または送るものがなかった
  1  エラー、保留中、結果不明のファイルかフォルダがあった
  2  引数か設定に誤りがあり、何も送信していない
  3  別のプログラムが同じデータフォルダを使っている
  diagnose では、つながれば 0、つながらなければ 1、引数か設定に誤りがあれば 2
`

/** Why an argument is refused: names the argument, the value and the rule. */
export const argumentProblem = {
  unknown: (name: string) =>
    `引数 ${visible(name)}：この引数はありません。--help で使い方を確かめてください。`,
  missingValue: (name: string) => `引数 ${name}：値がありません。${name} の後に値を指定してください。`,
  noValueAllowed: (name: string) => `引数 ${name}：この引数に値は指定できません。`,
  twice: (name: string) => `引数 ${name}：2回指定されています。1回だけ指定してください。`,
  dataDirMissing: () => '引数 --data-dir：指定されていません。記録を置くフォルダを指定してください。',
  setForm: (value: string) =>
    `引数 --set：「キー=値」の形で指定してください（指定された値：${visible(value)}）。`,
  setUnknown: (key: string) =>
    `引数 --set：${visible(key)} という設定はありません。キーの名前を確かめてください。`,
  mappingBoth: () =>
    '引数 --mapping：「トークン|フォルダ名」の引数と同時には指定できません。どちらか一方にしてください。',
  mappingFile: (file: string, why: string) =>
    `引数 --mapping：ファイルを読み込めませんでした（指定された値：${visible(file)}、${why}）。1 MB以内のテキストファイルを指定してください。`,
  configFile: (file: string, why: string) =>
    `引数 --config：設定ファイルを読み込めませんでした（指定された値：${visible(file)}、${why}）。`,
  configForm: (file: string, why: string) =>
    `引数 --config：PMH_Relay.exe.config の形式ではありません（指定された値：${visible(file)}、${why}）。`,
  nothingStored: (dataDir: string) =>
    `引数 --config：指定されていません。データフォルダに設定がないため、--config で設定ファイルを指定してください（データフォルダ：${visible(dataDir)}）。`,
  needsConfig: () =>
    '引数 --config：指定されていません。--set、--mapping、「トークン|フォルダ名」は --config と一緒に指定してください。',
  rootMissing: (path: string) =>
    `設定 PMHFilePath（監視する場所）：フォルダが見つかりません。実在するフォルダを指定してください（指定された値：${visible(path)}）。`,
  openersBoth: () =>
    '引数 --passphrase-file：--key-file と同時には指定できません。どちらか一方にしてください。',
  openerWithConfig: (name: string) =>
    `引数 ${name}：--config と同時には指定できません。--config の実行では、登録してあるトークンを使いません。`,
  passphraseFile: (file: string, why: string) =>
    `引数 --passphrase-file：合言葉を読み込めませんでした（指定された値：${visible(file)}、${why}）。`,
  noPassphrase: () =>
    '引数 --passphrase-file：このデータフォルダには合言葉が設定されていません。--key-file を指定してください。',
  openerNeeded: () =>
    '引数 --key-file：登録してあるトークンを読み出せません。--key-file か --passphrase-file を指定してください。',
  nothingReadable: () =>
    '引数 --data-dir：読み出せるトークンが1つもないため、送信を始めません。示された制度のトークンを入れ直してください。',
  debugging: (name: string) =>
    `引数 ${visible(name)}：安全のため、製品版では使えません。取り除いて起動してください。`,
  diagnoseOnce: () => '引数 --once：diagnose では使えません。--once を外してください。',
  diagnoseNothing: () =>
    '引数 --config：指定されていません。diagnose には --config か --data-dir を指定してください。',
  historyJson: () => '引数 --json：history には --json を指定してください。',
  historyMissing: (dataDir: string) =>
    `引数 --data-dir：送信の記録（relay.db）がありません（指定された値：${visible(dataDir)}）。`,
  bareExtra: (command: string, value: string) =>
    `引数 ${visible(value)}：${command} では使えません。--data-dir だけを指定してください。`,
  historyExtra: (value: string) =>
    `引数 ${visible(value)}：history では使えません。--data-dir と --json だけを指定してください。`,
}

export const unknownKeyNotice = (key: string) =>
  `設定 ${visible(key)}：このキーは使いません。そのほかの設定で続けます。`

export const resetLockText = '管理者ロックをやめました。必要なら、設定画面で暗証番号を決め直してください。'
