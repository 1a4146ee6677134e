import { describe, expect, it } from 'vitest'
import { CALL_CHANNEL, EVENT_CHANNEL } from './bridge.ts'
import { changeEvent } from './events.ts'

describe('a change event', () => {
  it.each(['status', 'progress', 'transfers', 'folders', 'settings', 'practice', 'vault'])(
    'may be of the topic %s',
    (topic) => expect(changeEvent.safeParse({ topic }).success).toBe(true),
  )

  it('carries no value, only what changed', () => {
    expect(changeEvent.parse({ topic: 'folders', token: 'SECRET' })).toEqual({ topic: 'folders' })
    expect(changeEvent.safeParse({ topic: 'other' }).success).toBe(false)
  })

  it('goes another way than the calls', () => expect(EVENT_CHANNEL).not.toBe(CALL_CHANNEL))
})
