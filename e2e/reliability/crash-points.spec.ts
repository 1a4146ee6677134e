/**
 * The core promise at each step that has a name: a real process ends itself by SIGKILL before or after an edge of the journal, of the
 * upload, or of what moves and deletes files, for everything that PMH may do; then it is started again, undisturbed, and judged by PMH's
 * record and the disk (docs/reliability.md). The kill matrix beside this one does the same at system calls, whatever their meaning.
 *
 * Ordinary runs take a sample by a fixed seed. All of it: `RELIABILITY=full npm run e2e -- e2e/reliability/crash-points.spec.ts`.
 * Another sample: `RELIABILITY_SEED=7`. Fewer than 20 seeds of each: `RELIABILITY_SEEDS=5`. A finding names its seed:
 * `RELIABILITY_LIFE=20741239` plays that life alone.
 */
import { expect, test } from '@playwright/test'
import { type BuiltRelay, buildCrashRelay } from './crash/crash-build.ts'
import { liveThroughDecision, SITUATIONS } from './crash/crash-decision.ts'
import { type Judged, liveThroughOutcome } from './crash/crash-life.ts'
import { liveThroughMigration, stepsOfMigration } from './crash/crash-migration.ts'
import { CRASH_OUTCOMES } from './crash/crash-outcomes.ts'
import { COPY_POINTS, RELAY_POINTS, RETENTION_POINTS } from './crash/crash-point.ts'
import { liveThroughRetention } from './crash/crash-retention.ts'
import { printTable, tableLine } from './crash/crash-table.ts'
import { straceProblem } from './support/traced-relay.ts'

const IS_FULL = process.env.RELIABILITY === 'full'
const SEED = Number(process.env.RELIABILITY_SEED ?? 20261122)
const ONE_LIFE = process.env.RELIABILITY_LIFE

/** Two relays at a time: more would only wait for each other on small computers. */
const LANES = 2

/** Of each point and outcome, in a full run. */
const SEEDS = Number(process.env.RELIABILITY_SEEDS ?? 20)

/** A life up to its verdict; which one, its seed decides. */
type Life = (seed: number) => Promise<Judged>

let relay: BuiltRelay
const all: Judged[] = []

test.beforeAll(async () => {
  console.log(`crash points: ${IS_FULL ? 'full' : 'sample'}, RELIABILITY_SEED=${SEED}`)
  relay = await buildCrashRelay()
})

test.afterAll(() => {
  relay.dispose()
  printTable(all)
})

for (const [place, outcome] of CRASH_OUTCOMES.entries()) {
  test(`killed at a named point while PMH answers: ${outcome.name}`, async () => {
    const points = RELAY_POINTS.filter((point) => outcome.never?.includes(point) !== true)
    await expectKept(
      `${place}`,
      points.map((point) => (seed) => liveThroughOutcome(relay.program, outcome, point, seed)),
      3,
    )
  })
}

test('killed while a file goes to another volume', async () => {
  const [accepted] = CRASH_OUTCOMES
  if (accepted === undefined) throw new Error('no outcome')
  const lives = COPY_POINTS.map(
    (point): Life =>
      (seed) =>
        liveThroughOutcome(relay.program, accepted, point, seed, true),
  )
  await expectKept('volume', lives, 3)
})

for (const situation of SITUATIONS) {
  for (const decision of ['treated_as_sent', 'resend'] as const) {
    const points = situation.points[decision]
    if (points === undefined) continue
    test(`killed while staff decide ${decision} about files: ${situation.name}`, async () => {
      const lives = points.map(
        (point): Life =>
          (seed) =>
            liveThroughDecision(relay.program, situation, decision, point, seed),
      )
      // The points of the four situations are nearly the same ones.
      await expectKept(`${situation.name} ${decision}`, lives, 1, Math.ceil(SEEDS / 2))
    })
  }
}

test('killed in retention', async () => {
  const lives = RETENTION_POINTS.map(
    (point): Life =>
      (seed) =>
        liveThroughRetention(relay.program, point, seed),
  )
  await expectKept('retention', lives, 2)
})

test('killed while a database of the first version is migrated', async () => {
  const problem = straceProblem()
  test.skip(problem !== null, problem ?? '')
  const steps = await stepsOfMigration(relay.program, SEED)
  const lives = steps.map(
    (step): Life =>
      (seed) =>
        liveThroughMigration(relay.program, step, seed),
  )
  await expectKept('migration', lives, 4, Math.ceil(SEEDS / 10))
})

/**
 * @param salt gives each test seeds of its own
 * @param few how many of the lives an ordinary run takes
 * @param seeds of each life in a full run
 */
async function expectKept(salt: string, lives: readonly Life[], few: number, seeds = SEEDS): Promise<void> {
  test.setTimeout(IS_FULL ? 40 * 60_000 : 120_000)
  const mark = [...salt].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 0)
  const first = SEED + mark * 10_000
  const step = Math.ceil(lives.length / few)
  const queue = lives.flatMap((live, place) => {
    const ofLife = Array.from({ length: seeds }, (_, n) => first + place * 100 + n)
    const wanted =
      ONE_LIFE !== undefined
        ? ofLife.filter((seed) => `${seed}` === ONE_LIFE)
        : IS_FULL
          ? ofLife
          : ofLife.slice(0, place % step === mark % step ? 1 : 0)
    return wanted.map((seed) => () => live(seed))
  })
  const judged: Judged[] = []
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) judged.push(await next())
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  all.push(...judged)
  console.log(tableLine(salt, judged))
  const broken = judged.flatMap(({ findings, group, point, seed }) =>
    findings.map(({ promised, what }) => `${promised}: ${what} (${group}, ${point}, seed ${seed})`),
  )
  expect(broken).toEqual([])
  // A point that is never passed would prove nothing; some seeds hold files back, so that it is passed less often.
  const kills = judged.filter(({ wasKilled }) => wasKilled).length
  expect(kills).toBeGreaterThanOrEqual(judged.length * (IS_FULL ? 0.9 : 0.5))
}
