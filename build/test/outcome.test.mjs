import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closingLine, FAILED, outcomeOfRunner, PASSED, sum } from './outcome.mjs'
import { parsePlaywrightReport } from './playwright-report.mjs'

let folder = ''
let report = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcome-test-'))
  report = join(folder, 'report.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const twoPassed = { passed: 2, failed: 0, skipped: [] }

describe('a runner', () => {
  test('that died before its report has failed', () => {
    expect(outcomeOfRunner(0, report, JSON.parse)).toEqual(FAILED)
  })

  test('that died while it wrote its report has failed', () => {
    writeFileSync(report, '{"passed": 2, ')
    expect(outcomeOfRunner(0, report, JSON.parse)).toEqual(FAILED)
  })

  test('that failed without a failed test counts as a failure', () => {
    writeFileSync(report, JSON.stringify(twoPassed))
    expect(outcomeOfRunner(1, report, JSON.parse)).toEqual({ ...twoPassed, failed: 1 })
    expect(outcomeOfRunner(0, report, JSON.parse)).toEqual(twoPassed)
  })
})

test('the closing line', () => {
  const skipped = [{ title: 'tray', reason: 'no tray here' }]
  expect(closingLine(sum([PASSED, twoPassed]))).toBe('3 passed, 0 failed')
  expect(closingLine(sum([PASSED, FAILED, { ...twoPassed, skipped }]))).toBe('3 passed, 1 failed, 1 skipped')
})

test('the report of Playwright', () => {
  const test = (/** @type {string} */ status, /** @type {object[]} */ annotations = []) => ({
    status,
    annotations,
  })
  const spec = (/** @type {string} */ title, /** @type {object} */ one) => ({ title, tests: [one] })
  const text = JSON.stringify({
    errors: [{ message: 'outside of tests' }],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [spec('good', test('expected')), spec('bad', test('unexpected'))],
        suites: [
          {
            title: 'group',
            specs: [spec('not here', test('skipped', [{ type: 'skip', description: 'needs Windows' }]))],
          },
        ],
      },
    ],
  })
  expect(parsePlaywrightReport(text)).toEqual({
    passed: 1,
    failed: 2,
    skipped: [{ title: 'a.spec.ts > group > not here', reason: 'needs Windows' }],
  })
})
