import { describe, expect, it, test } from 'vitest'
import { checkBytes, told } from './testing/check-bytes.ts'
import { myNumber, wrongNumber } from './testing/synthetic-record.ts'

const numbers = ['12345678901', '00000000012', '99999999999'].map(myNumber)
const wrong = wrongNumber('12345678901')
const table = (...fields: string[]) => fields.map((field, index) => `${index},${field}\r\n`).join('')

describe('the shape of a CSV file', () => {
  it.each<[string, string, string[]]>([
    ['a header and a record', 'a,b\r\n1,2\r\n', []],
    ['no line end at the end', 'a,b\n1,2', []],
    ['quoted fields with commas, quotes and line ends', '"a","b"\r\n"1,\r\n""x""","2\n"\r\n', []],
    ['empty fields', 'a,b\r\n,\r\n"",""\r\n', []],
    ['empty lines at the end', 'a,b\r\n1,2\r\n\r\n\r\n', []],
    ['one column', 'a\r\n1\r\n', []],
    ['nothing', '', ['P106 -:1']],
    ['a mark alone', '\ufeff', ['P106 -:1']],
    ['line ends alone', '\r\n\r\n', ['P106 -:1']],
    ['a header alone', 'a,b\r\n', ['P201 1:1']],
    ['one record without a header', 'a,2026-04-01\r\n', []],
    ['a field too few', 'a,b\r\n1,2\r\n3\r\n', ['P202 3:3']],
    ['a field too many, twice', 'a,b\r\n1,2,3\r\n4,5\r\n6,7,\r\n', ['P202 ×2 2:2']],
    ['a quote that is never closed', 'a,b\r\n1,"2\r\n3,4\r\n', ['P203 2:2']],
    ['a quote inside a field', 'a,b\r\n1,2"3\r\n', ['P204 2:2']],
    ['text behind a closing quote', 'a,b\r\n1,"2"3\r\n', ['P204 2:2']],
    ['lone CR', 'a,b\r1,2\r', ['P205 ×2 1:1']],
    ['an empty line between', 'a,b\r\n\r\n\n1,2\r\n', ['P206 ×2 2:2']],
  ])('%s', (_, text, rules) => {
    for (const chunk of [1, 2, 5, 1000]) expect(told(checkBytes('csv', text, chunk))).toEqual(rules)
  })

  it('says where: record, line, byte', () => {
    const [finding] = checkBytes('csv', '\ufeffa,b\r\n"1\n",2\r\n3\r\n')
    expect(finding).toEqual({
      rule: 'P202',
      field: null,
      count: 1,
      places: [{ record: 3, line: 4, column: null, byte: 17 }],
    })
  })

  it('keeps ten places of a million, and counts all', () => {
    const [finding] = checkBytes('csv', `a,b\n${'1\n'.repeat(1_000_000)}`, 65_536)
    expect(finding).toMatchObject({ rule: 'P202', count: 1_000_000 })
    expect(finding?.places).toHaveLength(10)
    expect(finding?.places.at(-1)).toMatchObject({ record: 11, line: 11 })
  })
})

describe('a column of twelve digits', () => {
  it.each<[string, string, string[]]>([
    ['with right check digits', `no,name\r\n${table(...numbers)}`, []],
    ['with a wrong one', `no,name\r\n${table(...numbers, wrong)}`, ['P402 5:5']],
    ['with a wrong one in quotes', `no,name\r\n${table(`"${wrong}"`)}`, ['P402 2:2']],
    ['without a header', table(wrong, ...numbers, wrong), ['P402 ×2 1:1']],
    ['alone in a file', wrong, ['P402 1:1']],
    ['with another value among them is none', `no,name\r\n${table(wrong, 'x')}`, []],
    ['with an empty value among them is none', `no,name\r\n${table(wrong, '')}`, []],
    ['of which a record has no field is none', `${table(wrong)}2\r\n${table(wrong)}`, ['P202 2:2']],
  ])('%s', (_, text, rules) => {
    expect(told(checkBytes('csv', text))).toEqual(rules)
  })

  it('says the column', () => {
    const [finding] = checkBytes('csv', `a,b\r\n1,${wrong}\r\n`)
    expect(finding?.places).toEqual([{ record: 2, line: 2, column: 2, byte: 8 }])
  })
})

test('ten thousand columns cost no more than their bytes', () => {
  const line = `${Array(10_000).fill(wrong).join(',')}\n`
  const [finding] = checkBytes('csv', line.repeat(20), 65_536)
  expect(finding).toMatchObject({ rule: 'P402', count: 20 * 256 })
})
