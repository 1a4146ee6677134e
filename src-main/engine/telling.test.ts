import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { relayFixture } from '../testing/relay-fixture.ts'
import type { EngineContext, EngineDeps } from './ports.ts'
import { tellEnd, tellResult, tellTrouble } from './telling.ts'
import { TroubleBook } from './trouble-book.ts'

const about = { folder: 'kodomo', transferId: 1 }
const ROW = { id: 1, folder: 'kodomo', fileName: 'a.csv' }
type Told = Parameters<typeof tellResult>[2]

const ACCEPTED: Told = {
  outcome: 'accepted',
  serialNumber: 'S1',
  errorCode: null,
  errorMessage: null,
  hold: null,
  destination: 'PROCEED',
}
const FAILED: Told = {
  outcome: 'failed',
  serialNumber: null,
  errorCode: 'R1007',
  errorMessage: 'ECONNRESET',
  hold: null,
  destination: null,
}

/** What is told, and a relay's own context to tell it in. */
async function telling() {
  const seen: EngineDeps[] = []
  await relayFixture({ kodomo: 'good' }, {}, undefined, (deps) => {
    seen.push(deps)
    return deps
  })
  const [deps] = seen
  if (deps === undefined) throw new Error('the relay was wired without its ports')
  const events: EngineEvent[] = []
  const context: EngineContext = {
    ...deps,
    troubles: new TroubleBook(deps.clock),
    keptBack: new WeakMap(),
    conclude: (id, conclusion) => deps.journal.conclude(id, conclusion),
    emit: (event) => void events.push(event),
  }
  return { context, events }
}

describe('a trouble', () => {
  it('is new once, repeated while it lasts, over once, and then new again', async () => {
    const { context, events } = await telling()
    const tell = () =>
      tellTrouble(context, 'move:1', {
        level: 'warning',
        ...about,
        error: { code: 'R3005', detail: 'EBUSY' },
      })
    tell()
    tell()
    tellEnd(context, 'move:1', about)
    tellEnd(context, 'move:1', about)
    tell()
    const trouble = { type: 'trouble', level: 'warning', ...about, code: 'R3005', message: 'EBUSY' }
    expect(events).toEqual([
      { ...trouble, repeated: false },
      { ...trouble, repeated: true },
      { type: 'recovered', ...about, code: 'R3005' },
      { ...trouble, repeated: false },
    ])
  })
})

describe('the result of a file', () => {
  it('that was accepted is its serial number, and ends the trouble that the file had', async () => {
    const { context, events } = await telling()
    tellResult(context, ROW, FAILED)
    events.length = 0
    tellResult(context, ROW, ACCEPTED)
    expect(events).toEqual([
      { type: 'accepted', ...about, serialNumber: 'S1' },
      { type: 'recovered', ...about, code: 'R1007' },
    ])
  })

  it('that was accepted while it changed says so by its name', async () => {
    const { context, events } = await telling()
    tellResult(context, ROW, { ...ACCEPTED, hold: 'changed', destination: null })
    expect(events).toMatchObject([
      { type: 'accepted' },
      { type: 'trouble', level: 'warning', code: 'R3002', message: 'a.csv', repeated: false },
    ])
  })

  it.each<[string, Partial<Told>, string, boolean]>([
    ['waits for its next try', {}, 'warning', true],
    ['is given up', { destination: 'ERROR' }, 'warning', false],
    ['was rejected', { outcome: 'rejected', destination: 'ERROR' }, 'error', false],
    ['is in doubt, and held', { outcome: 'unknown', hold: 'in_doubt' }, 'error', false],
  ])('that %s is told each time as news, unless it only waits', async (_, fields, level, repeated) => {
    const { context, events } = await telling()
    for (let cycle = 0; cycle < 2; cycle += 1) tellResult(context, ROW, { ...FAILED, ...fields })
    const trouble = { type: 'trouble', level, code: 'R1007', message: 'ECONNRESET' }
    expect(events).toMatchObject([
      { ...trouble, repeated: false },
      { ...trouble, repeated },
    ])
  })
})
