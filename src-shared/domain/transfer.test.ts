import { describe, expect, it } from 'vitest'
import {
  nextStatus,
  possibleDecisions,
  resultWord,
  type Transfer,
  type TransferEvent,
  type TransferStatus,
} from './transfer.ts'

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

describe('the decisions of staff', () => {
  const BOTH = ['treated_as_sent', 'resend']
  type Facts = Partial<Pick<Transfer, 'hold' | 'decision' | 'destination' | 'filedAs'>>

  const decisionsOn = (status: TransferStatus, facts: Facts = {}) =>
    possibleDecisions({ status, hold: null, decision: null, destination: null, filedAs: null, ...facts })

  it.each<[string, TransferStatus, Facts, readonly string[]]>([
    ['a doubt in ERROR', 'unknown', { filedAs: 'ERROR/a/x.csv' }, BOTH],
    ['a doubt that is held', 'unknown', { hold: 'in_doubt' }, BOTH],
    ['an accepted file that changed', 'accepted', { hold: 'changed' }, BOTH],
    ['a rejected file that changed', 'rejected', { hold: 'changed' }, BOTH],
    ['a rejected file in ERROR', 'rejected', { filedAs: 'ERROR/a/x.csv' }, ['resend']],
    ['a given up file in ERROR', 'failed', { filedAs: 'ERROR/a/x.csv' }, ['resend']],
    ['a cancelled file', 'failed', { hold: 'cancelled' }, ['resend']],
    ['an accepted file in PROCEED', 'accepted', { filedAs: 'PROCEED/a/x.csv' }, []],
    ['an accepted file on its way', 'accepted', { destination: 'PROCEED' }, []],
    ['a file that is being sent', 'sending', {}, []],
    ['a file that is being sent again', 'sending', { hold: 'cancelled', filedAs: 'ERROR/a/x.csv' }, []],
    ['a file that changed while it is being sent', 'sending', { hold: 'changed' }, []],
    ['an accepted file that is held', 'accepted', { hold: 'in_doubt' }, []],
    ['an accepted file in ERROR', 'accepted', { filedAs: 'ERROR/a/x.csv' }, []],
    ['a file that waits for its next try', 'failed', {}, []],
    ['a doubt on its way to ERROR', 'unknown', { destination: 'ERROR' }, []],
    ['a folder whose name begins like ERROR', 'rejected', { filedAs: 'ERRORS/x.csv' }, []],
  ])('on %s', (_, status, facts, decisions) => expect(decisionsOn(status, facts)).toEqual(decisions))

  it('are taken once', () => {
    for (const decision of ['treated_as_sent', 'resend'] as const) {
      expect(decisionsOn('unknown', { filedAs: 'ERROR/a/x.csv', decision })).toEqual([])
      expect(decisionsOn('accepted', { hold: 'changed', decision })).toEqual([])
    }
  })
})
