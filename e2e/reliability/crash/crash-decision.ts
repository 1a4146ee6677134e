import { randomBytes } from 'node:crypto'
import type { Behaviour } from '../../../src-main/simulator/behaviour.ts'
import { seededRandom } from '../support/kill-point.ts'
import { type Finding, journalRows } from '../support/kill-verdict.ts'
import type { Site } from '../support/reliability-site.ts'
import { runToEnd } from '../support/traced-relay.ts'
import { findingsOf, type Judged, plan, runTwice } from './crash-life.ts'
import type { CrashPlan, CrashPoint } from './crash-point.ts'
import { openSeededSite, type SeededSite, type Wanted } from './crash-seed.ts'

type Decision = NonNullable<CrashPlan['decision']>

/** Which files staff are asked about, and what happens then. */
export interface Situation {
  readonly name: string
  readonly wanted: Wanted
  /** What PMH does in the run of the decision; null: its usual answer. */
  readonly behaviour: Behaviour | null
  /** The runs before that one. */
  readonly prepare?: (site: Site) => Promise<void>
  /** Acts while the files of that run are sent. */
  readonly during?: (site: Site) => Promise<void>
  readonly points: Readonly<Partial<Record<Decision, readonly CrashPoint[]>>>
}

const DECIDE = ['before decide', 'after decide'] as const
const ANNOUNCE = ['before aboutToMove', 'after aboutToMove'] as const
const RENAME = ['before rename', 'after rename'] as const
const FILED = ['before filed', 'after filed'] as const
const RETURNED = ['before returned', 'after returned'] as const

/** More than one chunk; the whole of it is with PMH when it holds the upload. */
const HELD_BYTES = 70_000

const refusal = { kind: 'status', status: 400, code: 'E4000001' } as const

export const SITUATIONS: readonly Situation[] = [
  {
    name: 'in doubt, in ERROR',
    wanted: {},
    behaviour: 'no_serial',
    points: {
      treated_as_sent: [...DECIDE, ...RENAME, ...FILED],
      resend: [...DECIDE, ...ANNOUNCE, ...RENAME, ...RETURNED],
    },
  },
  {
    name: 'rejected, and corrected in ERROR',
    wanted: {},
    behaviour: null,
    prepare: async (site) => {
      site.simulator.behave(refusal)
      plan(site, {})
      await runToEnd(site)
      site.simulator.behave(null)
      for (const { place, sha256 } of site.filesOnDisk()) {
        const file = site.dropped.find(
          (each) => each.sha256 === sha256 && each.isReplaced !== true && place.includes(`/${each.folder}/`),
        )
        if (place.startsWith('ERROR/') && file !== undefined) site.replace(file, place, randomBytes(200))
      }
    },
    points: { resend: [...DECIDE, ...ANNOUNCE, ...RENAME, ...RETURNED] },
  },
  {
    name: 'in doubt after a crash, held',
    wanted: { settings: { InDoubtPolicy: 'hold' } },
    behaviour: null,
    prepare: async (site) => {
      plan(site, { point: 'after begin' })
      await runToEnd(site)
    },
    points: { treated_as_sent: [...DECIDE, ...RENAME, ...FILED], resend: DECIDE },
  },
  {
    name: '変更あり',
    wanted: {
      bytes: HELD_BYTES,
      // All files at once, each alone in its folder.
      settings: { AllowMultipleFilePerFolder: 'false', ParallelFolders: '3', BodyFormat: 'raw' },
    },
    behaviour: { kind: 'hold_body', afterBytes: HELD_BYTES },
    during: async (site) => {
      await site.simulator.waitFor(
        ({ underWay }) => underWay.filter(({ state }) => state === 'held').length === site.folders.length,
      )
      for (const file of [...site.dropped])
        site.replace(file, `${file.folder}/${file.name}`, randomBytes(HELD_BYTES))
      site.simulator.behave(null)
      site.simulator.release()
    },
    points: { treated_as_sent: [...DECIDE, ...ANNOUNCE, ...RENAME, ...FILED], resend: DECIDE },
  },
]

/** One life that ends while staff decide about files. */
export async function liveThroughDecision(
  program: string,
  situation: Situation,
  decision: Decision,
  point: CrashPoint,
  seed: number,
): Promise<Judged> {
  const random = seededRandom(seed)
  const seeded = await openSeededSite(program, random, situation.wanted)
  const { site } = seeded
  try {
    await situation.prepare?.(site)
    const isAcross = random() < 0.25
    // A copy has other steps than these.
    const isCopied = isAcross && !/rename/.test(point)
    const nth = situation.name.includes('held') ? 1 : 1 + Math.floor(random() * site.folders.length)
    plan(site, { point, nth, decision, isAcross: isCopied })
    site.simulator.behave(situation.behaviour)
    const ended = runToEnd(site)
    await Promise.race([situation.during?.(site), ended])
    const { wasKilled } = await ended
    site.simulator.behave(null)
    const runs = await runTwice(seeded, isCopied)
    // A move to another volume may be announced twice.
    const least = point === 'before decide' ? nth - 1 : isCopied ? 1 : nth
    const forgotten = wasKilled ? forgottenDecisions(seeded, decision, least) : []
    const findings = [...forgotten, ...findingsOf(seeded, runs)]
    const row = `${point}, by a decision`
    return { row, group: `${decision}: ${situation.name}`, point, seed, wasKilled, findings }
  } finally {
    await site.dispose()
  }
}

function forgottenDecisions({ site }: SeededSite, decision: Decision, least: number): Finding[] {
  const decided = journalRows(site).filter((row) => row.decision === decision).length
  return decided >= least ? [] : [{ promised: 'lost', what: `${decided} of ${least} decisions are known` }]
}
