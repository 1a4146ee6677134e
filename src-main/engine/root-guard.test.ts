import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { RelayError } from '../../src-shared/domain/relay-error.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { RootGuard } from './root-guard.ts'
import { LEASE_FILE, LEASE_PERIOD_MS } from './root-lease.ts'

/** The heartbeat is turned by hand; files are real. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const FOREIGN = { id: 'b', host: 'pc-2', pid: 4711, started: null }

function guarding() {
  const root = tempFolder()
  const lost: RelayError[] = []
  const unwritable: RelayError[] = []
  let now = 0
  let tellLost = () => {}
  const guard = new RootGuard({
    owner: { id: 'a', host: 'pc-1', pid: process.pid, started: null },
    clock: { monotonic: () => now },
    memory: { read: () => null, write: () => {} },
    onLost(error) {
      lost.push(error)
      tellLost()
    },
    onUnwritable: (error) => void unwritable.push(error),
  })
  onTestFinished(() => guard.release())
  const lease = (place = root) => path.join(place, LEASE_FILE)
  return {
    root,
    guard,
    lost,
    unwritable,
    lease,
    card: (place = root) => JSON.parse(readFileSync(lease(place), 'utf8')) as { id: string; beat: number },
    foreign: (beat = 1, place = root) => writeFileSync(lease(place), JSON.stringify({ ...FOREIGN, beat })),
    forward(ms: number) {
      now += ms
    },
    /** So many periods pass. */
    beat: (times = 1) => vi.advanceTimersByTime(LEASE_PERIOD_MS * times),
    nextLoss: () =>
      new Promise<void>((resolve) => {
        tellLost = resolve
      }),
  }
}

describe('PMHFilePath', () => {
  it('is held with a heartbeat of its own, until it is given back', async () => {
    const { root, guard, card, lease, beat } = guarding()
    await guard.hold(root)
    expect(card()).toMatchObject({ id: 'a', beat: 0 })
    beat()
    await vi.waitFor(() => expect(card().beat).toBe(1))
    await guard.release()
    expect(existsSync(lease())).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('has one heartbeat, however often it is held', async () => {
    const { root, guard, card } = guarding()
    for (let cycle = 0; cycle < 3; cycle += 1) await guard.hold(root)
    expect([vi.getTimerCount(), card().beat]).toEqual([1, 2])
  })

  it('that another relay holds is refused with its name, and without a heartbeat', async () => {
    const { root, guard, foreign, card } = guarding()
    foreign()
    await expect(guard.hold(root)).rejects.toMatchObject({ code: 'R4007', detail: 'pc-2 (PID 4711)' })
    expect([vi.getTimerCount(), card().id]).toEqual([0, 'b'])
  })

  it('is given up for another one', async () => {
    const { root, guard, lease, card } = guarding()
    const next = tempFolder()
    await guard.hold(root)
    await guard.hold(next)
    expect([existsSync(lease()), card(next).id, vi.getTimerCount()]).toEqual([false, 'a', 1])
  })

  it('is refused with patience from cycle to cycle: a holder that stands still is given up', async () => {
    const { root, guard, foreign, forward, card } = guarding()
    foreign()
    await expect(guard.hold(root)).rejects.toThrow('R4007')
    forward(3 * LEASE_PERIOD_MS - 1)
    await expect(guard.hold(root)).rejects.toThrow('R4007')
    forward(1)
    await guard.hold(root)
    expect(card().id).toBe('a')
  })
})

describe('a heartbeat', () => {
  it('that finds another holder says so, and leaves its card', async () => {
    const { root, guard, foreign, lost, nextLoss, beat, card } = guarding()
    await guard.hold(root)
    foreign()
    const loss = nextLoss()
    beat()
    await loss
    expect(lost).toMatchObject([{ code: 'R4007', detail: 'pc-2 (PID 4711)' }])
    expect(card().id).toBe('b')
  })

  it('that was under way when its folder was given up says nothing of it', async () => {
    const { root, guard, foreign, lost, beat } = guarding()
    await guard.hold(root)
    foreign()
    beat()
    await guard.release()
    // Takes longer than the one look at a card that the heartbeat still had to take.
    for (let next = 0; next < 3; next += 1) await guard.hold(tempFolder())
    expect(lost).toEqual([])
  })

  it('of a folder that was given up says nothing of it', async () => {
    const { root, guard, foreign, lost, beat } = guarding()
    await guard.hold(root)
    const released = guard.release()
    foreign()
    beat(3)
    await released
    expect(lost).toEqual([])
  })
})

describe('a folder that cannot be written to', () => {
  it('is told when it begins, and again only when it was writable in between', async () => {
    const { root, guard, unwritable, lost } = guarding()
    const gone = path.join(root, 'gone')
    for (let cycle = 0; cycle < 2; cycle += 1) await guard.hold(gone)
    expect(unwritable).toMatchObject([{ code: 'R3012', detail: 'ENOENT' }])
    await guard.hold(root)
    await guard.hold(gone)
    expect([unwritable.length, lost]).toEqual([2, []])
  })

  it('is given back without a word when it has gone away meanwhile', async () => {
    const { root, guard } = guarding()
    await guard.hold(root)
    rmSync(root, { recursive: true })
    await guard.release()
    expect(vi.getTimerCount()).toBe(0)
  })
})
