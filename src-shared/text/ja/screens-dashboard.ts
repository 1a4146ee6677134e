/** ダッシュボード */

export const verdictText = {
  label: '全体の状態',
  ok: '問題ありません',
  trouble: (n: number) => `${n}件の対応が必要です`,
  sending: '送信しています',
  stopped: '監視を停止しています',
  practice: '送信を試せます',
  unset: '設定が済んでいません',
  heldBy: 'この画面では表示だけを行います',

  allAccepted: (n: number, last: string) => `本日の${n}件は、すべてPMHに受け付けられました（最終 ${last}）。`,
  counted: (success: number, failure: number, unknown: number) =>
    `本日は、成功${success}件、失敗${failure}件、結果不明${unknown}件です。`,
  noneToday: (last: string) => `本日の送信はまだありません。前回の成功は${last}です。`,
  noneYet: '送信するファイルを制度フォルダに入れると、次の確認で送信します。',
  checkOne: '下の項目を確認してください。',
  checkAll: '上から順に確認してください。',
  restWell: (n: number) => `ほかの${n}制度は正常です。`,
  alsoStopped: '監視も停止しています。',
  sendingSentence: '終わるまで次の送信は始められません。ほかの画面は使えます。',
  stoppedSentence: '「監視を開始」を押すと、送信を再開します。',
  practiceSentence: (n: number) =>
    `見本ファイルが${n}件待っています。「今すぐ送信」を押すと、模擬のPMHへ送信します。`,
  unsetFields: (labels: readonly string[]) =>
    `${labels.map((label) => `「${label}」`).join('と')}を入力すると、監視を始められます。`,
  unsetFolders: '制度フォルダと認証トークンを登録すると、監視を始められます。',
  heldBySentence: '送信の状況と履歴は、担当のプログラムが書き込むたびに新しくなります。',
  heldByNobodyTitle: '送信が止まっています',
  heldByNobody: '送信を始めるには、上の「この画面で送信を引き継ぐ」を押してください。',
} as const

export const actionText = {
  sendNow: '今すぐ送信',
  start: '監視を開始',
  stop: '監視を停止',
  openSettings: '設定を開く',
  openFolders: '制度フォルダを開く',
  editFolder: '制度フォルダを編集',
  createFolder: 'フォルダを作成',
  otherFolder: '別のフォルダを選ぶ',
  openHistory: '履歴を見る',
  openAudit: '操作記録を開く',
  cancel: '中止',
  send: '送信',
  sendName: (name: string) => `${name}を送信`,
  sendStarted: '送信を始めました。',
  sendNotStarted: 'いまは送信を始められません。送信中のものが終わってから、もう一度押してください。',
  blockedSending: '送信が終わると押せます。',
  blockedUnset: '設定が済むと押せます。',
  blockedLocked: '合言葉を入力すると送信できます。',
  startLocked: '合言葉を入力すると、監視を始められます。',
  blockedHeld: '別のプログラムが送信を担当しています。',
  cancelled: '送信を中止しました。',
  notCancelled: '中止する前に、送信が終わりました。',
} as const

export const problemText = {
  title: '対応が必要な項目',
  none: 'ありません。問題が起きると、対処のしかたと一緒にここへ表示します。',
  all: 'すべての制度',
  records: '送信の記録',
  copy: '詳細をコピー',
  missingFolder: (folder: string) => `フォルダ「${folder}」が見つかりません。`,
  created: (folder: string) => `フォルダ「${folder}」を作成しました。`,
  /** In the place of why and remedy where these do not fit on one line beside the buttons; the whole is in the copy and in 送信履歴. */
  cures: {
    R3004: '名前の変更か削除が考えられます。作成するか、別のフォルダを選んでください。',
    R3008: 'このトークンでは受け付けられません。トークンを入れ直すか、「送信」を押すと再開します。',
    R3021: '直したファイルに置き換えるか、「確認して決める」を押してください。',
  } as Readonly<Record<string, string>>,
  /** Of every result that nobody knows: what to do is the same, whatever the reason. */
  doubtCure: '届いたかどうか分からないため、自動では再送しません。内容を確認して決めてください。',
  chips: {
    unknown: '結果不明',
    failed: '失敗',
    folder_missing: 'フォルダなし',
    held: '保留中',
    folder: '要確認',
    engine: '要対応',
    mail: '要確認',
  },
} as const

export const schemeText = {
  title: '制度フォルダ',
  chips: {
    ok: '正常',
    paused: '一時停止',
    unset: '未設定',
    missing: 'フォルダなし',
    check: '要確認',
    held: '保留中',
    unknown: '結果不明',
    failed: '失敗',
    blocked: '要対応',
    sending: '送信中',
    queued: '順番待ち',
  },
  last: '最終結果',
  serial: '処理通番',
  code: 'エラーコード',
  noSerial: '未確認',
  never: 'まだありません',
  waiting: '待機ファイル',
  /** Holds the visible words as they stand, for those who speak them (WCAG 2.5.3). */
  waitingName: (name: string, amount: string) => `${name}：待機ファイル ${amount}（一覧を見る）`,
  waitingUnknown: '確認できません',
  empty: {
    title: '制度フォルダがまだありません',
    sentence: '制度ごとのフォルダと認証トークンを登録すると、ここに並びます。',
  },
  emptyHeld: {
    title: '制度フォルダを表示できません',
    sentence: '担当のプログラムの設定は、ここに表示できません。',
  },
  emptyAction: '制度フォルダを追加',
} as const

export const rateText = {
  title: '送信の状況',
  today: '本日の結果',
  unit: '件',
  month: '過去30日',
  asTable: '表で見る',
  chart: (success: number, failure: number, unknown: number) =>
    `過去30日の送信件数の棒グラフ。成功${success}件、失敗${failure}件、結果不明${unknown}件。`,
  todayTick: '今日',
  success: '成功',
  failure: '失敗',
  unknown: '結果不明',
  date: '日付',
  total: '合計',
  tableTitle: '過去30日の送信件数',
} as const

export const recentText = {
  title: '最近の送信',
  open: '送信履歴を開く',
} as const

export const uploadText = {
  label: (name: string) => `${name}の送信の進み具合`,
  of: '／',
  speed: '速度',
  remaining: '残り',
  measuring: '計測中',
  answer: '応答待ち',
  /** Before the last byte is handed over, and after it. */
  consequence: '中止すると「失敗」になり、ファイルはフォルダに残ります。',
  consequenceLate: '応答待ちです。中止すると「結果不明」になります。',
  started: (time: string) => `開始 ${time}`,
} as const

/** 退避ファイルの削除 while it works on many files. */
export const purgeText = {
  label: '退避ファイルの削除',
  running: (destination: string) => `${destination}の、保存日数を過ぎたファイルを消しています。`,
  deleted: (amount: string) => `${amount}まで消しました`,
  consequence: '中止すると、残りは次の確認のときに消します。',
  stop: '中止',
  stopName: '退避ファイルの削除を中止',
} as const
