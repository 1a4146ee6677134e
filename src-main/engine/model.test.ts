import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stuck, violations } from './testing/invariants.ts'
import { RelaySite } from './testing/relay-site.ts'
import { type Step, step } from './testing/steps.ts'
import { heal, takeStep } from './testing/take-step.ts'

/**
 * Random sequences of whatever can happen to a relay, judged after each command. The ordinary run plays the same
 * sequences each time, since what is random has no place where it is decided whether a change lands; `RELIABILITY_SEED`
 * plays others, and `RELIABILITY=full` is the long run. A failure prints its seed.
 */
const isFull = process.env['RELIABILITY'] === 'full'
const seed = process.env['RELIABILITY_SEED'] ?? (isFull ? undefined : '20261122')
const RUNS = isFull ? 700 : 60
const LIMIT_MS = isFull ? 900_000 : 25_000

test(
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
