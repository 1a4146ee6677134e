import { expect, it } from 'vitest'
import { SERIAL_PATTERN } from '../pmh/contract.ts'
import { createSerialNumbers } from './serial-number.ts'

it('has the form of the manual: a letter, the local date, a count', () => {
  const next = createSerialNumbers(() => new Date(2024, 9, 2, 23, 59))
  expect(next()).toBe('S0020241002000000000001')
  expect(next()).toBe('S0020241002000000000002')
  expect(next()).toMatch(SERIAL_PATTERN)
})

it('never repeats a number when the date goes back', () => {
  const dates = [new Date(2025, 0, 1), new Date(2024, 11, 31), new Date(2025, 0, 1)]
  const next = createSerialNumbers(() => dates.shift() ?? new Date(2025, 0, 1))
  const serials = Array.from({ length: 1000 }, next)
  expect(new Set(serials).size).toBe(1000)
  expect(serials[0]).toBe('S0020250101000000000001')
  expect(serials[2]).toBe('S0020250101000000000003')
})
