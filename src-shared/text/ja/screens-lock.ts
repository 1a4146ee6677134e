/** 管理者ロック */
export const lockText = {
  title: '管理者ロック',
  sentence:
    '暗証番号を決めると、設定、制度フォルダ、証明書の変更と、結果不明や保留中のファイルの処理に、暗証番号が必要になります。見ることと「今すぐ送信」は、だれでもできます。',
  off: '使っていません。',
  isOpen: '開いています。10分間変更しないと、自動でロックします。',
  isClosed: 'ロックしています。',
  pin: '暗証番号',
  hint: '6〜12桁の数字',
  again: '暗証番号（もう一度）',
  form: '6〜12桁の数字で入力してください。',
  different: '2つの暗証番号が一致しません。もう一度入力してください。',
  set: '暗証番号を決める',
  setTitle: '管理者の暗証番号を決めてください',
  change: '暗証番号を変える',
  remove: '管理者ロックをやめる',
  removeTitle: '管理者ロックをやめますか',
  removeMeaning: 'だれでも、設定と制度フォルダを変え、結果不明のファイルを処理できるようになります。',
  back: '戻る',
  save: '保存',
  saved: '暗証番号を保存しました。',
  removed: '管理者ロックをやめました。',
  closeNow: 'ロックする',
  closedNow: '管理者ロックをかけました。',
  /** At the foot of the navigation. */
  openMark: 'ロック：開',
  closedMark: 'ロック：閉',
  /** Holds the visible words as they stand (WCAG 2.5.3). */
  markName: (mark: string) => `管理者${mark}`,
  askTitle: '管理者の暗証番号を入力してください',
  askSentence: 'この操作は、管理者だけができます。',
  open: '開く',
  opened: '管理者ロックを開きました。',
  wait: (seconds: number) =>
    seconds < 60 ? `あと${seconds}秒お待ちください。` : `あと約${Math.ceil(seconds / 60)}分お待ちください。`,
} as const
