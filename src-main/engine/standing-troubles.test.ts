import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import type { EngineTrouble } from '../../src-shared/domain/engine-status.ts'
import type { ErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { CycleReport } from './cycle.ts'
import { StandingTroubles } from './standing-troubles.ts'
import { TroubleBook } from './trouble-book.ts'

const ROOT = '/srv/pmh'

const found = (code: ErrorCode, since: string, detail = ''): EngineTrouble => ({ code, detail, since })

function standing() {
  const events: EngineEvent[] = []
  const emit = (event: EngineEvent) => void events.push(event)
  const clock = { now: () => new Date(2026, 10, 20, 13, 50), monotonic: () => 0 }
  const book = new TroubleBook(clock)
  const troubles = new StandingTroubles({ clock, emit }, book)
  const learn = (report: Partial<CycleReport>) =>
    troubles.learn(
      { failures: 0, accepted: 0, trouble: null, tellsItself: true, folders: new Map(), ...report },
      ROOT,
    )
  return {
    troubles,
    book,
    events,
    /** One cycle that ended with a trouble of its own. */
    meets: (code: ErrorCode, since = 'now') => learn({ trouble: found(code, since), tellsItself: false }),
    /** One cycle that a file ended with the trouble that it met and told. */
    fileMeets: (code: ErrorCode, since = 'now') => learn({ trouble: found(code, since) }),
    folder: (name: string, trouble: EngineTrouble | null) => learn({ folders: new Map([[name, trouble]]) }),
    passes: () => learn({}),
    told: () => events.map((event) => `${event.type} ${'code' in event ? event.code : ''}`.trim()),
  }
}

describe('a trouble of the whole engine', () => {
  it('keeps the moment of its beginning, and is told once', () => {
    const { troubles, meets, told } = standing()
    meets('R4007', 'first')
    meets('R4007', 'second')
    expect(troubles.engine).toEqual(found('R4007', 'first'))
    expect(told()).toEqual(['trouble R4007'])
  })

  it('that becomes another one begins anew', () => {
    const { troubles, meets, told } = standing()
    meets('R4007', 'first')
    meets('R4001', 'second')
    expect(troubles.engine).toEqual(found('R4001', 'second'))
    expect(told()).toEqual(['trouble R4007', 'trouble R4001'])
  })

  it('is over with the first cycle that meets none', () => {
    const { troubles, meets, passes, told } = standing()
    meets('R4007')
    passes()
    passes()
    expect(troubles.engine).toBeNull()
    expect(told()).toEqual(['trouble R4007', 'recovered R4007'])
  })

  it('that a file told already is not told again, but stands', () => {
    const { troubles, fileMeets, passes, told } = standing()
    fileMeets('R1002', 'first')
    fileMeets('R1002', 'second')
    expect(troubles.engine).toEqual(found('R1002', 'first'))
    passes()
    expect(told()).toEqual([])
  })

  it('is over, too, when a cycle got as far as a file: what comes back is told anew', () => {
    const { meets, fileMeets, told } = standing()
    meets('R3006')
    fileMeets('R1002')
    meets('R3006')
    expect(told()).toEqual(['trouble R3006', 'root_returned', 'recovered R3006', 'trouble R3006'])
  })

  it.each<['passes' | 'meets' | 'fileMeets', string[]]>([
    ['passes', ['root_returned', 'recovered R3006']],
    ['meets', ['root_returned', 'trouble R4007']],
    ['fileMeets', ['root_returned', 'recovered R3006']],
  ])('PMHFilePath is said to be back by its name when the next cycle %s', (next, expected) => {
    const site = standing()
    site.meets('R3006')
    site.events.length = 0
    site[next]('R4007')
    expect(site.told()).toEqual(expected)
    expect(site.events).toContainEqual({ type: 'root_returned', path: ROOT })
  })

  it('is told with its detail, of no folder and no file', () => {
    const { troubles, events } = standing()
    troubles.tell('warning', new RelayError('R3012', 'EROFS'))
    const about = { folder: null, transferId: null, code: 'R3012', message: 'EROFS' }
    expect(events).toEqual([{ type: 'trouble', level: 'warning', ...about }])
  })

  it('that keeps the journal or the settings from being read is told as an error, and dated by the clock', () => {
    const { troubles, events, told } = standing()
    const error = new RelayError('R4001', 'SQLITE_BUSY')
    const first = troubles.broken(error)
    expect(first).toMatchObject({ code: 'R4001', detail: 'SQLITE_BUSY' })
    expect(first.since).toContain('2026-11-20T13:50:00.000')
    troubles.broken(error)
    expect(troubles.engine).toEqual(first)
    expect(events).toMatchObject([{ level: 'error', message: 'SQLITE_BUSY' }])
    expect(told()).toEqual(['trouble R4001'])
  })
})

describe('a trouble of one folder', () => {
  it('keeps the moment of its beginning, until it is another one', () => {
    const { troubles, folder } = standing()
    folder('a', found('R3004', 'first'))
    folder('a', found('R3004', 'second'))
    folder('b', found('R3009', 'third'))
    expect(troubles.folders).toEqual({ a: found('R3004', 'first'), b: found('R3009', 'third') })
    folder('a', found('R3003', 'fourth'))
    expect(troubles.folders).toMatchObject({ a: found('R3003', 'fourth') })
  })

  it('that was told ends with an event of its own', () => {
    const { troubles, book, folder, events } = standing()
    book.isRepeated('folder:a', { code: 'R3004' })
    folder('a', found('R3004', 'first'))
    folder('a', null)
    folder('a', null)
    expect(troubles.folders).toEqual({})
    expect(events).toEqual([{ type: 'recovered', folder: 'a', transferId: null, code: 'R3004' }])
  })

  it('stands while its folder is not looked at', () => {
    const { troubles, folder, passes } = standing()
    folder('a', found('R3004', 'first'))
    passes()
    expect(troubles.folders).toEqual({ a: found('R3004', 'first') })
  })
})
