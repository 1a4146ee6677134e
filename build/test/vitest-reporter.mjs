/**
 * Writes vitest's counts to the file named in VITEST_OUTCOME_FILE. vitest's own JSON report leaves out the reason
 * that a test gave for skipping itself.
 */
import { writeFileSync } from 'node:fs'

export default class OutcomeReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} errorsOutsideOfTests
   */
  onTestRunEnd(modules, errorsOutsideOfTests) {
    /** @type {import('./outcome.mjs').Outcome} */
    const outcome = { passed: 0, failed: errorsOutsideOfTests.length, skipped: [] }
    for (const module of modules) {
      const failedBefore = outcome.failed
      for (const test of module.children.allTests()) count(test, outcome)
      // The file could not be loaded, or a hook failed.
      if (module.state() === 'failed' && outcome.failed === failedBefore) outcome.failed++
    }
    const file = process.env.VITEST_OUTCOME_FILE
    if (file) writeFileSync(file, JSON.stringify(outcome))
  }
}

/** @param {import('vitest/node').TestCase} test @param {import('./outcome.mjs').Outcome} outcome */
function count(test, outcome) {
  const result = test.result()
  if (result.state === 'passed') outcome.passed++
  else if (result.state === 'failed') outcome.failed++
  else {
    const reason = result.state === 'skipped' ? result.note : undefined
    outcome.skipped.push({ title: test.fullName, reason: reason ?? test.options.mode })
  }
}
