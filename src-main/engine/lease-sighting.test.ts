import { describe, expect, it } from 'vitest'
import { type LeaseMemory, LeaseSighting } from './lease-sighting.ts'

const FILE = '/srv/pmh/.pmh-relay.lease'
const card = (id: string, beat = 1) => ({ id, host: 'pc-2', pid: 1, started: null, beat })

function memoryOf(text: string | null = null): LeaseMemory & { text: string | null } {
  return {
    text,
    read() {
      return this.text
    },
    write(next: string) {
      this.text = next
    },
  }
}

function sighting(memory = memoryOf(), at = 1000, file = FILE, host = 'pc-1') {
  const clock = { now: at }
  return { clock, memory, seen: new LeaseSighting(file, host, { monotonic: () => clock.now }, memory) }
}

describe('how long a card stands still', () => {
  it('counts from the first look at it', () => {
    const { seen, clock } = sighting()
    expect(seen.look(card('a'))).toBe(0)
    clock.now += 500
    expect(seen.look(card('a'))).toBe(500)
    clock.now += 500
    expect(seen.look(card('a'))).toBe(1000)
  })

  it.each([
    ['another heartbeat', card('a', 2)],
    ['another holder', card('b')],
    ['one that cannot be read', { mark: '7 1 1' }],
  ] as const)('begins anew with %s', (_, next) => {
    const { seen, clock } = sighting()
    seen.look(card('a'))
    clock.now += 500
    expect(seen.look(next)).toBe(0)
    clock.now += 300
    expect(seen.look(next)).toBe(300)
  })

  it('begins anew when it was forgotten', () => {
    const { seen, clock } = sighting()
    seen.look(card('a'))
    clock.now += 500
    seen.forget()
    expect(seen.look(card('a'))).toBe(0)
  })

  it('is never counted backwards: after a restart of the computer its clock begins anew', () => {
    const { seen, clock } = sighting()
    seen.look(card('a'))
    clock.now = 10
    expect(seen.look(card('a'))).toBe(0)
    clock.now = 20
    expect(seen.look(card('a'))).toBe(10)
  })
})

describe('from run to run', () => {
  it('goes on counting where the run before had begun', () => {
    const { seen, memory } = sighting()
    seen.look(card('a'))
    expect(sighting(memory, 1700).seen.look(card('a'))).toBe(700)
  })

  it('writes what it sees once, not with each look', () => {
    const written: string[] = []
    const { seen } = sighting({ text: null, read: () => null, write: (text) => void written.push(text) })
    for (let look = 0; look < 3; look += 1) seen.look(card('a'))
    seen.look(card('a', 2))
    expect(written).toHaveLength(2)
  })

  it.each([
    ['another place', '/srv/other/.pmh-relay.lease', 'pc-1'],
    ['another computer, whose clock is another one', FILE, 'pc-3'],
  ])('says nothing of %s', (_, file, host) => {
    const { seen, memory } = sighting()
    seen.look(card('a'))
    expect(sighting(memory, 99_000, file, host).seen.look(card('a'))).toBe(0)
  })

  const about = JSON.stringify([FILE, 'pc-1'])
  it.each([
    'not json',
    'null',
    '5',
    '"text"',
    JSON.stringify({ about, id: 1, beat: 1, since: 0 }),
    JSON.stringify({ about, id: 'a', beat: '1', since: 0 }),
    JSON.stringify({ about, id: 'a', beat: 1, since: '0' }),
    JSON.stringify({ id: 'a', beat: 1, since: 0 }),
  ])('has patience anew where %s was kept', (text) => {
    expect(sighting(memoryOf(text), 99_000).seen.look(card('a'))).toBe(0)
  })

  it('has patience anew where nothing can be read, and counts where nothing can be written', () => {
    const broken = () => {
      throw new Error('SQLITE_BUSY')
    }
    const { seen, clock } = sighting({ text: null, read: broken, write: broken })
    expect(seen.look(card('a'))).toBe(0)
    clock.now += 500
    expect(seen.look(card('a'))).toBe(500)
  })
})
