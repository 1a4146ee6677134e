import { describe, expect, it } from 'vitest'
import { nextStatus, resultWord, type TransferEvent, type TransferStatus } from './transfer.ts'

const STATES = ['new', 'sending', 'accepted', 'rejected', 'failed', 'unknown'] as const
const EVENTS: readonly TransferEvent[] = ['begin', 'accepted', 'rejected', 'failed', 'unknown']
const ALLOWED = [
  ['new', 'begin', 'sending'],
  ['sending', 'accepted', 'accepted'],
  ['sending', 'rejected', 'rejected'],
  ['sending', 'failed', 'failed'],
  ['sending', 'unknown', 'unknown'],
  ['failed', 'begin', 'sending'],
] as const
const allPairs = STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const))
const forbidden = allPairs.filter(([state, event]) => !ALLOWED.some(([s, e]) => s === state && e === event))

describe('the transitions of a transfer', () => {
  it.each(ALLOWED)('lead from %s by %s to %s', (state, event, next) =>
    expect(nextStatus(state, event)).toBe(next),
  )

  it.each(forbidden)('do not lead from %s by %s', (state, event) =>
    expect(() => nextStatus(state, event)).toThrow(RangeError),
  )

  it('never begin a transfer anew that PMH answered or may have', () => {
    for (const state of ['accepted', 'rejected', 'unknown'] as const) {
      expect(forbidden).toContainEqual([state, 'begin'])
    }
  })
})

describe('the words of staff', () => {
  it.each<[TransferStatus, string]>([
    ['accepted', 'success'],
    ['rejected', 'failure'],
    ['failed', 'failure'],
    ['unknown', 'unknown'],
    ['sending', 'sending'],
  ])('%s is shown as %s', (status, word) => expect(resultWord(status)).toBe(word))
})
