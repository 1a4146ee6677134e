/** 設定 › トークンとパスワード: the key of runs without a window, and moving to another computer. */

export const movingText = {
  title: '別のパソコンへ移す',
  saveTitle: '移行ファイルを保存する場所を選ぶ',
  pickTitle: '移行ファイルを選ぶ',
  fileKind: '移行ファイル',
  fileName: (date: string) => `PMH連携_移行_${date}.pmhmove`,
  monitoring: '監視を停止してから読み込んでください',
} as const
