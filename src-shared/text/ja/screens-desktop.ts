/** What stands around the window: tray, notifications, closing and ending, the about box. */

export const trayText = {
  open: '開く',
  sendNow: '今すぐ送信',
  start: '監視を開始',
  stop: '監視を停止',
  end: '終了',
  attention: '対応が必要',
  next: (time: string) => `次の確認 ${time}`,
  problems: (n: number) => `対応が必要な項目 ${n}件`,
  locked: '合言葉の入力が必要です',
  tooltip: (product: string, states: readonly string[]) => `${product}（${states.join('、')}）`,
} as const

export const notificationText = {
  failed: '送信に失敗しました',
  unknown: '結果が分からないファイルがあります',
  held: 'ファイルを保留しました',
  folder: '送信できないフォルダがあります',
  engine: '送信できません',
  locked: '合言葉を入力してください',
  lockedSentence: '入力するまで、送信は始まりません。',
  several: (n: number) => `対応が必要なことが${n}件あります`,
  sentence: (what: string, code: string) => `${what}（${code}）`,
  about: (parts: readonly string[]) => parts.join('：'),
  more: (n: number) => `ほか${n}件`,
} as const

export const farewellText = {
  closing: {
    title: '画面を閉じても監視を続けます',
    titleStopped: '画面を閉じてもプログラムは動き続けます',
    running: '新しいファイルは、画面を閉じたあとも、自動で送信します。',
    stopped: 'いまは監視を停止しているため、自動では送信しません。',
    howTo: '画面をもう一度開くときや、止めるときは、通知領域のアイコンから「開く」「終了」を選びます。',
    remember: '次回から表示しない',
    act: '画面を閉じる',
  },
  stopping: {
    title: '終了しますか',
    sentence:
      'このパソコンには通知領域がないため、画面を閉じるとプログラムが終了し、監視と自動の送信も止まります。',
    act: '終了する',
  },
  ending: {
    title: '送信中です。終了しますか',
    file: (displayName: string, fileName: string) => `${displayName}：${fileName}`,
    share: (percent: number) => `${percent}%まで送りました`,
    wait: '送信が終わるのを待つと、結果を記録してから終了します。新しい送信は始めません。',
    abortEarly:
      'いま中止すると、送信の途中のファイルは最後まで届かず「失敗」になります。フォルダに残り、次に監視を始めると、最初から送信します。',
    abortLate:
      '最後まで送り終えたファイルは、PMHの応答を待っています。いま中止すると「結果不明」になり、次に起動したあと、届いたかどうかの確認が必要です。',
    over: '送信は終わりました。',
    actWait: '送信が終わってから終了',
    actAbort: '中止して終了',
    actEnd: '終了する',
  },
  waiting: {
    title: '送信が終わりしだい終了します',
  },
  stay: '戻る',
} as const

export const aboutText = {
  name: 'このアプリについて',
  open: (version: string) => `このアプリについて、バージョン ${version}`,
  version: 'バージョン',
  runtime: '実行環境',
  system: 'システム',
  dataDir: 'データの場所',
  openDataDir: 'データの場所を開く',
  licences: '使用しているソフトウェア',
  licencesSentence: (n: number) =>
    `このアプリは、次の${n}件のソフトウェアを含みます。名前を選ぶと、使用許諾の文面を表示します。`,
  noText: '文面は、このパッケージの配布元にあります。',
  own: '使用許諾：MIT License',
} as const
