import { describe, expect, it } from 'vitest'
import { parseSettings, type Settings } from '../../src-shared/domain/settings.ts'
import {
  acceptedAnswer,
  behaviourAnswer,
  type SimulatedAnswer,
  unauthorizedAnswer,
  webServerAnswer,
  wrongTypeAnswer,
} from './answer.ts'
import type { Behaviour } from './behaviour.ts'

const SERIAL = 'S0020250815000000000001'

function answerTo(behaviour: Behaviour): SimulatedAnswer {
  const answer = behaviourAnswer(behaviour, () => SERIAL)
  if (answer === null) throw new Error('the behaviour has no answer of its own')
  return answer
}

function defaults(): Settings {
  const parsed = parseSettings({}, 'posix')
  if (!parsed.ok) throw new Error('defaults')
  return parsed.settings
}

describe('answers in order', () => {
  it('names the serial number by the first of the contract’s fields', () => {
    const answer = acceptedAnswer(SERIAL)
    expect(answer).toMatchObject({ outcome: 'accepted', status: 200, serialNumber: SERIAL })
    expect(JSON.parse(answer.body)).toEqual({ [defaults().SerialFields[0] ?? '']: SERIAL })
  })

  it('names errors by the first of the contract’s fields', () => {
    const { ErrorCodeFields, ErrorMessageFields } = defaults()
    for (const answer of [unauthorizedAnswer(), wrongTypeAnswer()]) {
      expect(Object.keys(JSON.parse(answer.body))).toEqual([ErrorCodeFields[0], ErrorMessageFields[0]])
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(answer.serialNumber).toBeNull()
    }
  })

  it('refuses a token in the words of the manual', () => {
    expect(unauthorizedAnswer()).toMatchObject({ outcome: 'unauthorized', status: 401 })
    expect(unauthorizedAnswer().body).toContain('認証に失敗しました。')
  })

  it('says no more than a web server would where there is no PMH', () => {
    expect(webServerAnswer(404)).toMatchObject({ outcome: 'refused', status: 404 })
    expect(webServerAnswer(404).headers).not.toHaveProperty('allow')
    expect(webServerAnswer(405).headers).toMatchObject({ allow: 'POST' })
    expect(webServerAnswer(405).body).not.toContain('errorCode')
  })
})

describe('behaviourAnswer', () => {
  it.each([
    'reset_before_body',
    'reset_after_body',
    'stall',
    { kind: 'delay', ms: 1 },
    { kind: 'drip', bytesPerSecond: 1 },
    { kind: 'reset_after_bytes', bytes: 1 },
    { kind: 'hold_body', afterBytes: 1 },
  ] as const)('leaves the answer alone for %j', (behaviour) => {
    expect(
      behaviourAnswer(behaviour, () => {
        throw new Error('no serial number is needed')
      }),
    ).toBeNull()
  })

  it.each([
    [{ kind: 'status', status: 503 }, 'refused', 503],
    [{ kind: 'status', status: 429, code: 'E4290001' }, 'refused', 429],
    [{ kind: 'status', status: 200 }, 'unusable', 200],
    [{ kind: 'status', status: 202, code: 'X' }, 'unusable', 202],
    [{ kind: 'redirect', status: 308, location: 'http://127.0.0.1/' }, 'unusable', 308],
    [{ kind: 'wrong_token_for', token: 'T' }, 'unauthorized', 401],
    ['no_serial', 'unusable', 200],
    ['html_page', 'unusable', 200],
    ['not_json', 'unusable', 200],
    ['truncated_answer', 'unusable', 200],
  ] as const)('%j: %s, %i, no serial number', (behaviour, outcome, status) => {
    expect(answerTo(behaviour)).toMatchObject({ outcome, status, serialNumber: null })
  })

  it('gives a message without a code, and a code without a message', () => {
    const message = answerTo({ kind: 'status', status: 500, message: '混雑' })
    expect(JSON.parse(message.body)).toEqual({ errorMessage: '混雑' })
    const code = answerTo({ kind: 'status', status: 500, code: 'E5000001' })
    expect(JSON.parse(code.body)).toEqual({ errorCode: 'E5000001' })
  })

  it('hands out a serial number in an oversized answer', () => {
    expect(answerTo({ kind: 'oversized_answer', bytes: 2_000_000 })).toMatchObject({
      outcome: 'unusable',
      serialNumber: SERIAL,
      paddedBytes: 2_000_000,
    })
  })

  it('writes a location that a header can hold', () => {
    const { headers } = answerTo({ kind: 'redirect', status: 302, location: 'http://127.0.0.1/制度?a=b c' })
    expect(headers.location).toBe('http://127.0.0.1/%E5%88%B6%E5%BA%A6?a=b%20c')
  })
})
