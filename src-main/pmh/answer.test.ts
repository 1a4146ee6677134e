import { describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { RawSettings } from '../../src-shared/domain/settings.ts'
import { readAnswer } from './answer.ts'
import { settingsWith } from './testing/contract-settings.ts'

const SERIAL = 'S0020241022000000000000'
const MESSAGE = { errorMessage: '項目が不正です。' }
const PMH_ERROR = { errorCode: 'E4000012', ...MESSAGE }

/** What an answer means, in one word: a serial number, a rejection, or our code with whether it may be sent again. */
function meaning(status: number, body: unknown, raw: RawSettings = {}): string {
  try {
    const answer = readAnswer(
      status,
      typeof body === 'string' ? body : JSON.stringify(body),
      settingsWith(raw),
    )
    expect(answer.httpStatus).toBe(status)
    return answer.kind === 'accepted'
      ? `accepted ${answer.serialNumber}`
      : `rejected ${answer.errorCode} ${answer.message}`
  } catch (error) {
    if (error instanceof RelayError) return `${error.code} ${error.retry} ${error.detail}`
    throw error
  }
}

describe('2xx with a serial number is accepted', () => {
  it.each([200, 201, 202, 299])('%i', (status) => {
    expect(meaning(status, { processingSerialNumber: SERIAL })).toBe(`accepted ${SERIAL}`)
  })

  it.each([
    ['processingSerialNumber'],
    ['processSerialNumber'],
    ['processingNumber'],
    ['serialNumber'],
    ['receiptNumber'],
  ])('under the name %s, in any form', (name) => {
    expect(meaning(200, { [name]: 'R-12/3' })).toBe('accepted R-12/3')
    expect(meaning(200, { [name]: 20_241_022 })).toBe('accepted 20241022')
  })

  it.each<[string, unknown]>([
    ['in an object', { result: { data: { serialNumber: SERIAL } } }],
    ['in a list', { results: [{ a: 1 }, { serialNumber: SERIAL }] }],
    ['in a list at the top', [{ serialNumber: SERIAL }]],
    ['in a list of texts', { serialNumber: [SERIAL] }],
    ['without a name that is known', { tsuban: SERIAL }],
    ['as the whole answer', JSON.stringify(SERIAL)],
    ['behind a byte order mark', `\ufeff{"serialNumber":"${SERIAL}"}`],
    ['between blanks', ` \r\n{"serialNumber":"${SERIAL}"}\n`],
    ['beside an error field', { errorCode: null, errorMessage: '', serialNumber: SERIAL }],
    ['32 levels deep', JSON.parse(`${'{"a":'.repeat(32)}"${SERIAL}"${'}'.repeat(32)}`)],
  ])('%s', (_, body) => expect(meaning(200, body)).toBe(`accepted ${SERIAL}`))

  it('by the order of the names, not of the answer', () => {
    const body = { receiptNumber: 'third', nested: { processSerialNumber: 'second' }, tsuban: SERIAL }
    expect(meaning(200, body)).toBe('accepted second')
    expect(meaning(200, body, { SerialFields: 'receiptNumber' })).toBe('accepted third')
    expect(meaning(200, body, { SerialFields: 'absent' })).toBe(`accepted ${SERIAL}`)
  })

  it('passing over a named field that can be none', () => {
    expect(meaning(200, { serialNumber: '', receiptNumber: 'ok' })).toBe('accepted ok')
    expect(meaning(200, { serialNumber: 'a b', receiptNumber: 'ok' })).toBe('accepted ok')
    expect(meaning(200, { serialNumber: 'a\nb', inner: { serialNumber: 'ok' } })).toBe('accepted ok')
    expect(meaning(200, { serialNumber: 'x'.repeat(65), tsuban: SERIAL })).toBe(`accepted ${SERIAL}`)
  })
})

describe('2xx that proves nothing is in doubt', () => {
  it.each<[string, unknown]>([
    ['no field', {}],
    ['another text', { result: 'OK' }],
    ['null', { processingSerialNumber: null }],
    ['an object', { processingSerialNumber: {} }],
    ['a fraction', { processingSerialNumber: 1.5 }],
    ['a number too large to be exact', `{"processingSerialNumber":20241022000000000000}`],
    ['a truth value', { processingSerialNumber: true }],
    ['a serial number inside of a text', { message: `受付番号は${SERIAL}です` }],
    ['an empty list', []],
    ['JSON null', 'null'],
    ['a number', '5'],
    ['an error of PMH', PMH_ERROR],
    ['33 levels deep', JSON.parse(`${'{"a":'.repeat(33)}"${SERIAL}"${'}'.repeat(33)}`)],
    ['33 lists deep', `${'['.repeat(33)}"${SERIAL}"${']'.repeat(33)}`],
    ['100,000 levels deep', `${'['.repeat(100_000)}"${SERIAL}"${']'.repeat(100_000)}`],
    ['a prototype', '{"__proto__":{"result":"OK"}}'],
  ])('without a serial number: %s', (_, body) => expect(meaning(200, body)).toBe('R2003 in_doubt HTTP200'))

  it.each<[string, string]>([
    ['empty', ''],
    ['cut off', `{"processingSerialNumber":"${SERIAL.slice(0, 10)}`],
    ['cut off behind the number', `{"processingSerialNumber":"${SERIAL}"`],
    ['a page', '<!DOCTYPE html><html></html>'],
    ['a word', 'OK'],
    ['the bare number', SERIAL],
    ['two answers', '{}{}'],
    ['two byte order marks', `\ufeff\ufeff{"serialNumber":"${SERIAL}"}`],
  ])('not JSON: %s', (_, body) => expect(meaning(201, body)).toBe('R2005 in_doubt HTTP201'))
})

describe('redirects', () => {
  it.each([301, 302, 303])('%i is in doubt', (status) =>
    expect(meaning(status, '')).toBe(`R2007 in_doubt HTTP${status}`),
  )
  it.each([100, 101, 199, 300, 304, 305, 399])(
    '%i, of which the table says nothing, is in doubt too',
    (status) => expect(meaning(status, '')).toBe(`R2007 in_doubt HTTP${status}`),
  )
  it.each([307, 308])('%i has processed nothing', (status) =>
    expect(meaning(status, '')).toBe(`R1009 safe HTTP${status}`),
  )

  it.each([302, 307])('%i is none of PMH’s answers, even with a serial number or an error', (status) => {
    expect(meaning(status, { serialNumber: SERIAL })).not.toContain('accepted')
    expect(meaning(status, PMH_ERROR)).not.toContain('rejected')
  })
})

describe('4xx and 5xx with a code of PMH are rejected', () => {
  it.each([400, 401, 403, 404, 407, 408, 409, 413, 429, 500, 502, 503, 504, 599])('%i', (status) => {
    expect(meaning(status, PMH_ERROR)).toBe('rejected E4000012 項目が不正です。')
  })

  it.each<[string, unknown]>([
    ['at the top', PMH_ERROR],
    ['under the second names', { code: 'E4000012', message: '項目が不正です。' }],
    ['under error', { error: PMH_ERROR }],
    ['in the first of errors', { errors: [PMH_ERROR, { errorCode: 'E9999999' }] }],
    ['behind a byte order mark', `\ufeff${JSON.stringify(PMH_ERROR)}`],
    ['behind a first name that is empty', { errorCode: '', code: 'E4000012', ...MESSAGE }],
    ['behind a first name that is null', { errorCode: null, code: 'E4000012', ...MESSAGE }],
    ['beside a list of errors that is none', { ...PMH_ERROR, errors: 'none', error: [] }],
  ])('%s', (_, body) => expect(meaning(400, body)).toBe('rejected E4000012 項目が不正です。'))

  it('by the names that a site has set', () => {
    const names = { ErrorCodeFields: 'err', ErrorMessageFields: 'text;errorMessage' }
    expect(meaning(400, { err: 'E4000001', text: 'x', errorCode: 'E5' }, names)).toBe('rejected E4000001 x')
    expect(meaning(400, PMH_ERROR, names)).toBe('rejected HTTP400 項目が不正です。')
  })

  it('with the code of the outermost place that has one', () => {
    expect(meaning(400, { message: 'outer', error: PMH_ERROR })).toBe('rejected E4000012 項目が不正です。')
    expect(meaning(400, { errorCode: 'E4000001', error: PMH_ERROR })).toBe('rejected E4000001 ')
  })

  it('without a serial number, whatever else the answer says', () => {
    expect(meaning(400, { ...PMH_ERROR, processingSerialNumber: SERIAL })).toContain('rejected E4000012')
  })

  it('with a message of bounded length', () => {
    const answer = readAnswer(
      400,
      JSON.stringify({ ...PMH_ERROR, errorMessage: 'あ'.repeat(5000) }),
      settingsWith(),
    )
    expect(answer).toMatchObject({ message: 'あ'.repeat(1000) })
  })
})

describe('4xx and 5xx without a code of PMH', () => {
  const NO_CODE: readonly unknown[] = [
    '',
    '<html>Bad Gateway</html>',
    '{}',
    '[]',
    'null',
    '"E4000012"',
    { code: 503 },
    { code: '503' },
    { code: 'UNAVAILABLE' },
    { code: 'e4000012' },
    { code: 'E 4000012' },
    { errorCode: 'E4000012\n' },
    { errorCode: ['E4000012'] },
    { errors: [] },
    { errors: [null] },
    { error: 'E4000012' },
    { deep: { errorCode: 'E4000012' } },
  ]

  it.each([408, 502, 503, 504])('%i of a gateway is in doubt', (status) => {
    for (const body of NO_CODE)
      expect([body, meaning(status, body)]).toEqual([body, `R2006 in_doubt HTTP${status}`])
  })

  it('429 has processed nothing', () => {
    for (const body of NO_CODE) expect([body, meaning(429, body)]).toEqual([body, 'R1008 safe HTTP429'])
  })

  it('407 is the proxy’s word: nothing was processed', () => {
    for (const body of NO_CODE) expect([body, meaning(407, body)]).toEqual([body, 'R1005 safe HTTP407'])
  })

  it.each([400, 401, 403, 404, 405, 413, 415, 500, 501, 505, 599])(
    '%i is rejected under its status',
    (status) => {
      expect(meaning(status, '<html></html>')).toBe(`rejected HTTP${status} `)
      expect(meaning(status, '')).toBe(`rejected HTTP${status} `)
      expect(meaning(status, { message: 'だめです。' })).toBe(`rejected HTTP${status} だめです。`)
    },
  )

  it('a code that is spelled like one of ours is not ours', () => {
    expect(meaning(400, { code: 'R1005', message: 'x' })).toBe('rejected PMH-R1005 x')
    expect(meaning(400, { code: 'R9999', message: 'x' })).toBe('rejected R9999 x')
  })

  it('a code of another form is kept as it came', () => {
    expect(meaning(400, { code: 'BAD_REQUEST', message: 'x' })).toBe('rejected BAD_REQUEST x')
    expect(meaning(400, { code: 40_000_012, message: 7 })).toBe('rejected 40000012 7')
    expect(meaning(400, { code: 'x'.repeat(64) })).toBe(`rejected ${'x'.repeat(64)} `)
  })

  it.each([' E4000012', 'E4000012\n', '誤りE4000012', 'E4000012。', 'x'.repeat(65)])(
    'what no log could hold on one short line is no code: %j',
    (code) => expect(meaning(400, { code, message: 'x' })).toBe('rejected HTTP400 x'),
  )

  it('the message of a place without a code is kept, unless another place says more', () => {
    expect(meaning(400, { message: 'outer', error: { message: 'inner' } })).toBe('rejected HTTP400 outer')
    expect(meaning(400, { error: { message: 'inner' } })).toBe('rejected HTTP400 inner')
    expect(meaning(400, { message: 'outer', error: { code: 'E4000012' } })).toBe('rejected E4000012 ')
  })

  it('100,000 levels of nesting are simply no code', () => {
    expect(meaning(500, `${'{"error":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toBe('rejected HTTP500 ')
  })
})

describe("a gateway's own code", () => {
  it.each([
    [408, 'HTTP408'],
    [502, 'ERR502'],
    [503, 'E503'],
    [504, 'HTTP504'],
    [503, 'GW-E5030001'],
    [503, 'E5030001-GW'],
    [503, 'E5030'],
    [503, 'EE50300'],
  ])('with %i is no word of PMH: the file stays in doubt', (status, code) => {
    expect(meaning(status, { code })).toBe(`R2006 in_doubt HTTP${status}`)
  })

  it('with 429 leaves the file unprocessed', () => {
    expect(meaning(429, { code: 'ERR429' })).toBe('R1008 safe HTTP429')
  })
})

describe('what the answer repeats of the request', () => {
  const TOKEN = 'SECRET-TOKEN-4f2a'
  const read = (status: number, body: object) =>
    JSON.stringify(readAnswer(status, JSON.stringify(body), settingsWith(), [TOKEN]))

  it.each([
    ['in the message', { errorCode: 'E4000012', errorMessage: `Bearer ${TOKEN} is unknown` }],
    ['where the message is cut', { errorCode: 'E4000012', errorMessage: `${'x'.repeat(990)}${TOKEN}` }],
    ['in place of a code', { errorCode: TOKEN, errorMessage: '' }],
    ['as it goes over the wire', { code: 'E4000012', message: Buffer.from(TOKEN).toString('base64') }],
    ['in another place', { message: TOKEN, error: { code: 'E4000012' } }],
    ['without any code', { message: TOKEN }],
  ])('%s is not repeated further', (_, body) => {
    const told = read(400, body)
    for (const part of [TOKEN, TOKEN.slice(0, 6), Buffer.from(TOKEN).toString('base64').slice(0, 12)])
      expect(told).not.toContain(part)
    expect(told).toContain('"kind":"rejected"')
  })

  it('is not taken for a code of PMH either: a gateway stays in doubt', () => {
    expect(() => read(503, { code: TOKEN })).toThrow(expect.objectContaining({ code: 'R2006' }))
  })
})
