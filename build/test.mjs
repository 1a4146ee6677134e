/**
 * `npm test`: everything that has to hold, in one command after a clone. A part that fails hides no later one,
 * and the last line is always the sum.
 *
 *   npm test -- --only unit,e2e        some parts (and what they need)
 *   npm test -- --only unit settle     the rest goes to the runners as filters
 */
import { parseArgs } from 'node:util'
import { BootstrapError, seconds } from './bootstrap/progress.mjs'
import { closingLine, FAILED, sum } from './test/outcome.mjs'
import { PARTS } from './test/parts.mjs'

/** @typedef {import('./test/outcome.mjs').Outcome} Outcome */

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })
const chosen = choose(values.only)

/** @type {Map<string, Outcome>} */
const outcomes = new Map()
for (const part of chosen) {
  const startedAt = performance.now()
  console.log(`\n== ${part.name}`)
  const outcome = await runPart(part)
  outcomes.set(part.name, outcome)
  console.log(`== ${part.name}: ${outcome.failed > 0 ? 'FAILED' : 'passed'} in ${seconds(startedAt)}`)
}

const total = sum([...outcomes.values()])
console.log('')
for (const { title, reason } of total.skipped) console.log(`skipped: ${title} (${reason})`)
for (const [name, { failed }] of outcomes) if (failed > 0) console.log(`failed: ${name} (${failed})`)
console.log(closingLine(total))
process.exitCode = total.failed > 0 ? 1 : 0

/** @param {string | undefined} only */
function choose(only) {
  if (only === undefined) return PARTS
  const names = new Set(['bootstrap', ...only.split(',')])
  for (const { name, needs } of PARTS) if (names.has(name) && needs) names.add(needs)
  const unknown = [...names].filter((name) => !PARTS.some((part) => part.name === name))
  if (unknown.length > 0) {
    console.error(
      `no such part: ${unknown.join(', ')} (there are ${PARTS.map(({ name }) => name).join(', ')})`,
    )
    process.exit(2)
  }
  return PARTS.filter(({ name }) => names.has(name))
}

/** @param {import('./test/parts.mjs').Part} part @returns {Promise<Outcome>} */
async function runPart(part) {
  if (part.needs && outcomes.get(part.needs)?.failed) {
    console.error(`not run, since ${part.needs} failed`)
    return FAILED
  }
  try {
    return await part.run(positionals)
  } catch (error) {
    console.error(error instanceof BootstrapError ? error.message : error)
    return FAILED
  }
}
