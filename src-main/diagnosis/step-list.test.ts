import { describe, expect, it } from 'vitest'
import type { DiagnosisStep } from '../../src-shared/domain/diagnosis.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import { type StepEnd, StepList } from './step-list.ts'

const OK: StepEnd = { result: 'ok', fact: 'works' }
const works = async () => OK
const fails = async (): Promise<StepEnd> => {
  throw new RelayError('R1002', 'ECONNREFUSED')
}

function newList() {
  const stop = new AbortController()
  const told: DiagnosisStep[] = []
  const list = new StepList(stop.signal, (step) => told.push(step))
  const results = () => list.taken.map(({ name, subject, result }) => `${name}${subject} ${result}`)
  return { list, stop, told, results }
}

describe('a list of steps', () => {
  it('tells each step once, as it is done', async () => {
    const { list, told } = newList()
    await list.take('settings', works)
    expect(told).toMatchObject([{ name: 'settings', subject: '', result: 'ok', fact: 'works', code: null }])
    await list.take('account', async () => ({ result: 'omitted', fact: 'not here' }))
    expect(told).toEqual(list.taken)
    expect(told[1]).toMatchObject({ name: 'account', result: 'omitted', fact: 'not here', code: null })
  })

  it('measures whole milliseconds', async () => {
    const { list } = newList()
    await list.take('tcp', async () => {
      const until = performance.now() + 12
      while (performance.now() < until);
      return OK
    })
    expect(list.taken[0]?.ms).toBeGreaterThanOrEqual(12)
    expect(Number.isInteger(list.taken[0]?.ms)).toBe(true)
  })

  it('ends at the first failure; nothing behind it is tried', async () => {
    const { list, results } = newList()
    await list.take('name', works)
    await list.take('tcp', fails)
    let tried = false
    await list.take('tls', async () => {
      tried = true
      return OK
    })
    expect(tried).toBe(false)
    expect(results()).toEqual(['name ok', 'tcp failed', 'tls not_reached'])
    expect(list.taken[1]).toMatchObject({ code: 'R1002', fact: 'ECONNREFUSED' })
    expect(list.taken[2]).toMatchObject({ ms: 0, code: null, fact: diagnosisFact.notReached })
  })

  it.each<[string, unknown, string, string]>([
    [
      'of a socket',
      Object.assign(new Error('secret words'), { code: 'ECONNREFUSED' }),
      'R1002',
      'ECONNREFUSED',
    ],
    ['of ours', new RelayError('R1028', 'a.cer (ENOENT)'), 'R1028', 'a.cer (ENOENT)'],
    ['of the program', new TypeError('secret words'), 'R4006', 'TypeError'],
    ['that is none', 'secret words', 'R4006', 'unknown'],
  ])('names an error %s', async (_, error, code, fact) => {
    const { list } = newList()
    await list.take('tcp', () => Promise.reject(error))
    expect(list.taken[0]).toMatchObject({ result: 'failed', code, fact })
  })

  it('keeps the code of a failure that is no error', async () => {
    const { list } = newList()
    await list.take('token', async () => ({ result: 'failed', fact: 'no', code: 'E4010003' }))
    expect(list.taken[0]).toMatchObject({ result: 'failed', fact: 'no', code: 'E4010003' })
  })
})

describe('several of one kind', () => {
  it.each<[string, readonly boolean[], string[], string]>([
    ['are all taken when one fails', [true, false, true], ['ok', 'failed', 'ok'], 'not_reached'],
    ['end the list when the last one fails', [true, false], ['ok', 'failed'], 'not_reached'],
    ['do not end it when all go well', [true, true], ['ok', 'ok'], 'ok'],
    ['may be none', [], [], 'ok'],
  ])('%s', async (_, fine, expected, after) => {
    const { list } = newList()
    await list.takeEach(
      'token',
      fine.map((good, index) => [String(index), good ? works : fails] as const),
    )
    await list.take('http', works)
    expect(list.taken.map(({ result }) => result)).toEqual([...expected, after])
    expect(list.taken.slice(0, -1).map(({ subject }) => subject)).toEqual(fine.map((_, index) => `${index}`))
  })

  it('are not tried behind a failure', async () => {
    const { list, results } = newList()
    await list.take('http', fails)
    await list.takeEach('token', [
      ['a', works],
      ['b', works],
    ])
    expect(results()).toEqual(['http failed', 'tokena not_reached', 'tokenb not_reached'])
  })
})

describe('a stop', () => {
  it('leaves everything behind it untried, and blames nothing', async () => {
    const { list, stop } = newList()
    await list.take('name', works)
    stop.abort()
    await list.take('tcp', fails)
    await list.takeEach('token', [['a', fails]])
    expect(list.taken.slice(1)).toMatchObject([
      { name: 'tcp', result: 'not_reached', code: null, fact: diagnosisFact.stopped },
      { name: 'token', result: 'not_reached', code: null, fact: diagnosisFact.stopped },
    ])
  })

  it('ends a step that fails from it, without a cause', async () => {
    const { list, stop } = newList()
    await list.take('tcp', async () => {
      stop.abort()
      throw new RelayError('R1015', 'ABORT_ERR')
    })
    expect(list.taken).toMatchObject([{ result: 'not_reached', code: null, fact: diagnosisFact.stopped }])
  })

  it('ends a step that cannot be stopped itself', async () => {
    const { list, stop } = newList()
    const taking = list.take('store', () => new Promise<never>(() => {}))
    stop.abort()
    await taking
    expect(list.taken).toMatchObject([{ name: 'store', result: 'not_reached' }])
  })
})

describe('what comes from outside', () => {
  it.each([
    [
      'subject',
      'こども\n2026-01-01 - \u202e偽\u2028の\u0085行',
      'こども\\u000a2026-01-01 - \\u202e偽\\u2028の\\u0085行',
    ],
    ['fact', 'CN=\u001b[31mpmh\r\n', 'CN=\\u001b[31mpmh\\u000d\\u000a'],
  ] as const)('is visible on one line (%s)', async (field, hostile, shown) => {
    const { list } = newList()
    const fact = field === 'fact' ? hostile : 'works'
    await list.take('token', async () => ({ result: 'ok', fact }), field === 'subject' ? hostile : '')
    expect(list.taken[0]?.[field]).toBe(shown)
  })

  it('is cut when it is endless', async () => {
    const { list } = newList()
    await list.take('token', async () => ({ result: 'ok', fact: '𠮷'.repeat(10_000) }), '名'.repeat(10_000))
    const { subject = '', fact = '' } = list.taken[0] ?? {}
    expect(subject).toBe(`${'名'.repeat(100)}…`)
    expect(fact).toBe(`${'𠮷'.repeat(2000)}…`)
  })
})
