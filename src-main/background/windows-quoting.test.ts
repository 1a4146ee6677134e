import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitWindowsArguments } from '../official/windows-arguments.ts'
import { quoteWindowsArgument, windowsCommandLine } from './windows-quoting.ts'

describe('quoteWindowsArgument', () => {
  it.each([
    ['--headless', '--headless'],
    ['C:\\opt\\a.exe', 'C:\\opt\\a.exe'],
    ['C:\\Program Files\\a.exe', '"C:\\Program Files\\a.exe"'],
    ['C:\\my data\\', '"C:\\my data\\\\"'],
    ['', '""'],
    ['a"b', '"a\\"b"'],
    ['a\\"b c', '"a\\\\\\"b c"'],
  ])('%s becomes %s', (argument, quoted) => {
    expect(quoteWindowsArgument(argument)).toBe(quoted)
  })
})

describe('windowsCommandLine', () => {
  it('is read back as the arguments that were given, whatever they hold', () => {
    const word = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '漢', '\t', '%', '&') })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        expect(splitWindowsArguments(windowsCommandLine(words))).toEqual(words)
      }),
    )
  })
})
