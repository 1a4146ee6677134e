import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stuck, violations } from './testing/invariants.ts'
import { RelaySite } from './testing/relay-site.ts'
import { type Step, step } from './testing/steps.ts'
import { heal, takeStep } from './testing/take-step.ts'

/**
 * Random sequences of whatever can happen to a relay, judged after each command. `RELIABILITY=full` is the long run;
 * a failure prints its seed, and `RELIABILITY_SEED` repeats it. Run on purpose only: what is random has no place in the
 * run that decides whether a change lands.
 */
const isFull = process.env['RELIABILITY'] === 'full'
const seed = process.env['RELIABILITY_SEED']
const RUNS = isFull ? 700 : 120
const LIMIT_MS = isFull ? 900_000 : 25_000

test.runIf(isFull || seed !== undefined)(
  'whatever happens in whatever order: no file is lost, none sent twice unseen, and nothing is stuck',
  async () => {
    let commands = 0
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
      async (steps) => {
        commands += steps.length
        await play(steps)
      },
    )
    const details = await fc.check(property, {
      numRuns: RUNS,
      interruptAfterTimeLimit: LIMIT_MS,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    })
    process.stdout.write(`model: ${details.numRuns} runs, ${commands} commands, seed ${details.seed}\n`)
    if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
    expect(details.numRuns).toBeGreaterThan(0)
  },
  LIMIT_MS + 60_000,
)

async function play(steps: readonly Step[]): Promise<void> {
  const site = await RelaySite.open()
  try {
    for (const [index, command] of steps.entries()) {
      await takeStep(site, command)
      expect(violations(site), `after command ${index + 1}, ${JSON.stringify(command)}`).toEqual([])
    }
    await heal(site)
    expect([...violations(site), ...stuck(site)], 'after everything was mended').toEqual([])
  } finally {
    await site.close()
  }
}
