import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { seededRandom } from '../support/kill-point.ts'
import { type Finding, judge, judgeOrder } from '../support/kill-verdict.ts'
import type { Site } from '../support/reliability-site.ts'
import { type RunEnd, runKilledWhen, runToEnd } from '../support/traced-relay.ts'
import { type CrashOutcome, settingsFor } from './crash-outcomes.ts'
import { type CrashPlan, type CrashPoint, PLAN_FILE, UNDISTURBED } from './crash-point.ts'
import { openSeededSite, passings, pick, type SeededSite } from './crash-seed.ts'

/** What came of one life: killed at a point, started again, judged. */
export interface Judged {
  /** Its row in the table. */
  readonly row: string
  readonly group: string
  readonly point: string
  readonly seed: number
  readonly wasKilled: boolean
  readonly findings: readonly Finding[]
}

/** Where a second kill comes, in the run that puts the first one in order. */
const SECOND_POINTS: readonly CrashPoint[] = [
  'before begin',
  'after begin',
  'after answer',
  'before conclude',
  'after conclude',
  'before rename',
  'after rename',
  'before filed',
  'after filed',
]

/** Nothing listens there (tcpmux), and no program of ours is given such a port. */
const REFUSING = 'http://127.0.0.1:1'

/** One life while PMH answers in one way. */
export async function liveThroughOutcome(
  program: string,
  outcome: CrashOutcome,
  point: CrashPoint,
  seed: number,
  isAcross = false,
): Promise<Judged> {
  const random = seededRandom(seed)
  const largeFirst = point === 'mid-body' || outcome.name === 'reset in mid-body'
  const seeded = await openSeededSite(program, random, { settings: settingsFor(outcome, point), largeFirst })
  const { site } = seeded
  try {
    const nth = 1 + Math.floor(random() * passings(seeded, outcome))
    const isHeld = point === 'answer on its way'
    plan(site, { point, nth, isAcross })
    if (outcome.behaviour === null) site.configure({ PostRegistrationTasksBaseURL: REFUSING })
    else if (isHeld) {
      site.simulator.behave(outcome.behaviour, { times: nth - 1 })
      site.simulator.behave('stall')
    } else site.simulator.behave(outcome.behaviour)
    const { wasKilled } = isHeld ? await runKilledWhen(site, answerIsOnItsWay) : await runToEnd(site)
    site.simulator.behave(null)
    site.configure({ PostRegistrationTasksBaseURL: site.simulator.url })
    if (random() < 0.3) {
      plan(site, { point: pick(random, SECOND_POINTS) ?? null, isAcross })
      await runToEnd(site)
    }
    const runs = await runTwice(seeded, isAcross)
    const row = isAcross ? `${point}, to another volume` : point
    return { row, group: outcome.name, point, seed, wasKilled, findings: findingsOf(seeded, runs) }
  } finally {
    await site.dispose()
  }
}

/** Nothing happens to these two runs; staff drop another file in between, where it may lie. */
export async function runTwice({ site, hasMany }: SeededSite, isAcross: boolean): Promise<RunEnd[]> {
  plan(site, { isAcross })
  const runs = [await runToEnd(site)]
  if (hasMany) for (const folder of site.folders) site.drop(folder, 'new.csv')
  runs.push(await runToEnd(site))
  await site.simulator.waitFor(({ underWay }) => underWay.length === 0)
  return runs
}

export function findingsOf({ site, policy, isOrdered }: SeededSite, runs: readonly RunEnd[]): Finding[] {
  return [...judge(site, policy, runs), ...(isOrdered ? judgeOrder(site) : [])]
}

/** What the runs from now on do. */
export function plan(site: Site, changes: Partial<CrashPlan>): void {
  writeFileSync(path.join(site.home, PLAN_FILE), JSON.stringify({ ...UNDISTURBED, ...changes }))
}

function answerIsOnItsWay({ simulator }: Site): Promise<void> {
  return simulator.waitFor(({ underWay }) => underWay.some(({ state }) => state === 'stalled'))
}
