import { describe, expect, it } from 'vitest'
import { DIAGNOSIS_STEPS, type DiagnosisStep } from '../../../src-shared/domain/diagnosis.ts'
import { ERROR_CODES } from '../../../src-shared/domain/error-catalogue.ts'
import { type Diagnosis, diagnosisReport, diagnosisVerdict, stepCure, stepsAhead } from './verdict.ts'

const AT = '2026-11-20T14:13:02.000+09:00'

function step(fields: Partial<DiagnosisStep>): DiagnosisStep {
  return { name: 'settings', subject: '', result: 'ok', ms: 1, fact: 'x', code: null, ...fields }
}

/** Every step in its order; those behind a failed one are only named. */
function diagnosis(failedAt: DiagnosisStep['name'] | null, code = 'R1024'): Diagnosis {
  const end = failedAt === null ? DIAGNOSIS_STEPS.length : DIAGNOSIS_STEPS.indexOf(failedAt)
  const steps = DIAGNOSIS_STEPS.map((name, index) => {
    if (index < end) return step({ name })
    return index === end ? step({ name, result: 'failed', code }) : step({ name, result: 'not_reached' })
  })
  return { running: false, startedAt: AT, steps }
}

const verdictOf = (found: Diagnosis) => {
  const { kind, sentence } = diagnosisVerdict(found)
  return `${kind} ${sentence}`
}

describe('the verdict', () => {
  it.each<[string, Diagnosis, string]>([
    ['is none before the first one', { running: false, startedAt: null, steps: [] }, 'none '],
    ['names the first step at once', { running: true, startedAt: AT, steps: [] }, 'running 1番目の「設定」'],
    [
      'names the step under way',
      { running: true, startedAt: AT, steps: diagnosis(null).steps.slice(0, 7) },
      'running 8番目の「暗号化通信（TLS）」',
    ],
    [
      'stays at the tokens while the others are asked',
      { running: true, startedAt: AT, steps: diagnosis(null).steps },
      'running 11番目の「PMHの認証」',
    ],
    ['is well when every step is', diagnosis(null), 'through '],
    [
      'names the step where the way ends',
      diagnosis('tls'),
      'failed 8番目の「暗号化通信（TLS）」で止まりました。',
    ],
    ['tells tokens from the way', diagnosis('token', 'E4010003'), 'failed 1件の制度フォルダで失敗しました。'],
    [
      'is neither when staff stopped it',
      { running: false, startedAt: AT, steps: [step({}), step({ name: 'tls', result: 'not_reached' })] },
      'stopped ',
    ],
    ['is not well when nothing was asked', { running: false, startedAt: AT, steps: [] }, 'stopped '],
  ])('%s', (_, found, start) => expect(verdictOf(found)).toContain(start))
})

it('the steps ahead are those behind the last one told', () => {
  expect(stepsAhead([])).toEqual(DIAGNOSIS_STEPS)
  expect(stepsAhead([step({ name: 'tls' })])).toEqual(['http', 'token'])
  expect(stepsAhead([step({ name: 'token' }), step({ name: 'token' })])).toEqual([])
})

describe('the cure', () => {
  it('is a certificate for every code of one, and for no other', () => {
    const codes = ERROR_CODES.filter((code) => stepCure({ name: 'tls', code }) === 'certificate')
    expect(codes).toEqual(['R1006', 'R1020', 'R1021', 'R1022', 'R1023', 'R1024', 'R1025'])
  })

  it.each([
    ['store', 'R1028', 'added_certificates'],
    ['settings', 'R4005', 'settings'],
    ['name', 'R1001', 'settings'],
    ['proxy_authentication', 'R1005', 'proxy'],
    ['token', 'E4010003', 'folders'],
    ['tls', 'R1012', 'settings'],
    ['tls', 'R1027', 'settings'],
    ['tls', 'R1026', null],
    ['http', 'R1007', null],
  ] as const)('of %s with %s is %s', (name, code, cure) => expect(stepCure({ name, code })).toBe(cure))
})

it('the report has the verdict, every step, and the remedy under the failed one', () => {
  const lines = diagnosisReport(diagnosis('tls'), 'https://pmh.example').split('\n')
  expect(lines.slice(1, 3)).toEqual([
    '接続先：https://pmh.example',
    'PMHに接続できません。8番目の「暗号化通信（TLS）」で止まりました。下の対処を行ってください。',
  ])
  expect(lines.filter((line) => /^[✓✕・]/.test(line))).toHaveLength(DIAGNOSIS_STEPS.length)
  const failed = lines.findIndex((line) => line.startsWith('✕'))
  expect(lines[failed + 1]).toBe('    コード: R1024')
})

it('a diagnosis that was stopped behind a failed step has failed all the same', () => {
  const { steps } = diagnosis('tcp')
  expect(diagnosisVerdict({ running: false, startedAt: AT, steps }).kind).toBe('failed')
  expect(diagnosisVerdict({ running: true, startedAt: AT, steps: steps.slice(0, 3) }).kind).toBe('running')
})

it('counts the folders whose token was refused, not those that were taken', () => {
  const { steps } = diagnosis(null)
  const refused = ['a', 'b'].map((subject) =>
    step({ name: 'token', subject, result: 'failed', code: 'HTTP401' }),
  )
  expect(verdictOf({ running: false, startedAt: AT, steps: [...steps, ...refused] })).toContain('2件')
})
