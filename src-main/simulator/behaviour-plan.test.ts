import { describe, expect, it } from 'vitest'
import { createBehaviourPlan } from './behaviour-plan.ts'

describe('createBehaviourPlan', () => {
  it('leaves an upload alone while nothing was asked for', () => {
    expect(createBehaviourPlan().take('T1')).toBeNull()
  })

  it('keeps a behaviour without a count until it is replaced or cleared', () => {
    const plan = createBehaviourPlan()
    plan.behave('stall')
    expect([plan.take('T1'), plan.take(null), plan.take('T2')]).toEqual(['stall', 'stall', 'stall'])
    plan.behave('not_json')
    expect(plan.take('T1')).toBe('not_json')
    plan.behave(null)
    expect(plan.take('T1')).toBeNull()
  })

  it('uses counted behaviours up in the order given, then goes back to the standing one', () => {
    const plan = createBehaviourPlan()
    plan.behave('no_serial')
    plan.behave('stall', { times: 2 })
    plan.behave('html_page', { times: 1 })
    expect([1, 2, 3, 4].map(() => plan.take('T1'))).toEqual(['stall', 'stall', 'html_page', 'no_serial'])
  })

  it('drops what was counted when a standing behaviour replaces it', () => {
    const plan = createBehaviourPlan()
    plan.behave('stall', { times: 5 })
    plan.behave('not_json')
    expect(plan.take('T1')).toBe('not_json')
  })

  it('takes zero times as nothing', () => {
    const plan = createBehaviourPlan()
    plan.behave('stall', { times: 0 })
    expect(plan.take('T1')).toBeNull()
  })

  it('prefers what was asked for one token, without using up the general one', () => {
    const plan = createBehaviourPlan()
    plan.behave('no_serial', { times: 1 })
    plan.behave('stall', { times: 1, token: 'T1' })
    expect([plan.take('T1'), plan.take('T2'), plan.take('T1')]).toEqual(['stall', 'no_serial', null])
  })

  it('clears one token alone', () => {
    const plan = createBehaviourPlan()
    plan.behave('stall', { token: 'T1' })
    plan.behave('not_json', { token: 'T2' })
    plan.behave(null, { token: 'T1' })
    expect([plan.take('T1'), plan.take('T2')]).toEqual([null, 'not_json'])
    plan.behave(null)
    expect(plan.take('T2')).toBeNull()
  })

  it('refuses a wrong token for that token alone', () => {
    const plan = createBehaviourPlan()
    const wrong = { kind: 'wrong_token_for', token: 'T2' } as const
    plan.behave(wrong, { times: 1 })
    expect([plan.take('T1'), plan.take('T2'), plan.take('T2')]).toEqual([null, wrong, null])
  })

  it('does not mix a token up with a name of the language', () => {
    const plan = createBehaviourPlan()
    plan.behave('stall', { token: 'T1' })
    expect(plan.take('constructor')).toBeNull()
    expect(plan.take('__proto__')).toBeNull()
  })
})
