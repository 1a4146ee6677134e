/** What the system shows of our registrations, outside of the window. */

export const taskText = {
  author: 'PMH連携コンソール',
  background: 'PMH連携コンソールを、画面なしで動かします。',
  reboot: 'パソコンを定期的に再起動します。PMH連携コンソールから登録しました。',
  rebootNotice: '予定された再起動です。1分後に再起動します。',
} as const

export const unitText = {
  description: 'PMH連携コンソール（画面なし）',
} as const

export const autostartText = {
  comment: 'サインインしたときに、画面を出さずに始めます。',
} as const
