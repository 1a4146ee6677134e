import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { processStart } from './lease-card.ts'
import { LEASE_FILE, LEASE_PERIOD_MS, RootLease } from './root-lease.ts'

function handClock() {
  let now = 1000
  return {
    monotonic: () => now,
    forward(ms: number) {
      now += ms
    },
  }
}

const noMemory = () => keeping(null)

function keeping(text: string | null) {
  let kept = text
  return {
    read: () => kept,
    write(next: string) {
      kept = next
    },
  }
}

const here = (id: string, pid = process.pid) => ({ id, host: 'pc-1', pid, started: processStart(pid) })
const there = (id: string) => ({ id, host: 'pc-2', pid: 4711, started: null })

const cardIn = (root: string): unknown => JSON.parse(readFileSync(path.join(root, LEASE_FILE), 'utf8'))

test('the first one gets the lease, and the second one is told who has it', async () => {
  const root = tempFolder()
  const clock = handClock()
  expect(await new RootLease(root, here('a'), clock, noMemory()).claim()).toEqual({ kind: 'mine' })
  expect(await new RootLease(root, there('b'), clock, noMemory()).claim()).toEqual({
    kind: 'other',
    holder: `pc-1 (PID ${process.pid})`,
  })
})

test('a lease that is given back is free at once, and leaves nothing behind', async () => {
  const root = tempFolder()
  const clock = handClock()
  const lease = new RootLease(root, here('a'), clock, noMemory())
  await lease.claim()
  await lease.claim()
  await lease.release()
  expect(readdirSync(root)).toEqual([])
  expect(await new RootLease(root, there('b'), clock, noMemory()).claim()).toEqual({ kind: 'mine' })
})

test('each claim is a heartbeat', async () => {
  const root = tempFolder()
  const lease = new RootLease(root, here('a'), handClock(), noMemory())
  await lease.claim()
  await lease.claim()
  await lease.claim()
  expect(cardIn(root)).toEqual({ ...here('a'), beat: 2 })
})

describe('on the same computer', () => {
  test('the lease of a dead process is taken over at once', async () => {
    const root = tempFolder()
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    await new RootLease(root, here('a', child.pid), handClock(), noMemory()).claim()
    expect(await new RootLease(root, here('b'), handClock(), noMemory()).claim()).toEqual({ kind: 'mine' })
    expect(cardIn(root)).toMatchObject({ id: 'b' })
  })

  test.runIf(process.platform === 'linux')(
    'a living process that began at another time has only got the number of the dead one',
    async () => {
      const root = tempFolder()
      await new RootLease(root, { ...here('a'), started: '1' }, handClock(), noMemory()).claim()
      expect(await new RootLease(root, here('b'), handClock(), noMemory()).claim()).toEqual({ kind: 'mine' })
    },
  )

  test('the lease of a living process is not', async () => {
    const root = tempFolder()
    const clock = handClock()
    await new RootLease(root, here('a'), clock, noMemory()).claim()
    expect(await new RootLease(root, here('b'), clock, noMemory()).claim()).toMatchObject({ kind: 'other' })
  })
})

describe('on another computer', () => {
  test('the lease is taken over when its heartbeat stood still for three periods', async () => {
    const root = tempFolder()
    const clock = handClock()
    await new RootLease(root, there('a'), clock, noMemory()).claim()
    const lease = new RootLease(root, here('b'), clock, noMemory())
    expect(await lease.claim()).toMatchObject({ kind: 'other' })
    clock.forward(3 * LEASE_PERIOD_MS - 1)
    expect(await lease.claim()).toMatchObject({ kind: 'other' })
    clock.forward(1)
    expect(await lease.claim()).toEqual({ kind: 'mine' })
  })

  test('a relay that runs for one cycle at a time has its patience over several runs', async () => {
    const root = tempFolder()
    const clock = handClock()
    const [memory, another] = [noMemory(), noMemory()]
    await new RootLease(root, there('a'), clock, noMemory()).claim()
    const run = (ours = memory, host = 'pc-1') =>
      new RootLease(root, { ...here('b'), host }, clock, ours).claim()
    expect(await run()).toMatchObject({ kind: 'other' })
    expect(await run(another, 'pc-3')).toMatchObject({ kind: 'other' })
    clock.forward(LEASE_PERIOD_MS * 3 - 1)
    expect(await run()).toMatchObject({ kind: 'other' })
    clock.forward(1)
    // What another computer has seen is by another clock.
    expect(await run(keeping(another.read()))).toMatchObject({ kind: 'other' })
    expect(await run()).toEqual({ kind: 'mine' })
  })

  test.each([
    ['the clock began anew with the computer', -500],
    ['what is kept is nonsense', Number.NaN],
  ])('patience begins anew when %s', async (_, forward) => {
    const root = tempFolder()
    const clock = handClock()
    const memory = noMemory()
    await new RootLease(root, there('a'), clock, noMemory()).claim()
    await new RootLease(root, here('b'), clock, memory).claim()
    if (Number.isNaN(forward)) memory.write('{"about":1')
    else clock.forward(forward)
    const lease = new RootLease(root, here('b'), clock, memory)
    expect(await lease.claim()).toMatchObject({ kind: 'other' })
    clock.forward(LEASE_PERIOD_MS * 3 - 1)
    expect(await lease.claim()).toMatchObject({ kind: 'other' })
    clock.forward(1)
    expect(await lease.claim()).toEqual({ kind: 'mine' })
  })

  test('a memory that cannot be written makes nobody send beside the holder', async () => {
    const root = tempFolder()
    const full = {
      read: () => null,
      write() {
        throw new RelayError('R4001', 'SQLITE_FULL')
      },
    }
    await new RootLease(root, there('a'), handClock(), noMemory()).claim()
    expect(await new RootLease(root, here('b'), handClock(), full).claim()).toMatchObject({ kind: 'other' })
  })

  test('every heartbeat begins the patience anew', async () => {
    const root = tempFolder()
    const clock = handClock()
    const holder = new RootLease(root, there('a'), clock, noMemory())
    const lease = new RootLease(root, here('b'), clock, noMemory())
    for (let round = 0; round < 10; round += 1) {
      await holder.claim()
      clock.forward(2 * LEASE_PERIOD_MS)
      expect(await lease.claim()).toMatchObject({ kind: 'other' })
    }
  })

  test('its process number says nothing here', async () => {
    const root = tempFolder()
    const clock = handClock()
    await new RootLease(root, there('a'), clock, noMemory()).claim()
    expect(await new RootLease(root, here('b'), clock, noMemory(), () => false).claim()).toMatchObject({
      kind: 'other',
    })
  })
})

test('a holder that slept while it was given up learns that it lost the lease', async () => {
  const root = tempFolder()
  const clock = handClock()
  const sleeper = new RootLease(root, there('a'), clock, noMemory())
  await sleeper.claim()
  const taker = new RootLease(root, here('b'), clock, noMemory())
  await taker.claim()
  clock.forward(3 * LEASE_PERIOD_MS)
  expect(await taker.claim()).toEqual({ kind: 'mine' })
  expect(await sleeper.claim()).toMatchObject({ kind: 'other' })
  await sleeper.release()
  expect(existsSync(path.join(root, LEASE_FILE))).toBe(true)
})

test('of many that find the same stale lease, exactly one gets it', async () => {
  for (let round = 0; round < 20; round += 1) {
    const root = tempFolder()
    await new RootLease(root, here('dead', 1), handClock(), noMemory()).claim()
    const takers = Array.from({ length: 8 }, (_, index) => {
      return new RootLease(
        root,
        here(`taker-${index}`),
        handClock(),
        noMemory(),
        ({ pid }) => pid === process.pid,
      )
    })
    const claims = await Promise.all(takers.map((taker) => taker.claim()))
    const again = await Promise.all(takers.map((taker) => taker.claim()))
    expect(again.filter((claim) => claim.kind === 'mine')).toHaveLength(1)
    expect(claims.filter((claim) => claim.kind === 'mine').length).toBeLessThanOrEqual(1)
    expect(claims.filter((claim) => claim.kind === 'unwritable')).toEqual([])
    expect(readdirSync(root)).toEqual([LEASE_FILE])
  }
})

test('making and renewing a card leaves nothing beside it', async () => {
  const root = tempFolder()
  const lease = new RootLease(root, here('a'), handClock(), noMemory())
  await lease.claim()
  expect(readdirSync(root)).toEqual([LEASE_FILE])
  await lease.claim()
  expect(readdirSync(root)).toEqual([LEASE_FILE])
})

test('what killed relays of this computer left beside the lease goes; that of others and of the living stays', async () => {
  const root = tempFolder()
  const beside = (id: string) => `${LEASE_FILE}.${id}`
  const put = (card: object, id: string) => writeFileSync(path.join(root, beside(id)), JSON.stringify(card))
  put({ ...here('dead', 1), beat: 0 }, 'dead')
  put({ ...here('alive', 2), beat: 0 }, 'alive')
  put({ ...there('elsewhere'), beat: 0 }, 'elsewhere')
  put({ ...here('taken aside', 1), beat: 0 }, 'taker.old')
  writeFileSync(path.join(root, beside('half')), '{"id":')
  const lease = new RootLease(root, here('b'), handClock(), noMemory(), ({ pid }) => pid !== 1)
  expect(await lease.claim()).toEqual({ kind: 'mine' })
  expect(readdirSync(root).sort()).toEqual([
    LEASE_FILE,
    beside('alive'),
    beside('elsewhere'),
    beside('half'),
    beside('taker.old'),
  ])
})

test('a lease that somebody deleted is simply made again', async () => {
  const root = tempFolder()
  const lease = new RootLease(root, here('a'), handClock(), noMemory())
  await lease.claim()
  rmSync(path.join(root, LEASE_FILE))
  expect(await lease.claim()).toEqual({ kind: 'mine' })
})

test.each(['', 'not json', '{"id":1}', '[]', 'x'.repeat(100_000)])(
  'a card that no relay wrote counts as a holder until the patience ends',
  async (text) => {
    const root = tempFolder()
    const clock = handClock()
    writeFileSync(path.join(root, LEASE_FILE), text)
    const lease = new RootLease(root, here('a'), clock, noMemory())
    expect(await lease.claim()).toMatchObject({ kind: 'other' })
    clock.forward(3 * LEASE_PERIOD_MS)
    expect(await lease.claim()).toEqual({ kind: 'mine' })
  },
)

describe('between the look at a stale card and taking it away', () => {
  /** Takes over from a dead process of this computer, while something happens. */
  async function takingOver(meanwhile: (file: string) => void) {
    const root = tempFolder()
    const file = path.join(root, LEASE_FILE)
    writeFileSync(file, JSON.stringify({ ...here('dead'), beat: 1 }))
    const lease = new RootLease(root, here('a'), handClock(), noMemory(), () => {
      meanwhile(file)
      return false
    })
    return { root, claim: await lease.claim() }
  }

  test('another relay renewed it: its card is put back as it was', async () => {
    const card = { ...there('b'), beat: 9 }
    const { root, claim } = await takingOver((file) => writeFileSync(file, JSON.stringify(card)))
    expect(claim).toEqual({ kind: 'other', holder: 'pc-2 (PID 4711)' })
    expect(cardIn(root)).toEqual(card)
    expect(readdirSync(root)).toEqual([LEASE_FILE])
  })

  test('another one was faster: it has the folder', async () => {
    const { root, claim } = await takingOver((file) => rmSync(file))
    expect(claim).toEqual({ kind: 'other', holder: '?' })
    expect(readdirSync(root)).toEqual([])
  })
})

test('a card that was taken over once has its whole patience when it is there again', async () => {
  const root = tempFolder()
  const clock = handClock()
  const lease = new RootLease(root, here('a'), clock, noMemory())
  const comesBack = () =>
    writeFileSync(path.join(root, LEASE_FILE), JSON.stringify({ ...there('b'), beat: 1 }))
  comesBack()
  expect(await lease.claim()).toMatchObject({ kind: 'other' })
  clock.forward(3 * LEASE_PERIOD_MS)
  expect(await lease.claim()).toEqual({ kind: 'mine' })
  comesBack()
  expect(await lease.claim()).toMatchObject({ kind: 'other' })
})

describe.skipIf(process.platform === 'win32')('a card of another account', () => {
  test('can be read by everybody, whatever the account makes of its own files', async () => {
    const root = tempFolder()
    const umask = process.umask(0o077)
    onTestFinished(() => void process.umask(umask))
    const lease = new RootLease(root, here('a'), handClock(), noMemory())
    for (let beat = 0; beat < 2; beat += 1) {
      expect(await lease.claim()).toEqual({ kind: 'mine' })
      expect(statSync(path.join(root, LEASE_FILE)).mode & 0o777).toBe(0o644)
    }
  })

  // Only root can make one.
  test.runIf(process.geteuid?.() === 0)('that cannot be read is a holder all the same', async () => {
    const root = tempFolder()
    chmodSync(root, 0o777)
    writeFileSync(path.join(root, LEASE_FILE), JSON.stringify({ ...there('b'), beat: 1 }), { mode: 0o000 })
    const lease = new RootLease(root, here('a'), handClock(), noMemory())
    process.seteuid?.(65_534)
    const claim = await lease.claim().finally(() => process.seteuid?.(0))
    expect(claim).toEqual({ kind: 'other', holder: '?' })
  })
})

describe('a card that cannot be read', () => {
  /** As a holder does: made beside, and renamed. */
  const renewed = (root: string) => {
    writeFileSync(path.join(root, 'beside'), 'in a form of its own')
    renameSync(path.join(root, 'beside'), path.join(root, LEASE_FILE))
  }

  test('is never taken over while it is made anew at each heartbeat', async () => {
    const root = tempFolder()
    const clock = handClock()
    const lease = new RootLease(root, here('a'), clock, noMemory())
    for (let beat = 0; beat < 10; beat += 1) {
      renewed(root)
      expect(await lease.claim()).toMatchObject({ kind: 'other' })
      clock.forward(LEASE_PERIOD_MS)
    }
  })

  test('is taken over once it stood still as long as any other', async () => {
    const root = tempFolder()
    const clock = handClock()
    const lease = new RootLease(root, here('a'), clock, noMemory())
    renewed(root)
    expect(await lease.claim()).toMatchObject({ kind: 'other' })
    clock.forward(3 * LEASE_PERIOD_MS)
    expect(await lease.claim()).toEqual({ kind: 'mine' })
  })
})

test('a folder that cannot be written to is said to be so', async () => {
  const root = tempFolder()
  mkdirSync(path.join(root, LEASE_FILE))
  expect(await new RootLease(root, here('a'), handClock(), noMemory()).claim()).toMatchObject({
    kind: 'unwritable',
  })
})
