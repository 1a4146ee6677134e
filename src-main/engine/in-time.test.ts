import { expect, it } from 'vitest'
import { inTime } from './in-time.ts'

const never = () => new Promise<string>(() => {})

it('gives what the work gives, and throws what it throws', async () => {
  expect(await inTime(Promise.resolve('x'), 60_000)).toBe('x')
  await expect(inTime(Promise.reject(new Error('broken')), 60_000)).rejects.toThrow('broken')
})

it('waits no longer than the limit', async () => {
  expect(await inTime(never(), 10)).toBeNull()
})

it('is not disturbed by work that breaks later', async () => {
  let breakOff = (_: Error) => {}
  const work = new Promise<string>((_, reject) => {
    breakOff = reject
  })
  expect(await inTime(work, 10)).toBeNull()
  // Nobody catches it any more: without a handler this would end the test run.
  breakOff(new Error('late'))
  await new Promise((resolve) => setImmediate(resolve))
})
