import { describe, expect, it } from 'vitest'
import { sampleRow } from '../../testing/samples.ts'
import { timelineSteps } from './timeline-steps.ts'

const words = (...part: Parameters<typeof sampleRow>) =>
  timelineSteps(sampleRow(...part)).map(({ word }) => word)

describe('the timeline of a transfer', () => {
  it('goes from the start over the answer to PROCEED', () => {
    expect(timelineSteps(sampleRow())).toMatchObject([
      { word: '送信開始', at: '2026-11-20T13:50:04+09:00' },
      { word: 'PMHが受付', at: '2026-11-20T13:50:06+09:00' },
      { word: 'PROCEEDへ移動', at: '2026-11-20T13:50:06+09:00' },
    ])
  })

  it('ends with the wait while the upload is under way', () => {
    expect(words({ status: 'sending', finishedAt: null, filedAs: null, filedAt: null })).toEqual([
      '送信開始',
      '応答待ち',
    ])
  })

  it('tells a hold', () => {
    expect(words({ status: 'failed', hold: 'duplicate', filedAs: null, filedAt: null })).toEqual([
      '送信開始',
      '送信失敗',
      '保留',
    ])
  })

  it.each([
    ['2026-11-20T13:00:00+09:00', ['ERRORへ移動', '再送を決定']],
    ['2026-11-22T09:00:00+09:00', ['再送を決定', 'ERRORへ移動']],
  ])('puts a decision and a move in the order of their times: moved at %s', (filedAt, last) => {
    const row = { status: 'unknown', filedAs: 'ERROR/kodomo/a.csv', filedAt } as const
    const decided = { decision: 'resend', decidedAt: '2026-11-21T09:00:00+09:00' } as const
    expect(words({ ...row, ...decided })).toEqual(['送信開始', '応答が不明', ...last])
  })
})

describe('what has no time or place', () => {
  const words = (part: Parameters<typeof sampleRow>[0]) =>
    timelineSteps(sampleRow(part)).map(({ word }) => word)

  it('is no step: a file that was not moved yet', () => {
    expect(words({ filedAt: null })).toHaveLength(2)
    expect(words({ filedAs: null })).toHaveLength(2)
    expect(words({})).toHaveLength(3)
  })

  it('keeps the time of the decision and of the move apart', () => {
    const steps = timelineSteps(
      sampleRow({
        filedAt: '2026-11-20T13:50:06+09:00',
        decision: 'resend',
        decidedAt: '2026-11-20T13:50:05+09:00',
      }),
    )
    expect(steps.slice(2).map(({ at }) => at)).toEqual([
      '2026-11-20T13:50:05+09:00',
      '2026-11-20T13:50:06+09:00',
    ])
  })
})
