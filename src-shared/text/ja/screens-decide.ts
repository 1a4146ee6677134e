import type { Decision } from '../../domain/transfer.ts'

/** The dialog in which staff decide what becomes of a file: 送信済みとして処理, 再送する. */

/** What the dialog asks, by what is known of the file. */
export type Question = 'doubt' | 'changed' | 'duplicate' | 'refused' | 'unsent' | 'preflight'

interface ChoiceText {
  /** When this is the right choice; '' where nothing has to be told apart. */
  readonly when: string
  readonly meaning: string
  /** What may go wrong with it, in red; '' if nothing can. */
  readonly danger: string
}

interface QuestionText {
  readonly title: string
  /** Heading of what to look at before deciding. */
  readonly checkTitle: string
  readonly sent: ChoiceText
  readonly resend: ChoiceText
  /** The sentence of the box without which 再送する does nothing; null where no harm can come of it. */
  readonly box: string | null
}

const NO_CHOICE: ChoiceText = { when: '', meaning: '', danger: '' }

export const questionText: Readonly<Record<Question, QuestionText>> = {
  doubt: {
    title: 'このファイルはPMHに届いていましたか',
    checkTitle: '確かめ方',
    sent: {
      when: '届いていた場合',
      meaning: 'ファイルをPROCEEDへ移します。もう一度送ることはありません。',
      danger: '',
    },
    resend: {
      when: '届いていなかった場合',
      meaning: '',
      danger: '実は届いていた場合、二重に登録されます。',
    },
    box: 'PMHに届いていないことを確認しました',
  },
  changed: {
    title: '変更後の内容を送りますか',
    checkTitle: '確かめ方',
    sent: {
      when: '送り直さなくてよい場合',
      meaning: 'ファイルをPROCEEDへ移します。変更後の内容は送りません。',
      danger: '',
    },
    resend: {
      when: '変更後の内容が正しい場合',
      meaning: 'いまの内容を、新しい送信とします。',
      danger: '変更前の内容が受け付けられている場合、両方が登録されます。',
    },
    box: '変更後の内容を送ってよいことを確認しました',
  },
  duplicate: {
    title: '同じ内容のファイルをもう一度送りますか',
    checkTitle: '確かめ方',
    sent: NO_CHOICE,
    resend: {
      when: '',
      meaning: '以前に受け付けられたファイルと同じ内容です。',
      danger: '同じ内容が二重に登録されます。',
    },
    box: '同じ内容をもう一度送ってよいことを確認しました',
  },
  refused: {
    title: 'このファイルをもう一度送りますか',
    checkTitle: '再送の前に',
    sent: NO_CHOICE,
    resend: {
      when: '',
      meaning: 'PMHは受け付けていません。再送しても、二重に登録されることはありません。',
      danger: '',
    },
    box: null,
  },
  unsent: {
    title: 'このファイルを送りますか',
    checkTitle: '送る前に',
    sent: NO_CHOICE,
    resend: {
      when: '',
      meaning: 'ファイルはPMHに処理されていません。再送しても、二重に登録されることはありません。',
      danger: '',
    },
    box: null,
  },
  preflight: {
    title: '点検で誤りが見つかったファイルを、このまま送りますか',
    checkTitle: '送る前に',
    sent: NO_CHOICE,
    resend: {
      when: '',
      meaning: 'いまの内容のまま、点検で止めずに送ります。内容が変わったときは、もう一度点検します。',
      danger: '',
    },
    box: null,
  },
}

export const decideText = {
  /** The two decisions; buttons and choices have the same names. */
  decisions: { treated_as_sent: '送信済みとして処理', resend: '再送する' },
  /** Of a file that was never sent. */
  asItIs: 'このまま送信する',
  open: '確認して決める',
  choices: 'どのように処理しますか',
  later: 'あとで決める',
  close: '閉じる',
  /** The action while nothing is chosen. */
  undecided: '決定する',
  chooseFirst: 'どちらかを選ぶと押せます。',
  note: '決めるまで、このファイルは送信されません。選んだ内容は記録に残ります。',
  noteFree: '選んだ内容は記録に残ります。',
  noteReason: '理由の入力が必要です。選んだ内容は記録に残ります。',

  known: '分かっていること',
  started: '送信を開始',
  looked: 'ファイルを確認',
  changed: '変更あり',

  /** In three parts; the middle one stands out. */
  checkDoubt: (around: string, name: string) =>
    [
      'PMHからの処理結果のメールかPMHの画面に、',
      around,
      `の「${name}」の処理通番があるか見てください。分からないときは、PMHの窓口に確認してください。`,
    ] as const,
  checkChanged:
    '送信の途中か直後に、ファイルの内容が変わりました。制度フォルダのファイルを開き、どちらの内容を登録するか確かめてください。',
  checkDuplicate:
    '送信履歴で、以前に受け付けられたファイルを確かめてください。間違って入れたファイルのときは、再送せずにフォルダの外へ移してください。',

  checkPreflight:
    '下の箇所を確かめてください。直したファイルに置き換えると、この決定をしなくても、次の確認で点検し直して送信します。',

  serial: '処理通番（分かる場合）',
  serialError: (typed: string) =>
    `処理通番は、空白のない半角の英数字64文字までで入力してください（入力値：${typed}）。`,
  boxHint: 'チェックを付けると、再送できます。',
  boxError: '再送には、確認のチェックが必要です。',
  back: (folder: string) => `ファイルを制度フォルダ「${folder}」に戻して、もう一度送ります。`,
  inPlace: (folder: string) => `制度フォルダ「${folder}」にあるファイルを、もう一度送ります。`,

  place: (folder: string) => `制度フォルダ「${folder}」にあるファイルを送ります。`,

  reason: '理由（推奨・200文字まで）',
  reasonNeeded: '理由（必須・200文字まで）',
  reasonMissing: 'このまま送信する理由を入力してください。',
  reasonError: (n: number) => `理由は200文字までで入力してください（いま${n}文字）。`,

  movedLater: '決定は記録しました。ファイルは、次の確認でもう一度移動します。',

  doneSent: (file: string) => `${file}をPROCEEDへ移しました。送信済みとして記録しています。`,
  doneSentLater: (file: string) =>
    `${file}を送信済みとして記録しました。PROCEEDへの移動は、次の確認でやり直します。`,
  doneBack: (file: string) => `${file}を制度フォルダに戻しました。`,
  doneInPlace: (file: string) => `${file}を送信できるようにしました。`,
  sentNext: '次の確認で送信します。「送信」を押すとすぐに送信します。',
  sentByHand: '監視を停止しているため、「送信」を押すと送信します。',

  notFound: 'この送信の記録がすぐに見つかりませんでした。「履歴を見る」から探してください。',
  notNow: 'いまは決められません。ファイルの移動が終わると、決められるようになります。',
} as const

/** What a decision about one file is called, on its choice and on its button. */
export function decisionWord(decision: Decision, question: Question): string {
  return decision === 'resend' && question === 'preflight'
    ? decideText.asItIs
    : decideText.decisions[decision]
}
