import { describe, expect, it } from 'vitest'
import { seenToken } from './received-upload.ts'

describe('seenToken', () => {
  const known = ['PRACTICE-1111', 'PRACTICE-2222']

  it('shows the last four characters and the place', () => {
    expect(seenToken('PRACTICE-2222', known)).toEqual({ last4: '2222', index: 1 })
  })

  it('shows an unknown token as unknown', () => {
    expect(seenToken('PRACTICE-3333', known)).toEqual({ last4: '3333', index: null })
  })

  it('shows nothing of a token that four characters would give away', () => {
    expect(seenToken('1111', ['1111'])).toEqual({ last4: '', index: 0 })
  })

  it('knows that there was none', () => {
    expect(seenToken(null, known)).toEqual({ last4: '', index: null })
  })
})
