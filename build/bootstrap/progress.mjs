/**
 * Progress goes to standard error alone: `npm run relay` and `npm run where-electron` promise that their
 * standard output holds nothing but their own answer.
 */

/** A failure whose message tells the reader what to do; it is printed without a stack. */
export class BootstrapError extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`bootstrap: ${line}\n`)
}

/** @param {number} startedAt a value of performance.now() */
export function seconds(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}

/**
 * The end of every script: a BootstrapError is a sentence for the reader, anything else is a defect and
 * deserves its stack.
 * @param {() => Promise<number | void>} main answers the exit code, or nothing: then it stays as it is
 */
export async function runAsScript(main) {
  try {
    const code = await main()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    if (error instanceof BootstrapError) say(`FAILED ${error.message}`)
    else console.error(error)
    process.exitCode = 1
  }
}
