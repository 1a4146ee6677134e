import { describe, expect, it } from 'vitest'
import { sampleCard, sampleEntry, sampleProblem } from '../../testing/samples.ts'
import { refusedToken, shownMark } from './entry-mark.ts'

describe('shownMark', () => {
  it.each([
    ['ok', '正常'],
    ['held', '保留中'],
    ['failed', '失敗'],
    ['unknown', '結果不明'],
  ] as const)('of an entry without a fault says of %s what the dashboard says: %s', (state, word) => {
    expect(shownMark(sampleEntry(), sampleCard({ state })).word).toBe(word)
  })

  it('says what is wrong with the entry itself before anything else', () => {
    const card = sampleCard({ state: 'held' })
    expect(shownMark(sampleEntry({ tokenHint: null }), card).word).toBe('トークンなし')
    expect(shownMark(sampleEntry({ paused: true }), card).word).toBe('一時停止')
  })

  it('is the entry alone before the dashboard is known', () => {
    expect(shownMark(sampleEntry(), undefined).word).toBe('正常')
  })
})

describe('refusedToken', () => {
  const refused = sampleProblem({ folder: 'kodomo', kind: 'held', code: 'R3008' })

  it('finds the hold of this folder alone', () => {
    expect(refusedToken('kodomo', [refused])).toBe(refused)
    expect(refusedToken('hitori', [refused])).toBeUndefined()
  })

  it('leaves out a hold for the order of the files', () => {
    const other = sampleProblem({ folder: 'kodomo', kind: 'held', code: 'R3011' })
    expect(refusedToken('kodomo', [other])).toBeUndefined()
  })
})
