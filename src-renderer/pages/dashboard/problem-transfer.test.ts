import { describe, expect, it } from 'vitest'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'
import type { SearchTransfers } from '../../hooks/find-transfer.ts'
import { sampleCard, sampleProblem, sampleRow } from '../../testing/samples.ts'
import { locateProblem, noteAbout } from './problem-transfer.ts'

const row = sampleRow({ id: 9, status: 'unknown', possibleDecisions: ['treated_as_sent', 'resend'] })
const doubt = sampleProblem({ kind: 'unknown', code: 'R2003', transferId: 9 })
const unasked: SearchTransfers = () => Promise.reject(new Error('asked'))

describe('locateProblem', () => {
  it('takes the row that the cards have already', async () => {
    const cards = [sampleCard(), sampleCard({ folder: 'judo', last: row })]
    expect(await locateProblem(doubt, cards, unasked)).toBe(row)
  })

  it('searches its folder otherwise: unknown results, or any result for a held file', async () => {
    const asked: unknown[] = []
    const search: SearchTransfers = async (input) => {
      asked.push(input)
      return { rows: [row], total: 1, pageSize: 50 }
    }
    const cards = [sampleCard({ last: sampleRow({ id: 10 }) })]
    expect(await locateProblem(doubt, cards, search)).toBe(row)
    await locateProblem({ ...doubt, kind: 'held' }, cards, search)
    expect(asked).toEqual([
      { page: 1, folder: 'kodomo', status: 'unknown' },
      { page: 1, folder: 'kodomo', status: null },
    ])
  })

  it('finds nothing for a problem without a row', async () => {
    expect(await locateProblem({ ...doubt, transferId: null }, [], unasked)).toBeUndefined()
  })

  it('passes on that a search was refused', async () => {
    expect(await locateProblem(doubt, [], async () => null)).toBeNull()
  })
})

describe('noteAbout', () => {
  it('is silent about a row that can be decided on', () => {
    expect(noteAbout(row)).toBeNull()
  })

  it('names the way to a row that was not found', () => {
    expect(noteAbout(undefined)).toBe(decideText.notFound)
    expect(decideText.notFound).toContain('「履歴を見る」')
  })

  it('says that a pending move comes first', () => {
    expect(noteAbout({ ...row, possibleDecisions: [] })).toBe(decideText.notNow)
  })
})
