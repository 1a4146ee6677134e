import { expect, test } from 'vitest'
import { compactTime, isoLocal, localDate } from './local-time.ts'

const at = new Date(2026, 10, 5, 3, 4, 9, 7)

test('a moment is written in local time with its offset, and reads back as the same moment', () => {
  expect(isoLocal(at)).toMatch(/^2026-11-05T03:04:09\.007[+-]\d\d:\d\d$/)
  expect(new Date(isoLocal(at)).getTime()).toBe(at.getTime())
})

test('the first ten characters of a moment are the local date', () => {
  expect(isoLocal(at).slice(0, 10)).toBe(localDate(at))
  expect(localDate(at)).toBe('2026-11-05')
})

test('the stamp in file names has fourteen digits', () => {
  expect(compactTime(at)).toBe('20261105030409')
})
