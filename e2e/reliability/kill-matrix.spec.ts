/**
 * The core promise: nothing lost, nothing sent twice unseen, whatever instant the relay is killed at. A real relay is
 * killed by SIGKILL on entering an exact system call, for everything that PMH may do with a file; then it is started
 * again, undisturbed, and judged by PMH's record and the disk (docs/reliability.md).
 *
 * Ordinary runs take a sample by a fixed seed. All of it: `RELIABILITY=full npm run e2e -- e2e/reliability`.
 * Another sample: `RELIABILITY_SEED=7`.
 */
import { expect, test } from '@playwright/test'
import { MOMENTS, OUTCOMES, type Outcome } from './support/kill-outcomes.ts'
import {
  type KillPoint,
  kindOf,
  pointName,
  sampleOfKinds,
  seededRandom,
  thinned,
} from './support/kill-point.ts'
import { type Finding, judge } from './support/kill-verdict.ts'
import { FOLDERS, type InDoubtPolicy, openSite, type Site } from './support/reliability-site.ts'
import {
  pointsOfUndisturbedRun,
  type RunEnd,
  runKilledAt,
  runKilledWhen,
  runToEnd,
  straceProblem,
} from './support/traced-relay.ts'

const IS_FULL = process.env.RELIABILITY === 'full'
const SEED = Number(process.env.RELIABILITY_SEED ?? 20261122)

/** Two relays at a time: more would only wait for each other on small computers. */
const LANES = 2

/** Kinds with many calls, and how many of them a full run takes, spread evenly; of every other kind it takes all. */
const FEW = { pwrite64: 6, write: 3, fsync: 8 }
const SOME = { pwrite64: 12, write: 4, fsync: 12 }
const MOST = { pwrite64: 40, write: 16 }

const POLICIES = ['hold', 'resend', 'error'] as const

interface Case {
  readonly outcome: Outcome
  readonly policy: InDoubtPolicy
  /** Null: at the outcome's moment alone. The path is one below PMHFilePath. */
  readonly point: KillPoint | null
  /** The first run is killed at the outcome's moment; the point is one of the run after it. */
  readonly inRecovery?: boolean
}

interface Judged extends Case {
  readonly wasKilled: boolean
  readonly findings: readonly Finding[]
}

const problem = straceProblem()
test.skip(problem !== null, problem ?? '')

const total = { cases: 0, kills: 0, kinds: new Map<string, number>(), findings: [] as Finding[] }

test.beforeAll(() => console.log(`kill matrix: ${IS_FULL ? 'full' : 'sample'}, RELIABILITY_SEED=${SEED}`))

test.afterAll(() => {
  const kinds = [...total.kinds].sort().map(([kind, kills]) => `${kind} ${kills}`)
  console.log(`kill matrix: ${total.cases} runs, ${total.kills} killed (${kinds.join(', ')})`)
  for (const promised of ['lost', 'twice', 'stuck', 'untrue'])
    console.log(`  ${promised}: ${total.findings.filter((finding) => finding.promised === promised).length}`)
})

for (const [place, outcome] of OUTCOMES.entries()) {
  test(`killed at any step while PMH answers: ${outcome.name}`, async () => {
    test.setTimeout(IS_FULL ? 30 * 60_000 : 120_000)
    const random = seededRandom(SEED + place)
    const points = await pointsFor(outcome, 'hold')
    const chosen = IS_FULL
      ? thinned(points, place === 0 ? MOST : FEW, random)
      : sampleOfKinds(points, random, (kind) => kind % 3 === place % 3)
    await expectKept(chosen.map((point) => ({ outcome, policy: 'hold', point })))
  })
}

for (const [place, policy] of (['resend', 'error'] as const).entries()) {
  test(`InDoubtPolicy=${policy}: killed at any step`, async () => {
    test.setTimeout(IS_FULL ? 30 * 60_000 : 120_000)
    const random = seededRandom(SEED + 100 + place)
    const [outcome] = OUTCOMES
    if (outcome === undefined) throw new Error('no outcome')
    const points = await pointsFor(outcome, policy)
    const chosen = IS_FULL
      ? thinned(points, FEW, random)
      : sampleOfKinds(points, random, (kind) => kind % 4 === place)
    await expectKept(chosen.map((point) => ({ outcome, policy, point })))
  })
}

for (const [place, policy] of POLICIES.entries()) {
  test(`InDoubtPolicy=${policy}: killed again while the doubt of the first kill is settled`, async () => {
    test.setTimeout(IS_FULL ? 30 * 60_000 : 120_000)
    const random = seededRandom(SEED + 200 + place)
    const [outcome] = MOMENTS
    if (outcome === undefined) throw new Error('no moment')
    const points = await pointsFor(outcome, policy, true)
    const chosen = IS_FULL
      ? thinned(points, SOME, random)
      : sampleOfKinds(points, random, (kind) => kind % 3 === place)
    await expectKept(chosen.map((point) => ({ outcome, policy, point, inRecovery: true })))
  })
}

test('killed when a part of a file, or all of it, has arrived', async () => {
  test.setTimeout(120_000)
  const policies = IS_FULL ? POLICIES : (['hold'] as const)
  await expectKept(policies.flatMap((policy) => MOMENTS.map((outcome) => ({ outcome, policy, point: null }))))
})

async function pointsFor(outcome: Outcome, policy: InDoubtPolicy, inRecovery = false): Promise<KillPoint[]> {
  return onSite(policy, async (site) => {
    outcome.behave(site.simulator)
    if (inRecovery) await killAtMoment(site, outcome)
    const points = await pointsOfUndisturbedRun(site, inRecovery ? null : (outcome.moment ?? null))
    return points.map(({ path, ...point }) => ({
      ...point,
      ...(path === undefined ? {} : { path: path.slice(site.root.length) }),
    }))
  })
}

async function expectKept(cases: readonly Case[]): Promise<void> {
  const judged: Judged[] = []
  const queue = [...cases]
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) judged.push(await play(next))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  const kills = judged.filter(({ wasKilled }) => wasKilled)
  total.cases += judged.length
  total.kills += kills.length
  for (const { point } of kills) {
    const kind = point === null ? 'at a moment' : kindOf(point)
    total.kinds.set(kind, (total.kinds.get(kind) ?? 0) + 1)
  }
  total.findings.push(...judged.flatMap(({ findings }) => findings))
  const broken = judged.flatMap(({ findings, point, outcome, policy, inRecovery }) =>
    findings.map(
      ({ promised, what }) =>
        `${promised}: ${what} (${outcome.name}, ${policy}, ${inRecovery === true ? 'recovery, ' : ''}${point === null ? 'moment' : pointName(point)})`,
    ),
  )
  expect(broken).toEqual([])
  // A matrix that never kills would prove nothing; the last calls of a kind may fail to come in another run.
  expect(kills.length).toBeGreaterThan(judged.length * (IS_FULL ? 0.9 : 0.5))
}

/** One life: killed, started again twice, and a new file in each folder in between. */
async function play(given: Case): Promise<Judged> {
  const { outcome, policy } = given
  return onSite(policy, async (site) => {
    outcome.behave(site.simulator)
    const { wasKilled } = await killedRun(site, given)
    site.simulator.behave(null)
    const runs = [await runToEnd(site)]
    for (const folder of FOLDERS) site.drop(folder, 'new.csv')
    runs.push(await runToEnd(site))
    await site.simulator.waitFor(({ underWay }) => underWay.length === 0)
    return { ...given, wasKilled, findings: judge(site, policy, runs) }
  })
}

async function killedRun(site: Site, { outcome, point, inRecovery }: Case): Promise<RunEnd> {
  if (point === null) return killAtMoment(site, outcome)
  if (inRecovery === true) await killAtMoment(site, outcome)
  const { path, ...rest } = point
  const there = path === undefined ? rest : { ...rest, path: `${site.root}${path}` }
  return runKilledAt(site, there, inRecovery === true ? null : (outcome.moment ?? null))
}

async function killAtMoment(site: Site, { moment }: Outcome): Promise<RunEnd> {
  if (moment === undefined) throw new Error('an outcome without a moment')
  const end = await runKilledWhen(site, moment)
  site.simulator.behave(null)
  // A body that is held is not read, so that its end would not be noticed.
  site.simulator.release()
  return end
}

async function onSite<T>(policy: InDoubtPolicy, work: (site: Site) => Promise<T>): Promise<T> {
  const site = await openSite(policy)
  try {
    return await work(site)
  } finally {
    await site.dispose()
  }
}
