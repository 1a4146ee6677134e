import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src-shared/ipc/answer-shapes.ts'
import { sampleCard, sampleOverview, sampleProblem } from '../../testing/samples.ts'
import { chooseVerdict, problemTone, sortProblems } from './verdict.ts'

const now = new Date(2026, 10, 20, 14, 13)
const at = (hour: number, minute: number, day = 20) => new Date(2026, 10, day, hour, minute).toISOString()
const missing = { key: 'PMHFilePath', value: '', rule: { kind: 'missing' } } as const
const status = sampleOverview().status

describe('chooseVerdict', () => {
  it('is well while watching without problems', () => {
    const verdict = chooseVerdict(sampleOverview(), null, now)
    expect(verdict).toMatchObject({ kind: 'ok', tone: 'ok', title: '問題ありません', next: 'send' })
  })

  it('says that all of today was accepted', () => {
    const overview = sampleOverview({
      today: { success: 4, failure: 0, unknown: 0 },
      lastSuccessAt: at(13, 50),
    })
    expect(chooseVerdict(overview, null, now).sentence).toBe(
      '本日の4件は、すべてPMHに受け付けられました（最終 13:50）。',
    )
  })

  it('never says "all" on a day with a failure or a doubt', () => {
    const overview = sampleOverview({
      today: { success: 3, failure: 1, unknown: 0 },
      lastSuccessAt: at(13, 50),
    })
    expect(chooseVerdict(overview, null, now).sentence).toBe('本日は、成功3件、失敗1件、結果不明0件です。')
    const doubt = sampleOverview({ today: { success: 3, failure: 0, unknown: 1 }, lastSuccessAt: at(13, 50) })
    expect(chooseVerdict(doubt, null, now).sentence).not.toContain('すべて')
  })

  it('names the last success when there was none today', () => {
    const overview = sampleOverview({ lastSuccessAt: at(13, 50, 13) })
    expect(chooseVerdict(overview, null, now).sentence).toBe(
      '本日の送信はまだありません。前回の成功は11/13 13:50です。',
    )
  })

  it('says how to begin when nothing was ever sent', () => {
    expect(chooseVerdict(sampleOverview(), null, now).sentence).toContain('制度フォルダに入れると')
  })

  it('counts problems and the schemes that are well', () => {
    const overview = sampleOverview({
      problems: [sampleProblem(), sampleProblem({ kind: 'held', folder: 'judo' })],
    })
    expect(chooseVerdict(overview, null, now)).toMatchObject({
      kind: 'trouble',
      title: '2件の対応が必要です',
      sentence: '上から順に確認してください。ほかの1制度は正常です。',
      next: 'none',
    })
  })

  it('takes the colour of the gravest problem', () => {
    const of = (...kinds: Problem['kind'][]) =>
      chooseVerdict(sampleOverview({ problems: kinds.map((kind) => sampleProblem({ kind })) }), null, now)
        .tone
    expect(of('held')).toBe('held')
    expect(of('held', 'folder_missing')).toBe('bad')
    expect(of('held', 'failed', 'unknown')).toBe('doubt')
    expect(of('engine')).toBe('bad')
  })

  it('calls no scheme well while the line is down', () => {
    const overview = sampleOverview({ problems: [sampleProblem({ kind: 'engine', folder: null })] })
    expect(chooseVerdict(overview, null, now).sentence).toBe('下の項目を確認してください。')
  })

  it.each(['paused', 'missing', 'check', 'blocked'] as const)(
    'does not call a scheme well that is %s',
    (state) => {
      const folders = [sampleCard(), sampleCard({ folder: 'judo', state }), sampleCard({ folder: 'nanbyo' })]
      const overview = sampleOverview({ folders, problems: [sampleProblem()] })
      expect(chooseVerdict(overview, null, now).sentence).toContain('ほかの1制度は正常です')
    },
  )

  it('calls no scheme well when each has a problem', () => {
    const overview = sampleOverview({ folders: [sampleCard()], problems: [sampleProblem()] })
    expect(chooseVerdict(overview, null, now).sentence).toBe('下の項目を確認してください。')
  })

  it('counts two problems of one folder as one scheme', () => {
    const overview = sampleOverview({ problems: [sampleProblem(), sampleProblem({ kind: 'failed' })] })
    expect(chooseVerdict(overview, null, now).sentence).toContain('ほかの2制度は正常です。')
  })

  it('says that monitoring is stopped', () => {
    const overview = sampleOverview({ status: { ...status, state: 'stopped', nextCycleAt: null } })
    expect(chooseVerdict(overview, null, now)).toMatchObject({
      kind: 'stopped',
      tone: 'idle',
      title: '監視を停止しています',
      next: 'start',
    })
  })

  it('leads to 今すぐ送信 in practice mode while sample files wait', () => {
    const stopped = { ...status, state: 'stopped', nextCycleAt: null } as const
    const folders = [sampleCard({ waitingFiles: 1 }), sampleCard({ folder: 'judo', waitingFiles: 2 })]
    const overview = sampleOverview({ status: stopped, folders })
    expect(chooseVerdict(overview, null, now, true)).toMatchObject({ kind: 'practice', next: 'send' })
    expect(chooseVerdict(overview, null, now, true).sentence).toContain('3件')
    expect(chooseVerdict(overview, null, now, false)).toMatchObject({ kind: 'stopped', next: 'start' })
    const empty = sampleOverview({ status: stopped, folders: [sampleCard({ waitingFiles: null })] })
    expect(chooseVerdict(empty, null, now, true)).toMatchObject({ kind: 'stopped' })
    const trouble = sampleOverview({ status: stopped, folders, problems: [sampleProblem()] })
    expect(chooseVerdict(trouble, null, now, true)).toMatchObject({ kind: 'trouble', next: 'none' })
  })

  it.each([
    ['and some schemes are well', sampleOverview().folders, 'ほかの2制度は正常です。監視も停止しています。'],
    ['and none is well', [sampleCard()], '下の項目を確認してください。監視も停止しています。'],
  ])('adds to problems that monitoring is stopped as well, %s', (_, folders, sentence) => {
    const overview = sampleOverview({
      status: { ...status, state: 'stopped', nextCycleAt: null },
      folders,
      problems: [sampleProblem()],
    })
    expect(chooseVerdict(overview, null, now)).toMatchObject({ kind: 'trouble', sentence })
  })

  it('says that it is sending, also with problems', () => {
    const overview = sampleOverview({
      status: { ...status, state: 'sending', nextCycleAt: null },
      problems: [sampleProblem()],
    })
    expect(chooseVerdict(overview, null, now)).toMatchObject({ kind: 'sending', tone: 'busy', next: 'none' })
  })

  it('names the fields that are not filled in', () => {
    const url = { ...missing, key: 'PostRegistrationTasksBaseURL' } as const
    const verdict = chooseVerdict(sampleOverview({ missing: [missing, url] }), null, now)
    expect(verdict).toMatchObject({
      kind: 'unset',
      title: '設定が済んでいません',
      sentence: '「監視する場所」と「接続先URL」を入力すると、監視を始められます。',
      next: 'settings',
    })
  })

  it('leads to the folders when only they are missing', () => {
    expect(chooseVerdict(sampleOverview({ folders: [] }), null, now)).toMatchObject({
      kind: 'unset',
      next: 'folders',
    })
  })

  it('prefers the settings when both are missing', () => {
    expect(chooseVerdict(sampleOverview({ folders: [], missing: [missing] }), null, now).next).toBe(
      'settings',
    )
  })

  it('offers nothing while another program sends', () => {
    const holder = { host: 'pc-1', pid: null, mode: null, since: null, ended: false }
    const verdict = chooseVerdict(sampleOverview({ missing: [missing] }), holder, now)
    expect(verdict).toMatchObject({ kind: 'held_by', next: 'none' })
    const ended = chooseVerdict(sampleOverview(), { ...holder, ended: true }, now)
    expect(ended).toMatchObject({ kind: 'held_by', tone: 'bad', title: '送信が止まっています', next: 'none' })
    expect(ended.sentence).toContain('この画面で送信を引き継ぐ')
  })
})

describe('sortProblems', () => {
  it('puts the gravest first', () => {
    const kinds: Problem['kind'][] = ['held', 'folder', 'folder_missing', 'failed', 'engine', 'unknown']
    const sorted = sortProblems(kinds.map((kind) => sampleProblem({ kind }))).map((problem) => problem.kind)
    expect(sorted).toEqual(['unknown', 'engine', 'failed', 'folder_missing', 'folder', 'held'])
  })

  it('puts the oldest first among equals', () => {
    const young = sampleProblem({ since: at(14, 0) })
    const old = sampleProblem({ since: at(9, 0), folder: 'judo' })
    expect(sortProblems([young, old])).toEqual([old, young])
  })

  it('compares moments, not texts', () => {
    const tokyo = sampleProblem({ since: '2026-11-20T09:00:00+09:00' })
    const utc = sampleProblem({ since: '2026-11-20T01:00:00Z', folder: 'judo' })
    expect(sortProblems([utc, tokyo])).toEqual([tokyo, utc])
  })

  it('leaves its input alone and bears an unreadable date', () => {
    const list = [sampleProblem({ kind: 'held', since: 'x' }), sampleProblem()]
    sortProblems(list)
    expect(list[0]?.kind).toBe('held')
  })
})

describe('problemTone', () => {
  it('gives a doubt its own colour', () => {
    expect(problemTone('unknown')).toBe('doubt')
    expect(problemTone('held')).toBe('held')
  })
})

describe('at the edges of the verdict', () => {
  const holder = { host: 'pc-1', pid: 1, mode: 'headless', since: null } as const

  it('tells a program that sends from one that has ended', () => {
    const by = (ended: boolean) => chooseVerdict(sampleOverview(), { ...holder, ended }, now).sentence
    expect(by(true)).toContain('引き継ぐ')
    expect(by(false)).not.toContain('引き継ぐ')
  })

  it('is not about practice unless staff practise', () => {
    const waiting = sampleOverview({
      status: { ...status, state: 'stopped' },
      folders: [sampleCard({ waitingFiles: 2 })],
    })
    expect(chooseVerdict(waiting, null, now).kind).toBe('stopped')
    expect(chooseVerdict(waiting, null, now, true)).toMatchObject({ kind: 'practice', next: 'send' })
  })

  it.each([0, null])('has nothing to practise while %j files wait', (waitingFiles) => {
    const empty = sampleOverview({
      status: { ...status, state: 'stopped' },
      folders: [sampleCard({ waitingFiles })],
    })
    expect(chooseVerdict(empty, null, now, true).kind).toBe('stopped')
  })

  it('puts problems whose age cannot be read in the order in which they came', () => {
    const unread = ['a', 'b'].map((folder) => sampleProblem({ folder, since: '' }))
    expect(sortProblems(unread).map(({ folder }) => folder)).toEqual(['a', 'b'])
    expect(sortProblems(unread.toReversed()).map(({ folder }) => folder)).toEqual(['b', 'a'])
  })
})
