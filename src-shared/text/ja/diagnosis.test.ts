import { describe, expect, it } from 'vitest'
import { DIAGNOSIS_STEPS, type DiagnosisStep } from '../../domain/diagnosis.ts'
import type { ErrorCode } from '../../domain/error-catalogue.ts'
import {
  diagnosisErrorText,
  diagnosisFact,
  diagnosisLines,
  diagnosisResultText,
  diagnosisStepText,
  diagnosisTitle,
} from './diagnosis.ts'
import { errorText } from './errors.ts'

const STEP: DiagnosisStep = {
  name: 'tcp',
  subject: '',
  result: 'ok',
  ms: 12,
  fact: '接続しました',
  code: null,
}

/** Where a way can end, by the step that tells it. */
const CODES: Readonly<
  Record<(typeof DIAGNOSIS_STEPS)[number], readonly (ErrorCode | `E${number}` | `HTTP${number}`)[]>
> = {
  settings: ['R4005', 'R5002', 'R6003'],
  account: [],
  store: ['R1028'],
  name: ['R1001', 'R1004'],
  tcp: ['R1002', 'R1003', 'R1004'],
  proxy: ['R1014', 'R1015'],
  proxy_authentication: ['R1005', 'R1013'],
  tls: ['R1006', 'R1012', 'R1020', 'R1021', 'R1022', 'R1023', 'R1024', 'R1025', 'R1026', 'R1027'],
  http: ['R1003', 'R1007', 'R1009', 'HTTP503'],
  token: ['E4010003', 'R3009'],
}

describe('the steps and results', () => {
  it.each([diagnosisStepText, diagnosisResultText])('have a name of their own each', (texts) => {
    const names = Object.values(texts)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/[ぁ-んァ-ヶ一-龠]/)
  })

  it('are told with their folder where there is one', () => {
    expect(diagnosisTitle(STEP)).toBe('ネットワーク接続')
    expect(diagnosisTitle({ name: 'token', subject: 'こども医療費' })).toBe('PMHの認証（こども医療費）')
  })
})

it('a fact has no blank between Japanese and a name or number, but around what is set in mono', () => {
  const facts = [
    diagnosisFact.account('root'),
    diagnosisFact.store(true, ['CN=a']),
    diagnosisFact.isAddress('10.0.0.1'),
    diagnosisFact.notResolved('pmh.example', 'ENOTFOUND'),
    diagnosisFact.connected('10.0.0.1', 8080, true),
    diagnosisFact.notConnected('10.0.0.1', 443, 'ECONNREFUSED'),
    diagnosisFact.notSecure,
    diagnosisFact.secured('TLSv1.3', 'CN=pmh.example', '2099-12-31'),
    diagnosisFact.answered(200),
  ]
  for (const fact of facts)
    expect(fact).not.toMatch(
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}] \w|\w [\p{sc=Han}\p{sc=Hiragana}]|: /u,
    )
  expect(diagnosisFact.secured('TLSv1.3', 'CN=a', '2099-12-31')).toContain('（2099/12/31まで有効）')
})

describe('a step as text', () => {
  it.each<[Partial<DiagnosisStep>, string]>([
    [{}, '✓ ネットワーク接続: 成功  接続しました  12 ミリ秒'],
    [{ result: 'omitted', fact: '省略しました' }, '－ ネットワーク接続: 省略  省略しました'],
    [{ result: 'not_reached', fact: '調べます' }, '・ ネットワーク接続: 未実施  調べます'],
    [
      { name: 'token', subject: 'a\nb\u202e', fact: '\u001b[31m' },
      '✓ PMHの認証（a\\u000ab\\u202e）: 成功  \\u001b[31m  12 ミリ秒',
    ],
  ])('is one visible line: %j', (fields, line) =>
    expect(diagnosisLines({ ...STEP, ...fields })).toEqual([line]),
  )

  it('has code, cause and remedy below when it failed', () => {
    const { what, why, remedy } = errorText('R1002')
    expect(diagnosisLines({ ...STEP, result: 'failed', fact: 'ECONNREFUSED', code: 'R1002' })).toEqual([
      '✕ ネットワーク接続: 失敗  ECONNREFUSED  12 ミリ秒',
      '    コード: R1002',
      `    何が起きたか: ${what}`,
      `    なぜ: ${why}`,
      `    どうすればよいか: ${remedy}`,
    ])
  })
})

it('a certificate that is missing is added where the diagnosis stands, and not in 設定', () => {
  for (const code of ['R1023', 'R1024']) {
    const { remedy } = diagnosisErrorText(code)
    expect(remedy).toContain('「証明書を追加」で選んでから、もう一度診断してください。')
    expect(remedy).not.toContain('設定の「証明書」')
  }
})

it('a refused token is told as one: nothing was sent, and nothing is to be sent again', () => {
  const { what, remedy } = diagnosisErrorText('E4010003')
  expect(what).toBe('認証トークンが受け付けられませんでした。')
  expect(remedy).toMatch(/もう一度診断してください。$/)
})

it('each code that a step can end with has a cause and a remedy that no other one has', () => {
  const codes = [...new Set(DIAGNOSIS_STEPS.flatMap((step) => CODES[step]))]
  const texts = codes.map((code) => diagnosisErrorText(code))
  expect(new Set(texts.map(({ what, why }) => what + why)).size).toBe(codes.length)
  expect(new Set(texts.map(({ why, remedy }) => why + remedy)).size).toBe(codes.length)
  // A diagnosis sends no file, now or in the next cycle.
  for (const { remedy } of texts) expect(remedy).not.toMatch(/操作は不要|最初から送信/)
  for (const { what, why, remedy } of texts)
    for (const part of [what, why, remedy]) expect(part).toMatch(/。$/)
})
