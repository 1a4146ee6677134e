/**
 * A disk that fails: every file operation of a real relay is refused once, or from then on, with EIO, ENOSPC, EACCES or
 * EBUSY. Then the relay runs undisturbed, and is judged by PMH's record and the files (docs/reliability.md, Disk faults).
 *
 * Ordinary runs take a sample by a fixed seed. All of it: `RELIABILITY=full npm run e2e -- e2e/reliability/disk-faults`.
 */
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { allFaults, type DiskFault, ERRNOS, faultName, isSlow, spreadSample } from './disk/disk-fault.ts'
import { placesOfUndisturbedRun, runBroken, runRelay } from './disk/disk-fault-relay.ts'
import { onSite } from './disk/disk-fault-site.ts'
import { judgeBroken, judgeMended } from './disk/disk-fault-verdict.ts'
import type { Finding } from './support/kill-verdict.ts'
import { straceProblem } from './support/traced-relay.ts'

const IS_FULL = process.env.RELIABILITY === 'full'
const SEED = Number(process.env.RELIABILITY_SEED ?? 20261122)
const SAMPLE = 30

/** Looks at a file's old and new name, which once made it seem changed when they failed: in every sample. */
const isLook = ({ syscall, path, errno, isLasting }: DiskFault) =>
  syscall === 'statx' &&
  errno === 'EIO' &&
  !isLasting &&
  /^PMH_RELAY\/(?:PROCEED\/)?subsidy1\/b\.csv$/.test(path)

/** Two relays at a time: more would only wait for each other on small computers. */
const LANES = 2

interface Judged {
  readonly fault: DiskFault
  readonly wasHit: boolean
  readonly findings: readonly Finding[]
}

const problem = straceProblem()
test.skip(problem !== null, problem ?? '')

for (const errno of ERRNOS) {
  test(`${errno} at whatever call on a file: nothing is lost, sent twice or stuck, and the relay says so`, async () => {
    test.setTimeout(IS_FULL ? 30 * 60_000 : 180_000)
    const faults = allFaults(await onSite((site) => placesOfUndisturbedRun(site)))
    const quick = faults.filter((fault) => !isSlow(fault))
    const sample = new Set([...spreadSample(quick, SAMPLE, SEED), ...quick.filter(isLook)])
    const chosen = IS_FULL ? faults : [...sample]
    const judged: Judged[] = []
    const queue = chosen.filter((fault) => fault.errno === errno)
    const lane = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) judged.push(await play(next))
    }
    await Promise.all(Array.from({ length: LANES }, lane))
    tell(errno, judged)
    const broken = judged.flatMap(({ fault, findings }) =>
      findings.map(({ promised, what }) => `${promised}: ${what} (${faultName(fault)})`),
    )
    expect(broken).toEqual([])
    // A disk that never fails would prove nothing; the last calls of a path may not come in another run.
    expect(judged.filter(({ wasHit }) => wasHit).length).toBeGreaterThanOrEqual(
      Math.floor(judged.length * 0.9),
    )
  })
}

test('a file that another program holds for a moment is moved in the same run, and sent once', () =>
  onSite(async (site) => {
    const held = path.join(site.root, 'subsidy1', 'a.csv')
    const renames = ['rename', 'renameat', 'renameat2'].map((call) => `?${call}`).join()
    const inside = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${renames}`, '-P', held]
    const inject = ['-e', `inject=${renames}:error=EBUSY:when=1..3`]
    expect((await runRelay(site, { inside: [...inside, ...inject] })).code).toBe(0)
    expect(site.filesOnDisk().map(({ place }) => place)).toContain('PROCEED/subsidy1/a.csv')
    expect(await judgeMended(site, () => runRelay(site))).toEqual([])
  }))

/** One life: the disk fails, the relay is started twice on a sound one, with a new file in each folder in between. */
async function play(fault: DiskFault): Promise<Judged> {
  return onSite(async (site) => {
    const end = await runBroken(site, fault)
    const atOnce = judgeBroken(site, fault, end)
    const later = await judgeMended(site, () => runRelay(site))
    return { fault, wasHit: end.wasHit, findings: [...atOnce, ...later] }
  })
}

function tell(errno: string, judged: readonly Judged[]): void {
  const hit = judged.filter(({ wasHit }) => wasHit)
  const mode = IS_FULL ? 'full' : 'sample'
  console.log(`${errno}: ${mode}, RELIABILITY_SEED=${SEED}, ${judged.length} runs, ${hit.length} met it`)
  for (const [area, ofArea] of Map.groupBy(hit, ({ fault }) => fault.area)) {
    const calls = Map.groupBy(ofArea, ({ fault }) => fault.syscall)
    console.log(`  ${area}: ${[...calls].map(([call, ofCall]) => `${call} ${ofCall.length}`).join(', ')}`)
  }
}
