import { describe, expect, it } from 'vitest'
import { foldPin, isPin, pinDelay } from './admin-pin.ts'

describe('a PIN', () => {
  it.each(['123456', '000000', '123456789012'])('is six to twelve digits: %s', (pin) => {
    expect(isPin(pin)).toBe(true)
  })

  it.each(['', '12345', '1234567890123', '12345a', '12 456', '-123456'])('is nothing else: %j', (pin) => {
    expect(isPin(pin)).toBe(false)
  })

  it('may be typed in full width', () => {
    expect(foldPin(' １２３４５６')).toBe('123456')
  })
})

it('the delay begins with the third wrong try, doubles, and ends at a quarter of an hour', () => {
  expect([0, 1, 2, 3, 4, 5, 10, 11, 100].map(pinDelay)).toEqual([
    0, 0, 0, 5_000, 10_000, 20_000, 640_000, 900_000, 900_000,
  ])
})
