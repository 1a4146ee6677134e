import { expect, it } from 'vitest'
import { BYTE_ORDER_MARK, csvLine, csvTime } from './csv.ts'

it.each([
  [['a', 'b'], '"a","b"\r\n'],
  [[1, 0, null, ''], '"1","0","",""\r\n'],
  [['a "b" c'], '"a ""b"" c"\r\n'],
  [['a,b', 'a\r\nb'], '"a,b","a\r\nb"\r\n'],
  [['="x"'], '"\'=""x"""\r\n'],
  [[-1], '"\'-1"\r\n'],
  [[' =1', 'a=1', "'=1"], '" =1","a=1","\'=1"\r\n'],
  [[], '\r\n'],
])('%j is one line of Excel', (cells, line) => expect(csvLine(cells)).toBe(line))

it.each([...'=+-@\t\r\n＝＋－＠'])('nothing is run that begins with %j', (first) =>
  expect(csvLine([`${first}cmd`])).toBe(`"'${first}cmd"\r\n`),
)

it('times are those of the office, without what Excel would take for text', () =>
  expect(csvTime('2026-11-20T13:50:26.789+09:00')).toBe('2026/11/20 13:50:26'))

it('the mark is the one of UTF-8', () =>
  expect(Buffer.from(BYTE_ORDER_MARK)).toEqual(Buffer.of(0xef, 0xbb, 0xbf)))
