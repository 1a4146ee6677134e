import { describe, expect, it } from 'vitest'
import { backgroundRequest } from '../../../../src-shared/ipc/background-shapes.ts'
import { firstForm, requestOf, type WayForm } from './way-form.ts'

const FORM = firstForm('CITY\\staff ')

describe('requestOf', () => {
  it.each<[Parameters<typeof requestOf>[0], Partial<WayForm>, object]>([
    ['login', {}, { way: 'login' }],
    [
      'service',
      {},
      { way: 'service', task: { trigger: 'startup', account: 'CITY\\staff', logon: 'password' } },
    ],
    ['reboot', {}, { way: 'reboot', reboot: { every: 'week', day: 0, time: '03:30' } }],
    ['reboot', { every: 'day', time: '00:00' }, { way: 'reboot', reboot: { every: 'day', time: '00:00' } }],
    [
      'reboot',
      { every: 'month', monthDay: 28 },
      { way: 'reboot', reboot: { every: 'month', day: 28, time: '03:30' } },
    ],
  ])('%s with %j', (way, part, expected) => {
    const request = requestOf(way, { ...FORM, ...part })
    expect(request).toEqual(expected)
    expect(backgroundRequest.safeParse(request).success).toBe(true)
  })
})
