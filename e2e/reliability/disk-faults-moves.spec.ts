/**
 * PROCEED or ERROR is another volume: a move copies, and may end or fail between any two of its steps (docs/reliability.md,
 * Disk faults).
 *
 * Ordinary runs take a sample by a fixed seed; `RELIABILITY=full` takes every step.
 */
import path from 'node:path'
import { expect, test } from '@playwright/test'
import {
  allFaults,
  type DiskFault,
  faultName,
  isSlow,
  type Place,
  placeName,
  spreadSample,
} from './disk/disk-fault.ts'
import { placesOfUndisturbedRun, runBroken, runRelay } from './disk/disk-fault-relay.ts'
import { onVolume, ROOMY, runOnVolume, type VolumeSite } from './disk/disk-fault-site.ts'
import { judgeMended, judgeWords } from './disk/disk-fault-verdict.ts'
import { volumeProblem } from './disk/small-volume.ts'
import type { Finding } from './support/kill-verdict.ts'
import { straceProblem } from './support/traced-relay.ts'

const IS_FULL = process.env.RELIABILITY === 'full'
const SEED = Number(process.env.RELIABILITY_SEED ?? 20261122)

/** Kills, and as many faults; there are eight kinds of calls or so in a move. */
const SAMPLE = 8

const problem = volumeProblem()
test.skip(problem !== null, problem ?? '')

const mended = (around: VolumeSite) => judgeMended(around.seen, () => runOnVolume(around))

const ACROSS = [
  { destination: 'PROCEED', behave: () => {} },
  {
    destination: 'ERROR',
    behave: ({ site: { simulator } }: VolumeSite) =>
      simulator.behave({ kind: 'status', status: 400, code: 'E4000001' }),
  },
] as const

for (const { destination, behave } of ACROSS) {
  const place = `PMH_RELAY/${destination}` as const

  test(`${destination} is another volume: files arrive there whole, and are gone where they came from`, () =>
    onVolume(place, ROOMY, async (around) => {
      behave(around)
      const end = await runOnVolume(around)
      expect(end.code).toBe(destination === 'PROCEED' ? 0 : 1)
      expect(around.seen.filesOnDisk().map((file) => file.place)).toEqual(
        ['subsidy1/a.csv', 'subsidy1/b.csv', 'subsidy2/c.csv'].map((file) => `${destination}/${file}`),
      )
      around.site.simulator.behave(null)
      expect(await mended(around)).toEqual([])
    }))

  test(`${destination} is another volume that has no room: the move waits, and nothing is sent again`, () =>
    onVolume(place, ROOMY, async (around) => {
      const { site, seen, volume } = around
      behave(around)
      volume.fill()
      for (const _ of ['sent', 'seen again']) {
        const end = await runOnVolume(around)
        expect(end).toMatchObject({ code: 1 })
        expect(end.stdout).toMatch(/R3005.+移動できませんでした/)
        expect(judgeWords(end)).toEqual([])
        expect(site.simulator.received).toHaveLength(3)
        const places = seen.filesOnDisk().map((file) => file.place)
        expect(places).toEqual(['subsidy1/a.csv', 'subsidy1/b.csv', 'subsidy2/c.csv'])
      }
      volume.free()
      site.simulator.behave(null)
      expect(await mended(around)).toEqual([])
      expect(
        seen
          .filesOnDisk()
          .every((file) => file.place.startsWith('PROCEED/') || file.place.startsWith(destination)),
      ).toBe(true)
    }))

  test(`${destination} is another volume: whatever step of a move fails or is the last one`, async () => {
    test.setTimeout(IS_FULL ? 20 * 60_000 : 180_000)
    const strace = straceProblem()
    test.skip(strace !== null, strace ?? '')
    const steps = await onVolume(place, ROOMY, async (around) => {
      behave(around)
      return stepsOfMoves(await placesOfUndisturbedRun(around.site, around.volume.inside))
    })
    const faults = allFaults(steps).filter((fault) => !isSlow(fault))
    const kills = IS_FULL ? steps : spreadSample(steps, SAMPLE, SEED)
    const failing = IS_FULL ? faults : spreadSample(faults, SAMPLE, SEED)
    const broken: string[] = []
    const disturb = (name: string, disturbed: (around: VolumeSite) => Promise<readonly Finding[]>) =>
      onVolume(place, ROOMY, async (around) => {
        behave(around)
        const atOnce = await disturbed(around)
        around.site.simulator.behave(null)
        const findings = [...atOnce, ...(await mended(around))]
        broken.push(...findings.map(({ promised, what }) => `${promised}: ${what} (${name})`))
      })
    for (const step of kills)
      await disturb(`killed at ${placeName(step)}`, (around) => killedAt(around, step))
    for (const fault of failing) await disturb(faultName(fault), (around) => failingTwice(around, fault))
    console.log(`moves to ${destination} across volumes: ${kills.length} kills, ${failing.length} faults`)
    expect(broken).toEqual([])
  })
}

/** The calls that belong to moves: all on a file's new names, and on its old one those that copy or remove it. */
function stepsOfMoves(places: readonly Place[]): Place[] {
  return places.filter(
    ({ path: file, syscall }) =>
      /PROCEED|ERROR/.test(file) ||
      (file.endsWith('.csv') && /^(?:unlink|sendfile|copy_file_range|rename)/.test(syscall)),
  )
}

async function killedAt(
  { site, volume }: VolumeSite,
  { syscall, n, path: below }: Place,
): Promise<Finding[]> {
  const strace = ['strace', '-f', '-qq', '-e', 'signal=none', '-o', '/dev/null', '-e', `trace=${syscall}`]
  const point = ['-P', path.join(site.home, below), '-e', `inject=${syscall}:signal=SIGKILL:when=${n}`]
  const { wasKilled } = await runRelay(site, { inside: [...volume.inside, ...strace, ...point] })
  expect([syscall, below, wasKilled]).toEqual([syscall, below, true])
  return []
}

/** A move that fails time and again must not leave a further copy each time. */
async function failingTwice({ site, seen, volume }: VolumeSite, fault: DiskFault): Promise<Finding[]> {
  const ends = [await runBroken(site, fault, volume.inside), await runBroken(site, fault, volume.inside)]
  const disk = seen.filesOnDisk()
  const copied = site.dropped.flatMap(({ name, sha256 }) => {
    const copies = disk.filter((file) => file.sha256 === sha256).map((file) => file.place)
    return copies.length === 1 || copies.length === 2
      ? []
      : [{ promised: 'lost' as const, what: `${name} lies in [${copies}]` }]
  })
  return [...ends.flatMap(judgeWords), ...copied]
}
