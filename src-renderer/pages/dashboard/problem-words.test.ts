import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../../src-shared/domain/error-catalogue.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { problemText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { sampleProblem } from '../../testing/samples.ts'
import { cureSentence, factBeside, problemObject } from './problem-words.ts'

describe('what a problem is about', () => {
  it.each([
    ['the scheme', {}, '子ども医療費助成'],
    ['the folder of a scheme that is gone', { displayName: null }, 'kodomo'],
    ['every scheme', { code: 'R1002', displayName: null, folder: null }, 'すべての制度'],
    ['the records, which stop no scheme', { code: 'R4010', displayName: null, folder: null }, '送信の記録'],
  ])('is %s', (_, part, expected) => {
    expect(problemObject(sampleProblem(part))).toBe(expected)
  })
})

describe('the cure of a problem', () => {
  it('is the same for every doubt, and asks for a decision', () => {
    for (const code of ['R2001', 'R2003', 'R2008'])
      expect(cureSentence({ kind: 'unknown', code })).toBe(problemText.doubtCure)
  })

  it('is why and remedy where no shorter one is written', () => {
    const { why, remedy } = errorText('R3001')
    expect(cureSentence({ kind: 'failed', code: 'R3001' })).toBe(`${why}${remedy}`)
  })

  it.each(Object.keys(problemText.cures))('is shorter for %s, and on one line', (code) => {
    const { why, remedy } = errorText(code)
    const short = cureSentence({ kind: 'held', code })
    expect(ERROR_CODES).toContain(code)
    expect(short.length).toBeLessThan(`${why}${remedy}`.length)
    // 46 full-width characters (design guide, section 2).
    expect(short.length).toBeLessThanOrEqual(46)
  })
})

describe('the fact beside the cure', () => {
  it.each([
    ['a file', 'R2002', '医療費助成_子ども.csv', '医療費助成_子ども.csv'],
    ['PMH’s code', 'R3008', 'E4010003', 'E4010003'],
    ['our code for the word of a system', 'R1002', 'ECONNREFUSED', 'R1002'],
    ['our code for the word of a library', 'R1003', 'UND_ERR_CONNECT_TIMEOUT', 'R1003'],
    ['our code for the word of the database', 'R4001', 'SQLITE_FULL', 'R4001'],
    ['a place without the word of the system', 'R3007', '/srv/pmh/kodomo (EACCES)', '/srv/pmh/kodomo'],
    ['the name of a certificate', 'R1024', 'APCAR2-Root', 'APCAR2-Root'],
    ['nothing for a missing folder, which is in the sentence', 'R3004', '/srv/pmh/kodomo', ''],
    ['nothing where there is none', 'R3009', '', ''],
  ])('is %s', (_, code, detail, expected) => {
    expect(factBeside({ code, detail })).toBe(expected)
  })
})
