/** 接続診断 */

export const diagnosisScreenText = {
  start: '診断を開始',
  stop: '中止',
  copy: '結果をコピー',
  steps: '診断の項目',
  target: '接続先',
  startedAt: '実施',
  emptyTitle: 'まだ診断していません',
  emptySentence:
    '「診断を開始」を押すと、設定からPMHの認証まで、つながるかを順に調べます。ファイルは送りません。',
  runningTitle: '診断しています',
  running: (number: number, title: string) =>
    `${number}番目の「${title}」を調べています。ファイルは送りません。`,
  throughTitle: 'PMHにつながります',
  through: 'すべての項目が済みました。ファイルを送信できます。',
  failedTitle: 'PMHに接続できません',
  failed: (number: number, title: string) =>
    `${number}番目の「${title}」で止まりました。下の対処を行ってください。`,
  tokenTitle: 'PMHには接続できますが、認証が通りません',
  token: (n: number) => `${n}件の制度フォルダで失敗しました。下の対処を行ってください。`,
  stoppedTitle: '診断を途中でやめました',
  stopped: '「診断を開始」を押すと、最初から調べます。',
  begun: '接続診断を始めました。',
  working: '実行中',
  workingFact: '調べています',
  waiting: '順番待ち',
  waitingFact: '前の項目が終わると調べます',
  milliseconds: (ms: string) => `${ms} ミリ秒`,
  detail: '詳細',
  code: 'コード',
  openSettings: '設定を開く',
  openFolders: '制度フォルダを開く',
  again: '続けて「診断を開始」を押してください。',
} as const
