import { describe, expect, it } from 'vitest'
import { splitWindowsArguments } from './windows-arguments.ts'

describe('splitWindowsArguments', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['   \t ', []],
    ['a', ['a']],
    ['  a  b\tc  ', ['a', 'b', 'c']],
    ['"a b" c', ['a b', 'c']],
    ['a" b "c', ['a b c']],
    ['""', ['']],
    ['a "" b', ['a', '', 'b']],
    // The table of Microsoft's "Parsing C command-line arguments".
    ['"abc" d e', ['abc', 'd', 'e']],
    ['a\\\\b d"e f"g h', ['a\\\\b', 'de fg', 'h']],
    ['a\\\\\\"b c d', ['a\\"b', 'c', 'd']],
    ['a\\\\\\\\"b c" d e', ['a\\\\b c', 'd', 'e']],
    ['C:\\opt\\ x', ['C:\\opt\\', 'x']],
    ['"C:\\opt\\\\" x', ['C:\\opt\\', 'x']],
    ['"C:\\opt\\" x', ['C:\\opt" x']],
    // Three quotes in a row are one quote.
    ['"a"""" b', ['a"', 'b']],
    ['"a""" b', ['a" b']],
    ['"""a b"""', ['"a', 'b"']],
    ['"unfinished and so on', ['unfinished and so on']],
    ['a\u3000b', ['a\u3000b']],
  ])('%s -> %j', (line, found) => {
    expect(splitWindowsArguments(line)).toEqual(found)
  })
})
