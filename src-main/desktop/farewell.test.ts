import { describe, expect, it } from 'vitest'
import { openSession } from '../commands/testing/open-session.ts'
import type { Session } from '../session.ts'
import { Farewell } from './farewell.ts'

/** A talk about a real session; what it does to the window and the program is written down. */
function talk(session: Session, hasTray: boolean) {
  const done: string[] = []
  const farewell = new Farewell(session, {
    canHide: async () => hasTray,
    showWindow: () => void done.push('show'),
    hideWindow: () => void done.push('hide'),
    tell: () => {},
    quit: () => void done.push('quit'),
  })
  return { farewell, done, kind: () => farewell.question()?.kind ?? null }
}

describe('the × of the window', () => {
  it('asks until staff have ticked the box, then hides without a word', async () => {
    const { session } = openSession()
    const { farewell, done, kind } = talk(session, true)
    await farewell.windowClosing()
    expect([kind(), done.splice(0)]).toEqual(['closing', ['show']])
    farewell.answer('close', false)
    expect([kind(), done.splice(0)]).toEqual([null, ['hide']])
    await farewell.windowClosing()
    expect(kind()).toBe('closing')
    farewell.answer('close', true)
    done.length = 0
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['hide']])
    expect(session.real.facts.get('close_note')).toBe('seen')
  })

  it('pressed again while it asks is the answer, and nothing is remembered', async () => {
    const { session } = openSession()
    const { farewell, done, kind } = talk(session, true)
    await farewell.windowClosing()
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['show', 'hide']])
    expect(session.real.facts.get('close_note')).toBeNull()
  })

  it('pressed twice before the desktop has answered is one press', async () => {
    const { farewell, done, kind } = talk(openSession().session, true)
    await Promise.all([farewell.windowClosing(), farewell.windowClosing()])
    expect([kind(), done]).toEqual(['closing', ['show']])
  })

  it('ends a program without a tray that monitors nothing', async () => {
    const { farewell, done, kind } = talk(openSession().session, false)
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['quit']])
  })

  it('ends a console that only shows, tray or not', async () => {
    const first = openSession()
    const { farewell, done, kind } = talk(openSession({ dataDir: first.dataDir }).session, true)
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['quit']])
  })
})

describe('an answer', () => {
  it('to no question does nothing', () => {
    const { farewell, done } = talk(openSession().session, true)
    for (const answer of ['close', 'stay', 'wait', 'end'] as const) farewell.answer(answer, true)
    expect(done).toEqual([])
  })

  it('of 戻る leaves window and program as they are', async () => {
    const { farewell, done, kind } = talk(openSession().session, true)
    await farewell.windowClosing()
    farewell.answer('stay', true)
    expect([kind(), done]).toEqual([null, ['show']])
  })
})

it('終了 without an upload ends at once', () => {
  const { farewell, done } = talk(openSession().session, true)
  farewell.end()
  expect(done).toEqual(['quit'])
})
