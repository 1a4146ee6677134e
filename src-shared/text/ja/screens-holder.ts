import type { Holder } from '../../ipc/answer-shapes.ts'
import { shortTime } from './screens-formats.ts'

/** 表示のみ: another program sends from this data folder. */

const MODES: Readonly<Record<NonNullable<Holder['mode']>, string>> = {
  console: '画面のあるプログラム',
  headless: '画面のないプログラム',
}

/** Who it is, as far as it said: `KYOYU-PC（画面のないプログラム、13:50から）`. */
function who({ host, mode, since }: Holder, now: Date): string {
  const facts = [
    ...(mode === null ? [] : [MODES[mode]]),
    ...(since === null ? [] : [`${shortTime(since, now)}から`]),
  ]
  return facts.length === 0 ? host : `${host}（${facts.join('、')}）`
}

export const holderText = {
  name: '送信の担当',
  onlyShows: '表示のみ',
  title: '別のプログラムが送信を担当しています',
  sentence: (holder: Holder, now: Date) =>
    `${who(holder, now)}が送信しています。二重に送らないため、この画面からは送信も変更もできません。`,
  endedTitle: '送信を担当していたプログラムが終了しました',
  endedSentence: (holder: Holder, now: Date) =>
    `${who(holder, now)}は終了しました。いまは、どのプログラムも送信していません。引き継ぐまで、この画面からは送信も変更もできません。`,
  takeOver: 'この画面で送信を引き継ぐ',
  takenOver: '送信を引き継ぎました。これからは、この画面で送信と変更ができます。',
  /** In the box at the foot of the navigation. */
  stateLine: ({ host }: Holder) => `担当 ${host}`,
  endedLine: '送信する担当がいません',
} as const
