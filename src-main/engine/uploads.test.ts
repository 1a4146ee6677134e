import { describe, expect, it } from 'vitest'
import type { UploadProgress } from '../../src-shared/domain/engine-status.ts'
import { Uploads } from './uploads.ts'

const sent = (folder: string, sentBytes = 1): UploadProgress => ({
  folder,
  fileName: 'a.csv',
  sentBytes,
  totalBytes: 10,
  startedAt: '2026-11-20T13:50:04.123+09:00',
})

describe('the uploads under way', () => {
  it('are those that have begun to send, the oldest first', () => {
    const uploads = new Uploads()
    for (const folder of ['a', 'b', 'c']) uploads.begin(folder)
    uploads.report('c', sent('c'))
    uploads.report('b', sent('b'))
    expect(uploads.all().map(({ folder }) => folder)).toEqual(['b', 'c'])
  })

  it('are as far as was said last', () => {
    const uploads = new Uploads()
    uploads.begin('a')
    uploads.report('a', sent('a', 1))
    uploads.report('a', sent('a', 9))
    expect(uploads.all()).toEqual([sent('a', 9)])
  })

  it('are none once they are over, whatever is still said of them', () => {
    const uploads = new Uploads()
    uploads.begin('a')
    uploads.report('a', sent('a'))
    uploads.report('a', null)
    uploads.report('a', sent('a'))
    uploads.report('never begun', sent('never begun'))
    expect(uploads.all()).toEqual([])
  })
})

describe('中止', () => {
  it('is of the upload that staff name, and of no other', () => {
    const uploads = new Uploads()
    const signals = ['a', 'b', 'c'].map((folder) => uploads.begin(folder))
    uploads.report('c', sent('c'))
    uploads.report('b', sent('b'))
    expect(uploads.cancel({ folder: 'b', fileName: 'a.csv' })).toBe(true)
    expect(uploads.cancel({ folder: 'c', fileName: 'another.csv' })).toBe(false)
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false])
    expect(signals[1]?.reason).toBe('cancelled')
  })

  it.each([
    ['nothing was begun', () => {}],
    ['nothing has left yet', (uploads: Uploads) => void uploads.begin('a')],
    [
      'the upload is over',
      (uploads: Uploads) => {
        uploads.begin('a')
        uploads.report('a', sent('a'))
        uploads.report('a', null)
      },
    ],
  ])('finds nothing where %s', (_, before) => {
    const uploads = new Uploads()
    before(uploads)
    expect(uploads.cancel(sent('a'))).toBe(false)
  })

  it('of one upload leaves the next one of the same folder alone', () => {
    const uploads = new Uploads()
    uploads.begin('a')
    uploads.report('a', sent('a'))
    uploads.cancel(sent('a'))
    uploads.report('a', null)
    expect(uploads.begin('a').aborted).toBe(false)
  })
})

describe('the end of the program', () => {
  it('breaks off what is under way, also what has not begun to send', () => {
    const uploads = new Uploads()
    const signals = ['a', 'b'].map((folder) => uploads.begin(folder))
    uploads.report('a', sent('a'))
    uploads.end()
    expect(signals.map(({ reason }) => reason)).toEqual(['shutdown', 'shutdown'])
  })

  it('lets nothing begin any more', () => {
    const uploads = new Uploads()
    uploads.end()
    const late = uploads.begin('a')
    expect([late.aborted, late.reason]).toEqual([true, 'shutdown'])
  })

  it('makes no shutdown of what staff broke off before', () => {
    const uploads = new Uploads()
    const signal = uploads.begin('a')
    uploads.report('a', sent('a'))
    uploads.cancel(sent('a'))
    uploads.end()
    expect(signal.reason).toBe('cancelled')
  })
})
