import { describe, expect, it } from 'vitest'
import type { LeftOutReason } from '../../../src-shared/domain/forecast.ts'
import type { FolderForecastRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { sampleForecast, sampleOverview } from '../../testing/samples.ts'
import {
  blockFacts,
  filesToSend,
  namedError,
  stopMark,
  triesMoreByHand,
  whenSentence,
  whyNone,
} from './forecast-state.ts'

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

describe('blockFacts', () => {
  it.each([
    ['PMH’s code beside ours', 'R3008', 'E4010003', { codes: ['R3008', 'E4010003'] }],
    ['the place', 'R3004', '/renkei/ikusei', { codes: ['R3004'], place: '/renkei/ikusei' }],
    ['the place alone', 'R3007', '/renkei/ikusei (EACCES)', { codes: ['R3007'], place: '/renkei/ikusei' }],
    [
      'why a token cannot be had',
      'R6003',
      '保存した内容が壊れています',
      { note: '保存した内容が壊れています' },
    ],
    ['not the number of files again', 'R3003', '2', { codes: ['R3003'], place: '', note: '' }],
    ['not the folder again', 'R3009', 'kodomo', { codes: ['R3009'], place: '', note: '' }],
  ] as const)('name %s', (_, code, detail, facts) => {
    expect(blockFacts(blockedBy(code, detail))).toMatchObject(facts)
  })
})

describe('namedError', () => {
  it('calls settings by the names of the form, and leaves other facts alone', () => {
    const missing = { code: 'R4005', detail: 'PMHFilePath, PostRegistrationTasksBaseURL' } as const
    expect(namedError(missing)).toEqual({ code: 'R4005', detail: '監視する場所、接続先URL' })
    expect(namedError({ code: 'R4005', detail: '' }).detail).toBe('')
    const other = { code: 'R4001', detail: 'SQLITE_FULL' } as const
    expect(namedError(other)).toEqual(other)
  })
})

describe('whyNone', () => {
  it('leads to the reasons where files lie, and to the folders where none does', () => {
    const reasons = '送らない理由は、制度ごとに下に表示します。'
    expect(whyNone([sampleForecast({ leftOutCount: 2 })])).toBe(reasons)
    expect(whyNone([sampleForecast({ fileCount: 1, paused: true })])).toBe(reasons)
    expect(whyNone([sampleForecast()])).toContain('フォルダにファイルを入れると')
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
