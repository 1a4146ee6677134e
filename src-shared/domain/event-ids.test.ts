import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from './error-catalogue.ts'
import { EVENT_IDS, EVENT_LEVELS, eventIdOf, reachesLevel } from './event-ids.ts'

describe('the number of an event', () => {
  it.each([
    ['R1002', 1002],
    ['R4007', 4007],
    ['E4010003', 101],
    ['HTTP401', 101],
    ['E4000012', 100],
    ['HTTP500', 100],
    ['', 100],
    ['R9999', 100],
    ['constructor', 100],
  ])('of %j is %i', (code, id) => expect(eventIdOf(code)).toBe(id))

  it('is one of its own for each code and kind, as the event log of Windows takes it', () => {
    const all = [...ERROR_CODES.map(eventIdOf), ...Object.values(EVENT_IDS)]
    expect(new Set(all).size).toBe(all.length)
    for (const id of all)
      expect(id).toSatisfy((value: number) => Number.isInteger(value) && value > 0 && value < 65536)
  })

  it('stays what it is', () => {
    expect(EVENT_IDS).toEqual({
      service_started: 1,
      service_stopped: 2,
      recovered: 3,
      summary: 4,
      test: 5,
      pmh_refused: 100,
      pmh_authentication: 101,
    })
  })
})

it('a level reaches itself and the lighter ones', () => {
  const reached = EVENT_LEVELS.map(
    (level) => EVENT_LEVELS.filter((least) => reachesLevel(level, least)).length,
  )
  expect(reached).toEqual([1, 2, 3])
})
