import { describe, expect, it } from 'vitest'
import {
  addSample,
  addSamples,
  type PaceSample,
  type PaceSamples,
  pace,
  percent,
  remainingSeconds,
} from './upload-pace.ts'

const run = (...steps: readonly (readonly [at: number, sentBytes: number])[]) =>
  steps.reduce<readonly PaceSample[]>((samples, [at, sentBytes]) => addSample(samples, { at, sentBytes }), [])

describe('addSample', () => {
  it('keeps what is recent', () => {
    expect(run([0, 0], [4000, 10], [8000, 20])).toHaveLength(3)
  })

  it('drops what is older than the window', () => {
    expect(run([0, 0], [4000, 10], [9000, 20]).map((sample) => sample.at)).toEqual([4000, 9000])
  })

  it('starts anew when the count goes back: it is another attempt', () => {
    expect(run([0, 0], [1000, 500], [2000, 100])).toEqual([{ at: 2000, sentBytes: 100 }])
  })

  it('leaves its input alone', () => {
    const first = run([0, 0])
    addSample(first, { at: 1, sentBytes: 1 })
    expect(first).toHaveLength(1)
  })
})

describe('addSamples', () => {
  const upload = (
    folder: string,
    sentBytes: number,
    part: { fileName?: string; startedAt?: string } = {},
  ) => ({
    folder,
    fileName: 'a.csv',
    startedAt: '2026-11-20T14:13:00+09:00',
    totalBytes: 1000,
    sentBytes,
    ...part,
  })
  const none: PaceSamples = new Map()
  const bytes = (seen: PaceSamples) =>
    Object.fromEntries(
      [...seen].map(([folder, { samples }]) => [folder, samples.map((one) => one.sentBytes)]),
    )

  it('keeps uploads apart, and forgets one that is over', () => {
    const first = addSamples(none, [upload('a', 0), upload('b', 10)], 0)
    const second = addSamples(first, [upload('a', 5), upload('b', 20)], 500)
    expect(bytes(second)).toEqual({ a: [0, 5], b: [10, 20] })
    expect(bytes(addSamples(second, [upload('b', 30)], 1000))).toEqual({ b: [10, 20, 30] })
  })

  it('measures the next file of a folder anew', () => {
    const first = addSamples(none, [upload('a', 100)], 0)
    expect(bytes(addSamples(first, [upload('a', 200, { fileName: 'b.csv' })], 500))).toEqual({ a: [200] })
    const later = '2026-11-20T14:14:00+09:00'
    expect(bytes(addSamples(first, [upload('a', 200, { startedAt: later })], 500))).toEqual({ a: [200] })
  })

  it('takes no second look at the same bytes for a pause', () => {
    const first = addSamples(none, [upload('a', 100)], 0)
    expect(bytes(addSamples(first, [upload('a', 100)], 500))).toEqual({ a: [100] })
  })
})

describe('pace', () => {
  it('is unknown before two samples, or too soon', () => {
    expect(pace([])).toBeNull()
    expect(pace(run([0, 0]))).toBeNull()
    expect(pace(run([0, 0], [400, 1000]))).toBeNull()
  })

  it('counts bytes per second over what was seen', () => {
    expect(pace(run([0, 0], [1000, 6_200_000]))).toBe(6_200_000)
    expect(pace(run([0, 0], [500, 100], [2000, 1000]))).toBe(500)
  })

  it('follows a line that became slow', () => {
    const samples = run([0, 0], [1000, 10_000], [9000, 10_500], [10_000, 10_600])
    expect(pace(samples)).toBeCloseTo(100)
  })

  it('is unknown while nothing moves', () => {
    expect(pace(run([0, 500], [5000, 500]))).toBeNull()
  })
})

describe('remainingSeconds', () => {
  it('divides what is left by the speed', () => {
    expect(remainingSeconds(128, 312, 6)).toBeCloseTo(30.67, 1)
  })

  it('is 0 at the end and never negative', () => {
    expect(remainingSeconds(10, 10, 5)).toBe(0)
    expect(remainingSeconds(12, 10, 5)).toBe(0)
  })

  it('is unknown without a speed', () => {
    expect(remainingSeconds(1, 10, null)).toBeNull()
    expect(remainingSeconds(1, 10, 0)).toBeNull()
  })
})

describe('percent', () => {
  it.each([
    [0, 0],
    [0.4, 0],
    [41.9, 41],
    [99.99, 99],
    [100, 100],
    [130, 100],
    [-5, 0],
  ])('of %d is %d', (sent, share) => {
    expect(percent(sent, 100)).toBe(share)
  })

  it('is complete for an empty file', () => {
    expect(percent(0, 0)).toBe(100)
  })
})

describe('at the edges', () => {
  it('a sample that is as old as the window counts, and one that is older does not', () => {
    expect(run([0, 0], [8000, 1])).toHaveLength(2)
    expect(run([0, 0], [8001, 1])).toHaveLength(1)
  })

  it('an upload that stands still is not another attempt', () => {
    expect(run([0, 0], [1000, 500], [2000, 500])).toHaveLength(3)
  })

  it('half a second is enough to know a speed', () => {
    expect(pace(run([1000, 100], [1500, 200]))).toBe(200)
    expect(pace(run([1000, 100], [1499, 200]))).toBeNull()
  })

  it.each([
    [-1, 0, 100],
    [1, 3, 33],
    [2, 3, 66],
    [3, 3, 100],
  ])('%d of %d bytes are %d percent', (sent, total, share) => {
    expect(percent(sent, total)).toBe(share)
  })
})
