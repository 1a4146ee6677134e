import { describe, expect, it } from 'vitest'
import type { LeftOutReason } from '../../../src-shared/domain/forecast.ts'
import type { FolderForecastRow } from '../../../src-shared/ipc/shapes.ts'
import { sampleForecast, sampleOverview } from '../../testing/samples.ts'
import { blockDetail, filesToSend, stopMark, triesMoreByHand, whenSentence } from './forecast-state.ts'

const now = new Date(2026, 10, 20, 14, 13)

type Block = NonNullable<FolderForecastRow['blockedBy']>

const blockedBy = (code: Block['code'], detail = ''): Block => ({ code, detail })

const leftOut = (...reasons: LeftOutReason[]) =>
  reasons.map((reason, index) => ({ fileName: `${index}.csv`, reason }))

describe('filesToSend', () => {
  it('counts the files that were cut from the list, and none of a folder that sends nothing', () => {
    const folders = [
      sampleForecast({ fileCount: 300 }),
      sampleForecast({ fileCount: 2 }),
      sampleForecast({ fileCount: 4, paused: true }),
      sampleForecast({ fileCount: 8, blockedBy: blockedBy('R3008') }),
    ]
    expect(filesToSend(folders)).toBe(302)
  })
})

describe('stopMark', () => {
  it('has none for a folder that sends', () => {
    expect(stopMark(sampleForecast())).toBeNull()
  })

  it.each([
    ['R3003', '保留中'],
    ['R3004', 'フォルダなし'],
    ['R3007', '要確認'],
    ['R3008', '保留中'],
    ['R3009', '要確認'],
    ['R3011', '保留中'],
  ] as const)('%s is %s', (code, word) => {
    expect(stopMark(sampleForecast({ blockedBy: blockedBy(code) }))?.word).toBe(word)
  })

  it('is 一時停止 before every trouble', () => {
    expect(stopMark(sampleForecast({ paused: true, blockedBy: blockedBy('R3004') }))?.word).toBe('一時停止')
  })
})

describe('triesMoreByHand', () => {
  it.each<[boolean, string, Partial<FolderForecastRow>]>([
    [false, 'all goes', {}],
    [false, 'files of another type', { leftOut: leftOut('other_type', 'moving') }],
    [false, 'several files in a folder for one', { blockedBy: blockedBy('R3003'), leftOut: leftOut('held') }],
    [true, 'a refused token', { blockedBy: blockedBy('R3008') }],
    [true, 'an order that is protected', { blockedBy: blockedBy('R3011') }],
    [true, 'a held file, which staff may have broken off', { leftOut: leftOut('hidden', 'held') }],
    [false, 'a paused folder', { paused: true, blockedBy: blockedBy('R3008'), leftOut: leftOut('held') }],
  ])('%s: %s', (more, _, part) => {
    expect(triesMoreByHand([sampleForecast(), sampleForecast(part)])).toBe(more)
  })
})

describe('blockDetail', () => {
  it('names what the sentence does not: the code of PMH, the place', () => {
    expect(blockDetail(blockedBy('R3008', 'E4010003'))).toBe('E4010003')
    expect(blockDetail(blockedBy('R3004', '/renkei/ikusei'))).toBe('/renkei/ikusei')
  })

  it('does not repeat the number of files nor the folder', () => {
    expect(blockDetail(blockedBy('R3003', '2'))).toBe('')
    expect(blockDetail(blockedBy('R3009', 'kodomo'))).toBe('')
  })
})

describe('whenSentence', () => {
  const { status } = sampleOverview()
  const at = (part: Partial<typeof status>) => sampleOverview({ status: { ...status, ...part } })

  it('names the next cycle while watching', () => {
    const nextCycleAt = new Date(2026, 10, 20, 14, 20).toISOString()
    expect(whenSentence(at({ nextCycleAt }), null, now)).toBe('次の確認は14:20（約7分後）です。')
  })

  it.each([
    ['stopped', '自動では送信しません'],
    ['sending', 'いま送信しています'],
  ] as const)('%s: %s', (state, words) => {
    expect(whenSentence(at({ state }), null, now)).toContain(words)
  })

  it('says that another program sends, whatever this one does', () => {
    const holder = { host: 'pc-1', pid: 4711, mode: 'headless', since: null, ended: false } as const
    expect(whenSentence(at({ state: 'stopped' }), holder, now)).toMatch(/^pc-1（[^）]*）が送信しています/)
    expect(whenSentence(at({ state: 'stopped' }), { ...holder, ended: true }, now)).toContain(
      'は終了しました',
    )
  })
})
