import { describe, expect, it } from 'vitest'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'
import { sampleCard, sampleProblem, sampleRow } from '../../testing/samples.ts'
import { type GetTransfer, locateProblem, noteAbout } from './problem-transfer.ts'

const row = sampleRow({ id: 9, status: 'unknown', possibleDecisions: ['treated_as_sent', 'resend'] })
const doubt = sampleProblem({ kind: 'unknown', code: 'R2003', transferId: 9 })
const unasked: GetTransfer = () => Promise.reject(new Error('asked'))

describe('locateProblem', () => {
  it('takes the row that the cards have already', async () => {
    const cards = [sampleCard(), sampleCard({ folder: 'judo', last: row })]
    expect(await locateProblem(doubt, cards, unasked)).toBe(row)
  })

  it('asks for the row otherwise', async () => {
    const asked: number[] = []
    const get: GetTransfer = async (id) => {
      asked.push(id)
      return row
    }
    const cards = [sampleCard({ last: sampleRow({ id: 10 }) })]
    expect(await locateProblem(doubt, cards, get)).toBe(row)
    expect(asked).toEqual([9])
  })

  it('finds nothing for a problem without a row', async () => {
    expect(await locateProblem({ ...doubt, transferId: null }, [], unasked)).toBeUndefined()
  })

  it('passes on that the question was refused', async () => {
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

it('asks for the row when the folders have sent nothing yet', async () => {
  expect(await locateProblem(doubt, [sampleCard({ last: null })], async () => row)).toBe(row)
  expect(await locateProblem(doubt, [], async () => undefined)).toBeUndefined()
})
