/** Reads Playwright's JSON report. */

/**
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ status: 'expected' | 'unexpected' | 'flaky' | 'skipped', annotations: Annotation[] }} Test
 * @typedef {{ title: string, tests: Test[] }} Spec
 * @typedef {{ title: string, specs: Spec[], suites?: Suite[] }} Suite
 * @typedef {{ suites: Suite[], errors: unknown[] }} Report
 */

/**
 * @param {string} text
 * @returns {import('./outcome.mjs').Outcome}
 */
export function parsePlaywrightReport(text) {
  /** @type {Report} */
  const report = JSON.parse(text)
  /** @type {import('./outcome.mjs').Outcome} */
  const outcome = { passed: 0, failed: report.errors.length, skipped: [] }
  for (const { title, test } of report.suites.flatMap((suite) => testsOf(suite, []))) {
    if (test.status === 'expected') outcome.passed++
    else if (test.status === 'skipped') outcome.skipped.push({ title, reason: reasonOf(test) })
    else outcome.failed++
  }
  return outcome
}

/** @param {Suite} suite @param {string[]} parents @returns {{ title: string, test: Test }[]} */
function testsOf(suite, parents) {
  const titles = [...parents, suite.title]
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((test) => ({ title: [...titles, spec.title].join(' > '), test })),
  )
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, titles))]
}

/** @param {Test} test */
function reasonOf(test) {
  const note = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')
  return note?.description ?? note?.type ?? 'not run'
}
