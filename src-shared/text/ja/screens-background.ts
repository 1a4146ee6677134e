import type { BackgroundWay, RegistrationState } from '../../domain/background.ts'

/** 設定 › 起動・常駐 */

export const wayText: Readonly<Record<string, string>> = {
  login: 'サインインしたときに起動',
  service: '画面なしで動かす',
  reboot: '定期的な再起動',
} satisfies Record<BackgroundWay, string>

export const wayStateText: Readonly<Record<RegistrationState, string>> = {
  absent: '登録なし',
  current: '登録済み',
  outdated: '登録が古い',
  foreign: '別の登録あり',
  unknown: '確認できません',
  unavailable: '使えません',
}

type System = 'windows' | 'macos' | 'linux'

/** What each way does, in one or two sentences. */
export const waySentence: Readonly<Record<BackgroundWay, Readonly<Record<System, string>>>> = {
  login: {
    windows: 'サインインしたときに、画面を出さずにコンソールを始めます。サインアウトすると止まります。',
    macos: 'ログインしたときに、コンソールを始めます。ログアウトすると止まります。',
    linux: 'サインインしたときに、画面を出さずにコンソールを始めます。サインアウトすると止まります。',
  },
  service: {
    windows:
      'タスクスケジューラに登録し、サインインしていなくても送信を続けます。公式バッチのサービスに代わるものです。',
    macos: 'macOSでは、画面なしで動かす登録はできません。「サインインしたときに起動」を使ってください。',
    linux:
      'systemdに登録し、画面なしで送信を続けます。サインインしていない間も動かすには、「登録する内容を見る」に示すコマンド（loginctl）も実行します。',
  },
  reboot: {
    windows:
      '決まった時刻に、このパソコンを再起動します。必要なときだけ使ってください（公式バッチの手順書2.5）。',
    macos: '',
    linux: '',
  },
}

/** What a state means, and what to do about it; nothing where the chip says it all. */
export const wayStateSentence: Readonly<Partial<Record<RegistrationState, string>>> = {
  outdated:
    '登録したときから、プログラムかデータフォルダの場所が変わりました。もう一度登録すると、いまの場所になります。',
  foreign: '同じ名前の登録が、このコンソールではないものによって作られています。内容を確かめてください。',
  unknown: '登録を確認できませんでした。権限が足りないことが考えられます。',
}

export const backgroundText = {
  reading: '登録の状態を調べています。',
  onlyShows:
    '画面なしで動いている間、コンソールは表示だけを行います。送信と設定の変更をコンソールで行うときは、登録を取り消して、動いているものを止めてください。',
  keyMissing: '「画面なしで動かすための鍵」がまだありません。「鍵と移行」で鍵を作ると登録できます。',
  openKey: '「鍵と移行」を開く',
  keyReady: '「画面なしで動かすための鍵」はあります。',
  place: '登録する場所',
  trigger: '始めるとき',
  triggers: { startup: 'パソコンの起動時', logon: 'サインイン時' },
  account: '実行するアカウント',
  accountHint:
    '共有フォルダとPMHへの通信の権限を持つアカウントを入力します（例：CITY\\user）。登録のときに、Windowsが開く別の画面でパスワードを入力します。コンソールはパスワードを受け取りません。',
  logon: 'パスワード',
  logons: { password: 'Windowsに保存する', none: '保存しない（共有フォルダは使えません）' },
  every: '再起動する日',
  everies: { day: '毎日', week: '毎週', month: '毎月' },
  weekday: '曜日',
  weekdays: ['日曜日', '月曜日', '火曜日', '水曜日', '木曜日', '金曜日', '土曜日'],
  monthDay: '日',
  monthDays: (day: number) => `${day}日`,
  time: '時刻',
  rebootWarning:
    '開いているファイルがあっても、予告の1分後に再起動します。ほかの人の仕事が終わっている時刻を選んでください。送信の途中のファイルは「結果不明」になることがあります。',
  preview: '登録する内容を見る',
  previewTitle: '登録する内容',
  previewText: '内容',
  copy: 'コピー',
  copyName: (what: string) => `${what}をコピー`,
  save: 'ファイルに保存',
  commandsTitle: 'コマンドで行う場合',
  commandsAdmin: '管理者として開いたコマンドプロンプトで実行します。',
  commandsOwn: 'ターミナルで実行します。',
  commandsFirst:
    'コマンドの中の場所に、上の内容を保存したあとで使えます。「登録する」を一度押すと、保存まで行います。',
  register: '登録する',
  registerAgain: '登録し直す',
  /** The visible word stands in the name as it is, for those who speak it (WCAG 2.5.3). */
  nameOf: (way: string, word: string) => `${way}：${word}`,
  remove: '登録を取り消す',
  blocked: '別のプログラムが送信を担当しているため、いまは登録できません。取り消しはできます。',
  working: 'Windowsの確認の画面で許可し、求められたらパスワードを入力してください。',
  question: {
    foreignTitle: '別の登録を置き換えますか',
    foreign: (place: string) =>
      `「${place}」に、このコンソールが作ったものではない登録があります。置き換えると、その登録は働かなくなります。`,
    restored: '元の登録は控えを残します。この登録を取り消すと、元に戻ります。',
    lost: '元の登録は残りません。必要なときは、先にタスクスケジューラで書き出してください。',
    replace: '置き換えて登録する',
  },
  removeQuestion: {
    title: (way: string) => `「${way}」の登録を取り消しますか`,
    consequence: {
      login: 'サインインしても、コンソールは自動で始まらなくなります。',
      service: '画面なしの送信は、自動で始まらなくなります。',
      reboot: 'パソコンは、自動で再起動しなくなります。',
    },
    running: 'いま動いているものは、次のコマンドかパソコンの再起動で止まります。',
  },
  registered: (way: string) => `「${way}」を登録しました。`,
  registeredTask: (way: string) =>
    `「${way}」を登録しました。次にパソコンを起動（またはサインイン）したときから動きます。`,
  registeredCommands: (way: string) =>
    `「${way}」の内容を保存しました。続けて、「登録する内容を見る」に示すコマンドを実行してください。`,
  removed: (way: string) => `「${way}」の登録を取り消しました。`,
  saved: (file: string) => `「${file}」に保存しました。`,
  saveTitle: '登録する内容を保存する場所を選ぶ',
  fileKind: '登録する内容',
  summaryTask: (task: string, account: string) => `${task}（${account}）`,
} as const
