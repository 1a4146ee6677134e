/**
 * What a part of `npm test` came to. A part without tests of its own counts as one that passed or failed.
 *
 * @typedef {{ title: string, reason: string }} Skipped
 * @typedef {{ passed: number, failed: number, skipped: Skipped[] }} Outcome
 */
import { readFileSync } from 'node:fs'

/** @type {Outcome} */
export const PASSED = { passed: 1, failed: 0, skipped: [] }
/** @type {Outcome} */
export const FAILED = { passed: 0, failed: 1, skipped: [] }

/**
 * A runner's exit code and its report must agree. A runner that died before its report, or that failed without a
 * failed test (an error outside of tests, no tests at all), is one failure more.
 * @param {number} exitCode
 * @param {string} reportFile
 * @param {(text: string) => Outcome} parse
 * @returns {Outcome}
 */
export function outcomeOfRunner(exitCode, reportFile, parse) {
  /** @type {Outcome} */
  let outcome
  try {
    outcome = parse(readFileSync(reportFile, 'utf8'))
  } catch (error) {
    console.error(`no usable report: ${error instanceof Error ? error.message : error}`)
    return FAILED
  }
  const agrees = exitCode === 0 || outcome.failed > 0
  return agrees ? outcome : { ...outcome, failed: 1 }
}

/** @param {Outcome[]} outcomes @returns {Outcome} */
export function sum(outcomes) {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
  }
}

/** The closing line, which CI reads. @param {Outcome} outcome */
export function closingLine({ passed, failed, skipped }) {
  const end = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  return `${passed} passed, ${failed} failed${end}`
}
