import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errnoOf, RelayError } from './relay-error.ts'

describe('RelayError', () => {
  it('tells scope and retry of its code', () => {
    const error = new RelayError('R2001')
    expect([error.scope, error.retry]).toEqual(['file', 'in_doubt'])
    expect([new RelayError('R1001').scope, new RelayError('R4006').retry]).toEqual(['engine', 'never'])
  })

  it('carries code, detail and cause', () => {
    const cause = new Error('inner')
    const error = new RelayError('R3001', '/files/a.csv (EBUSY)', { cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'RelayError', code: 'R3001', detail: '/files/a.csv (EBUSY)', cause })
    expect(error.message).toBe('R3001: /files/a.csv (EBUSY)')
  })

  it('has its code for a message without a detail', () => {
    expect(new RelayError('R1013')).toMatchObject({ message: 'R1013', detail: '' })
  })
})

describe('errnoOf', () => {
  it('is the errno name of a real error of Node', () => {
    let met: unknown
    try {
      statSync('/no/such/file')
    } catch (error) {
      met = error
    }
    expect(errnoOf(met)).toBe('ENOENT')
  })

  it('is the class name where there is no code', () => {
    expect(errnoOf(new RangeError('contents that nobody should see'))).toBe('RangeError')
    expect(errnoOf(Object.assign(new TypeError('x'), { code: 5 }))).toBe('TypeError')
  })

  it.each([undefined, null, 'text', 5, { code: 'ENOENT' }])(
    'says nothing of %j, which is no error',
    (thrown) => expect(errnoOf(thrown)).toBe('unknown'),
  )
})
