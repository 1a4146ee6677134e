/** The Japanese of the window's frame and of the parts that several screens share. One screen, one `screens-*.ts`. */

export const navigationText = {
  label: 'メニュー',
  open: 'メニューを開く',
  close: 'メニューを閉じる',
  skip: '本文へ',
  brand: ['PMH連携', 'コンソール'],
  dashboard: 'ダッシュボード',
  history: '送信履歴',
  report: '日報',
  folders: '制度フォルダ',
  settings: '設定',
  diagnosis: '接続診断',
  log: 'ログ',
  audit: '操作記録',
  start: 'はじめに',
  migration: '公式バッチから移行',
  problems: (n: number) => `対応が必要な項目が${n}件あります`,
  stateBox: '監視の状態',
} as const

export const targetText = {
  label: '接続先：',
  production: '本番',
  test: '検証',
  practice: '練習',
  unset: '未設定',
  unknown: '確認できません',
} as const

export const practiceText = {
  name: '練習モード',
  sentence: '送信先は模擬のPMHです。',
  stop: '終わる',
} as const

export const stateText = {
  next: (time: string) => `次の確認 ${time}`,
  nextWithWait: (time: string, wait: string) => `次の確認 ${time}（${wait}）`,
  remaining: (rest: string) => `残り ${rest}`,
  share: (percent: number) => `${percent}%まで送りました`,
  waitsForSettings: '設定が済むと始まります',
  waitsForStart: '自動では送信しません',
  working: '送信を進めています',
} as const

export const failureText = {
  what: '何が起きたか',
  why: 'なぜ',
  remedy: 'どうすればよいか',
  copy: '詳細をコピー',
  copied: 'コピーしました',
  notCopied: 'コピーできませんでした。文字を選んで、Ctrl+Cでコピーしてください。',
  dismiss: '閉じる',
  code: (code: string) => `コード：${code}`,
  /** The lines that 詳細をコピー puts on the clipboard. */
  detailLines: (entry: {
    code: string
    what: string
    why: string
    remedy: string
    detail: string
    at: string
  }) =>
    [
      `日時：${entry.at}`,
      `コード：${entry.code}`,
      `何が起きたか：${entry.what}`,
      `なぜ：${entry.why}`,
      `どうすればよいか：${entry.remedy}`,
      ...(entry.detail === '' ? [] : [`補足：${entry.detail}`]),
    ].join('\n'),
} as const

export const crashText = {
  title: '画面を表示できませんでした',
  what: '画面の表示中に、予期しない問題が起きました。',
  why: 'プログラムの不具合が考えられます。監視と送信は、この画面とは別に続いています。',
  remedy:
    '「画面を開き直す」を押してください。続くときは「詳細をコピー」の内容を添えて、システムの担当者へ連絡してください。',
  reload: '画面を開き直す',
} as const

export const loadingText = '読み込んでいます'

export const leaveText = {
  title: '保存していない変更を捨てますか',
  sentence: (n: number) => `設定の変更${n}件が、まだ保存されていません。移動すると、変更は失われます。`,
  stay: '移動しない',
  leave: '変更を捨てて移動',
} as const

export const wordText = {
  all: 'すべて',
  cancel: 'キャンセル',
  save: '保存',
  close: '閉じる',
  replace: '入れ替える',
  keep: '入れ替えをやめる',
  registered: '登録済み',
  changed: '変更あり',
  choose: '選ぶ',
  pasteTrimmed: '前後の空白や改行を取り除いて貼り付けました。',
} as const

export const announcementText = {
  problem: (name: string, what: string) => `対応が必要です。${name}：${what}`,
  allProblem: '全体',
  solved: '対応が必要な項目はなくなりました。',
  result: (name: string, word: string, evidence: string) =>
    evidence === '' ? `${name}：${word}` : `${name}：${word}（${evidence}）`,
  serial: (serial: string) => `処理通番 ${serial}`,
  progress: (name: string, percent: number) => `${name}：${percent}パーセントまで送りました。`,
} as const
