import { describe, expect, it } from 'vitest'
import { BEHAVIOUR_KINDS, parseBehaviour, parseBehaviourArgument } from './behaviour.ts'

describe('parseBehaviour', () => {
  it.each([
    'reset_before_body',
    'reset_after_body',
    'no_serial',
    'html_page',
    'truncated_answer',
    'not_json',
    'stall',
  ])('takes %s as a word and as an object', (kind) => {
    expect(parseBehaviour(kind)).toEqual({ ok: true, behaviour: kind })
    expect(parseBehaviour({ kind })).toEqual({ ok: true, behaviour: kind })
  })

  it.each([
    { kind: 'status', status: 503 },
    { kind: 'status', status: 401, code: 'E4010003', message: '認証に失敗しました。' },
    { kind: 'delay', ms: 0 },
    { kind: 'drip', bytesPerSecond: 1 },
    { kind: 'reset_after_bytes', bytes: 0 },
    { kind: 'redirect', status: 302, location: 'http://127.0.0.1/' },
    { kind: 'oversized_answer', bytes: 2_000_000 },
    { kind: 'wrong_token_for', token: 'T1' },
    { kind: 'hold_body', afterBytes: 10 },
  ])('takes $kind with its values', (behaviour) => {
    expect(parseBehaviour(behaviour)).toEqual({ ok: true, behaviour })
  })

  it.each([
    [{ kind: 'status' }, 'status'],
    [{ kind: 'status', status: 199 }, 'status'],
    [{ kind: 'status', status: 600 }, 'status'],
    [{ kind: 'status', status: '503' }, 'status'],
    [{ kind: 'status', status: 503, code: 5 }, 'code'],
    [{ kind: 'delay', ms: -1 }, 'ms'],
    [{ kind: 'delay', ms: 1.5 }, 'ms'],
    [{ kind: 'delay', ms: 86_400_001 }, 'ms'],
    [{ kind: 'drip', bytesPerSecond: 0 }, 'bytesPerSecond'],
    [{ kind: 'redirect', status: 302 }, 'location'],
    [{ kind: 'redirect', status: 302, location: 'http://x/\r\nSet-Cookie: a' }, 'location'],
    [{ kind: 'delay', ms: 1, more: 1 }, 'more'],
    [{ kind: 'stall', ms: 1 }, 'ms'],
    [{ kind: 'constructor' }, 'kind'],
    [{ kind: 7 }, 'kind'],
    ['explode', 'kind'],
    [[], ''],
    [null, ''],
    [5, ''],
  ])('refuses %j and names the field', (json, field) => {
    expect(parseBehaviour(json)).toMatchObject({ ok: false, field })
  })
})

describe('parseBehaviourArgument', () => {
  it.each([
    ['stall', 'stall'],
    ['status:503', { kind: 'status', status: 503 }],
    ['status:401:E4010003', { kind: 'status', status: 401, code: 'E4010003' }],
    ['status:400:E4000001:a: b', { kind: 'status', status: 400, code: 'E4000001', message: 'a: b' }],
    ['delay:2000', { kind: 'delay', ms: 2000 }],
    [
      'redirect:302:http://127.0.0.1:8080/x',
      { kind: 'redirect', status: 302, location: 'http://127.0.0.1:8080/x' },
    ],
    ['wrong_token_for:A:B', { kind: 'wrong_token_for', token: 'A:B' }],
    ['hold_body:0', { kind: 'hold_body', afterBytes: 0 }],
  ])('reads %s', (argument, behaviour) => {
    expect(parseBehaviourArgument(argument)).toEqual({ ok: true, behaviour })
  })

  it.each([
    ['', 'kind'],
    ['delay', 'ms'],
    ['delay:', 'ms'],
    ['delay:1s', 'ms'],
    ['stall:1', 'kind'],
    ['status:abc', 'status'],
  ])('refuses %j and names %s', (argument, field) => {
    expect(parseBehaviourArgument(argument)).toMatchObject({ ok: false, field })
  })

  it('knows every kind that the usage text lists', () => {
    expect(new Set(BEHAVIOUR_KINDS).size).toBe(15)
    for (const kind of BEHAVIOUR_KINDS) {
      const result = parseBehaviourArgument(kind)
      expect(result.ok || result.field !== 'kind').toBe(true)
    }
  })
})
