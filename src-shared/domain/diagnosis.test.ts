import { expect, it } from 'vitest'
import { type DiagnosisResult, type DiagnosisStep, isThrough } from './diagnosis.ts'

const step = (result: DiagnosisResult): DiagnosisStep => ({
  name: 'tls',
  subject: '',
  result,
  ms: 1,
  fact: '',
  code: null,
})

it.each<[readonly DiagnosisResult[], boolean]>([
  [['ok', 'ok'], true],
  [['ok', 'omitted'], true],
  [['ok', 'failed'], false],
  [['failed', 'not_reached'], false],
  // Stopped by staff: nobody knows.
  [['ok', 'not_reached'], false],
])('files get through after %j: %s', (results, expected) => {
  expect(isThrough(results.map(step))).toBe(expected)
})
