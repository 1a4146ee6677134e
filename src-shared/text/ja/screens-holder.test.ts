import { describe, expect, it } from 'vitest'
import type { Holder } from '../../ipc/answer-shapes.ts'
import { holderText } from './screens-holder.ts'

const NOW = new Date('2026-11-20T14:20:00')
const HOLDER: Holder = {
  host: 'KYOYU-PC',
  pid: 4711,
  mode: 'headless',
  since: '2026-11-20T13:50:00',
  ended: false,
}

describe('who sends from this data folder', () => {
  it.each<[string, Partial<Holder>, string]>([
    ['as far as it said', {}, 'KYOYU-PC（画面のないプログラム、13:50から）が送信しています。'],
    ['with a window', { mode: 'console' }, 'KYOYU-PC（画面のあるプログラム、13:50から）が送信しています。'],
    ['since another day', { since: '2026-11-19T13:50:00' }, '（画面のないプログラム、11/19 13:50から）'],
    ['the computer alone', { mode: null, since: null }, 'KYOYU-PCが送信しています。'],
  ])('%s', (_, part, said) => {
    expect(holderText.sentence({ ...HOLDER, ...part }, NOW)).toContain(said)
  })

  it('is told without the number of its process, which means nothing to staff', () => {
    const said = [
      holderText.sentence(HOLDER, NOW),
      holderText.endedSentence(HOLDER, NOW),
      holderText.stateLine(HOLDER),
    ]
    expect(said.join()).not.toContain('4711')
    expect(holderText.stateLine(HOLDER)).toBe('担当 KYOYU-PC')
  })
})
