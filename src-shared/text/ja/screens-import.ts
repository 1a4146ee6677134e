import type { ConfigProblemKind } from '../../domain/config-problem.ts'
import type { SettingKey } from '../../domain/settings.ts'
import { READ_WORDS } from './errno.ts'
import { settingLabel } from './settings.ts'

/** 公式バッチの設定を取り込む, from 設定 and, as 公式バッチから移行, from はじめに. */

export const importText = {
  open: '公式バッチの設定を取り込む',
  sending: '送信が終わってから、もう一度取り込んでください。',
  pickTitle: '公式バッチの設定ファイルを選ぶ',
  fileKind: '公式バッチの設定（.config）',
  anyFile: 'すべてのファイル',
  inPractice: '練習モードでは、取り込みと書き出しができません。「終わる」を押してから操作してください。',
  argumentsAlone: 'サービスの引数',
  steps: ['設定を読み込む', '内容を確認', '次にすること'],
  stepsLabel: '手順',
  stepDone: '済み',
  read: {
    lead: 'いまの公式バッチの設定を読み込みます',
    sentence: '「適用」を押すまで、設定は何も変わりません。公式バッチの側も変えません。',
    fileTitle: '設定ファイル',
    fileSentence: '公式バッチのプログラムと同じフォルダにあるPMH_Relay.exe.configを選びます。',
    filePlace: '例：C:\\opt\\PMH_Relay\\bin\\x64\\Release\\PMH_Relay.exe.config',
    choose: '設定ファイルを選ぶ',
    chooseOther: '別のファイルを選ぶ',
    chosen: (name: string, keys: number) => `${name}を読み込みました（設定${keys}件）。`,
    reading: '読み込んでいます',
    fileRead: '設定ファイルを読み込みました。',
    argumentsRead: 'サービスの引数を読み込みました。',
    forgetFile: '設定ファイルの読み込みを取り消す',
    forgetArguments: 'サービスの引数の読み込みを取り消す',
    pasteAgainName: 'サービスの引数を貼り直す',
    copyCommand: 'コマンドをコピー',
    argumentsTitle: 'サービスの引数',
    argumentsSentence: 'トークンと制度フォルダの組です。',
    argumentsPaste: 'サービスを登録したときのコマンド、または下のコマンドの結果を貼り付けます。',
    argumentsHow: '調べ方：公式バッチのパソコンでPowerShellを開き、次のコマンドの結果をすべてコピーします。',
    argumentsCommand: 'sc.exe qc PMH_Relay 8192',
    field: '登録コマンド、またはsc.exe qcの結果',
    readPasted: '貼り付けた内容を読み込む',
    pasteAgain: '貼り直す',
    keepPasted: '貼り直すのをやめる',
    pasted: (folders: number) => `制度フォルダ${folders}件を読み込みました。`,
    notShown: 'トークンは、この画面に表示しません。',
    forget: '読み込みを取り消す',
    tooLong: '貼り付けられるのは65,536文字までです。登録コマンドだけを貼り付けてください。',
    empty: '登録コマンド、またはsc.exe qcの結果を貼り付けてください。',
    moreProblems: (n: number) => `ほかに${n}件の誤りがあります。`,
    nothingYet: '設定ファイルかサービスの引数を読み込むと、内容を確認できます。',
    without: {
      file: '設定ファイルを読み込まないときは、制度フォルダだけを取り込みます。',
      folders: 'サービスの引数を読み込まないときは、制度フォルダは変わりません。',
    },
    next: '内容を確認',
    back: 'やめる',
    keptNote: '読み込んだ内容は、プログラムを終了するまで残ります。',
  },
  preview: {
    title: '取り込む内容',
    /** Kinds that do not occur are left out, except for what stays as it is. */
    summary: (n: { changed: number; added: number; wrong: number; toCheck: number; same: number }) =>
      [
        ...(n.changed > 0 ? [`変更${n.changed}件`] : []),
        ...(n.added > 0 ? [`追加${n.added}件`] : []),
        ...(n.wrong > 0 ? [`誤り${n.wrong}件`] : []),
        ...(n.toCheck > 0 ? [`要確認${n.toCheck}件`] : []),
        `変更なし${n.same}件`,
      ].join(' ／ '),
    onlyChanges: '変わる項目だけを表示',
    table: '取り込む設定',
    columns: { label: '項目', key: '公式のキー', before: 'いまの値', after: '取り込む値', verdict: '判定' },
    verdicts: {
      added: '追加',
      changed: '変更',
      cleared: '消去',
      same: '変更なし',
      kept: 'そのまま',
      wrong: '誤り',
      check: '要確認',
      token: '入れ替え',
      left: '引数になし',
      pause: '一時停止',
    },
    /** AllowMultipleFilePerFolder */
    several: { true: '送る', false: '送らない' },
    notSet: '（未設定）',
    none: '（なし）',
    secret: '••••••••（新しいパスワード）',
    secretNow: '••••••••（登録済み）',
    absent: 'ファイルにないため、公式バッチと同じ既定値にします。',
    absentKept: 'ファイルにないため、いまの値を残します。',
    clearsSecret: 'ファイルの値が空のため、登録したパスワードを消します。',
    confirmed: '確認しました',
    confirmedName: (label: string) => `${label}を確認しました`,
    fullSync:
      '全件連携は、対象者全員分を送る方式です。公式バッチのいまの運用と合っているか、確かめてください。',
    resetSync:
      '差分リセット連携は、登録済みの履歴を置き換える方式です。公式バッチのいまの運用と合っているか、確かめてください。',
    lgwanTest:
      'LGWANの検証環境のURLです。公式バッチの初期設定もこのURLです。本番で使うときは、適用したあと、設定の「接続先」で本番のURLに変えてください。',
    internetTest: '検証環境のURLです。本番で使うときは、適用したあと、設定の「接続先」で変えてください。',
    plainHttp:
      '「http://」で始まるため、対象者の情報と認証トークンが暗号化されずに流れます。PMHの接続資料のURLと合っているか、確かめてください。',
    /** Under a row: the object first, since the row may hold several values. */
    wrong: (label: string, rule: string) => `${label}は${rule}`,
    rootMissing: 'このフォルダが見つかりません。共有フォルダなら、つながっているか確かめてください。',
    allSame: '取り込む設定は、いまの設定と同じです。',
    unknownTitle: (n: number) => `使わないキーが${n}件あります`,
    unknownSentence: 'このコンソールにない設定のため、取り込みません。ほかの設定は取り込めます。',
    unknownMore: (n: number) => `ほか${n}件`,
    foldersTitle: (n: number) => `制度フォルダ（サービスの引数から${n}件）`,
    foldersUntouched: 'サービスの引数を読み込んでいないため、制度フォルダは変わりません。',
    folderColumns: {
      name: '制度',
      folder: 'フォルダ',
      before: 'いまのトークン',
      after: '取り込むトークン',
      verdict: '判定',
    },
    directories: {
      present: 'フォルダあり',
      missing: 'フォルダなし。取り込んだあとに作成できます。',
      unknown: 'フォルダを確かめられません。',
    },
    isPaused: '一時停止中です。取り込んでも、停止のままにします。',
    left: 'サービスの引数にないため、変えずに残します。',
    leftPaused: 'サービスの引数にないため、送信を一時停止します。',
    pauseOthers: (n: number) => `引数にない制度フォルダ${n}件を一時停止する`,
    oursKept: 'このコンソールだけの設定（書込完了待ち、追加の証明書など）は変わりません。',
    note: '「適用」を押すまで、設定は何も変わりません。適用しても監視は始まりません。',
    noteWatching: '監視中です。「適用」を押すと、次の確認から、取り込んだ設定とトークンで送信します。',
    blocked: {
      problems: (n: number) =>
        `誤りが${n}件あるため、適用できません。設定ファイルを直して、選び直してください。`,
      confirm: (n: number) => `要確認が${n}件あります。「確認しました」にチェックを入れると、適用できます。`,
      vault: 'トークンとパスワードの守り方を選ぶと、適用できます。',
      locked: '合言葉を入力すると、適用できます。',
      again: 'もう一度確認すると、適用できます。',
    },
    noteSame: 'いまの設定と同じため、適用しても何も変わりません。',
    back: '戻る',
    apply: '適用',
    applying: '適用しています',
    again: 'もう一度確認する',
    seenAgain: 'いまの設定と比べ直しました。',
    reading: '内容を確かめています',
    applied: (settings: number, folders: number) =>
      `設定${settings}件、制度フォルダ${folders}件を取り込みました。`,
  },
  next: {
    title: '取り込みました',
    sentence: 'まだ送信は始まっていません。次の順に進めてください。',
    sentenceWatching: '監視中のため、次の確認から、この設定で送信します。次のことを確かめてください。',
    diagnosis: {
      title: 'PMHまでつながるか確かめる',
      sentence: '接続診断で、プロキシ、証明書、トークンを順に確かめます。ファイルは送りません。',
      action: '接続診断を開く',
    },
    missing: {
      title: '制度フォルダを作成する',
      sentence: (n: number) => `制度フォルダ${n}件が見つかりません。制度フォルダの画面で作成できます。`,
      action: '制度フォルダを開く',
    },
    incomplete: {
      title: '足りない設定を入力する',
      sentence: (labels: string) => `まだ設定されていない項目：${labels}`,
      action: '設定を開く',
    },
    stopOfficial: {
      title: '公式バッチを止める',
      sentence:
        '公式バッチとこのコンソールが同じフォルダを監視すると、同じファイルを二重に送るおそれがあります。監視を始める前に、公式バッチのサービス「PMH_Relay」を停止し、スタートアップの種類を「無効」にしてください。',
      command: 'Stop-Service PMH_Relay; Set-Service PMH_Relay -StartupType Disabled',
      copy: 'コマンドをコピー',
      leftovers:
        'メール送信のタスク「PMH_Relay_EmailSend」と再起動のタスクを登録していた場合は、タスクスケジューラで無効にしてください。残すと、メールと再起動が二重になります。',
    },
    start: {
      title: '監視を開始する',
      sentence: 'ダッシュボードで「監視を開始」を押します。次に送るファイルも、そこで確かめられます。',
      action: 'ダッシュボードを開く',
    },
  },
} as const

export const configProblemText: Readonly<Record<ConfigProblemKind, string>> = {
  too_large: '大きすぎます。設定ファイルは128 KBまで読み込めます。',
  encoding: '文字コードを読み取れません。UTF-8、または宣言のあるShift_JISで保存してください。',
  doctype: '外部の参照（DOCTYPE）があるため、安全のため読み込みません。',
  too_deep: '要素の入れ子が深すぎるため、読み込みません。',
  not_xml: 'XMLとして正しくありません。途中で切れているか、記号の書き方に誤りがあります。',
  not_configuration: '公式バッチの設定ファイルではありません。PMH_Relay.exe.configを選んでください。',
  other_file: '設定が別のファイルに分かれています。1つにまとめたファイルを選んでください。',
  encrypted: 'Windowsで暗号化されているため、読み込めません。暗号化を解いたファイルを選んでください。',
}

/** @param errno of the system, or a name of our own */
export function fileProblemText(errno: string): string {
  const why = READ_WORDS[errno]
  return why === undefined ? `読み込めませんでした（${errno}）。` : `${why}。`
}

/** The name of a key where no heading says that it is one of the proxy's. */
export function importedLabel(key: SettingKey): string {
  return key.startsWith('Proxy') ? `プロキシの${settingLabel[key]}` : settingLabel[key]
}
