import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { hasCheckDigit } from './my-number.ts'
import { myNumber } from './testing/synthetic-record.ts'

const digits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 11 })
  .map((all) => all.join(''))

test('the check digit of the formula is right, and every other last digit is wrong', () => {
  fc.assert(
    fc.property(digits, (eleven) => {
      const right = Number(myNumber(eleven).at(-1))
      for (let last = 0; last <= 9; last += 1) expect(hasCheckDigit(`${eleven}${last}`)).toBe(last === right)
    }),
  )
})

test('one wrong digit of the eleven is found, but where two digits share the check digit 0', () => {
  fc.assert(
    fc.property(digits, fc.nat(10), fc.integer({ min: 1, max: 9 }), (eleven, place, by) => {
      const number = myNumber(eleven)
      const other = [...number]
      other[place] = String((Number(number[place]) + by) % 10)
      const isSameDigit = myNumber(other.slice(0, 11).join('')) === other.join('')
      expect(hasCheckDigit(other.join(''))).toBe(isSameDigit)
      if (isSameDigit) expect(number.at(-1)).toBe('0')
    }),
  )
})

describe('what is not twelve digits', () => {
  it.each([
    '',
    '1',
    '00000000000',
    '0000000000000',
    '00000000000a',
    '０００００００００００００',
    ' 00000000000',
    '-00000000000',
  ])('is no my-number: %j', (text) => expect(hasCheckDigit(text)).toBe(false))
})

test('worked by hand: 1 at the left end has weight 6, so that its check digit is 5', () => {
  expect(hasCheckDigit('100000000005')).toBe(true)
  expect(hasCheckDigit('000000000000')).toBe(true)
  // 2 × 1 at the right end: 11 - 2.
  expect(hasCheckDigit('000000000019')).toBe(true)
})
