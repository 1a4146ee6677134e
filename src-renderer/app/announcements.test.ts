import { describe, expect, it } from 'vitest'
import { sampleCard, sampleProblem, sampleRow } from '../testing/samples.ts'
import { announcements, problemKey, quarter } from './announcements.ts'

const quiet = { problems: [], folders: [] }

describe('new problems', () => {
  it('says what happened and to what', () => {
    expect(announcements(quiet, { ...quiet, problems: [sampleProblem()] })).toEqual([
      '対応が必要です。子ども医療費助成：制度フォルダが見つかりません。',
    ])
  })

  it('says nothing about a problem that stays', () => {
    const state = { ...quiet, problems: [sampleProblem()] }
    expect(announcements(state, state)).toEqual([])
    expect(announcements(state, { ...quiet, problems: [sampleProblem({ since: 'later' })] })).toEqual([])
  })

  it('tells only the new one of two', () => {
    const old = sampleProblem()
    const added = sampleProblem({ kind: 'held', code: 'R3003' })
    expect(announcements({ ...quiet, problems: [old] }, { ...quiet, problems: [added, old] })).toHaveLength(1)
  })

  it('tells once that everything is solved', () => {
    const state = { ...quiet, problems: [sampleProblem()] }
    expect(announcements(state, quiet)).toEqual(['対応が必要な項目はなくなりました。'])
    expect(announcements(quiet, quiet)).toEqual([])
  })

  it('does not say solved while another problem remains', () => {
    const other = sampleProblem({ folder: 'judo' })
    expect(
      announcements({ ...quiet, problems: [sampleProblem(), other] }, { ...quiet, problems: [other] }),
    ).toEqual([])
  })

  it('names trouble of every folder', () => {
    const line = sampleProblem({ kind: 'engine', folder: null, displayName: null, code: 'R1002' })
    expect(announcements(quiet, { ...quiet, problems: [line] })).toEqual([
      '対応が必要です。全体：接続先につながりませんでした。',
    ])
  })

  it('takes the folder name when there is no display name', () => {
    const [said] = announcements(quiet, { ...quiet, problems: [sampleProblem({ displayName: null })] })
    expect(said).toContain('kodomo：')
  })
})

describe('problemKey', () => {
  it('is the same for the same trouble', () => {
    expect(problemKey(sampleProblem({ since: 'a' }))).toBe(problemKey(sampleProblem({ since: 'b' })))
  })

  it.each([{ kind: 'held' as const }, { folder: 'judo' }, { code: 'R3003' }, { transferId: 4 }])(
    'differs with %j',
    (part) => {
      expect(problemKey(sampleProblem(part))).not.toBe(problemKey(sampleProblem()))
    },
  )
})

describe('new results', () => {
  const never = { ...quiet, folders: [sampleCard({ last: null })] }
  const ended = (last: ReturnType<typeof sampleRow>) => ({ ...quiet, folders: [sampleCard({ last })] })

  it('tells a success with its serial number', () => {
    expect(announcements(never, ended(sampleRow()))).toEqual([
      '子ども医療費助成：成功（処理通番 S002026112000000000120）',
    ])
  })

  it('tells a failure with its code', () => {
    const row = sampleRow({ status: 'rejected', serialNumber: null, errorCode: 'E4010003' })
    expect(announcements(never, ended(row))).toEqual(['子ども医療費助成：失敗（E4010003）'])
  })

  it('tells a doubt without evidence', () => {
    const row = sampleRow({ status: 'unknown', serialNumber: null })
    expect(announcements(never, ended(row))).toEqual(['子ども医療費助成：結果不明'])
  })

  it('is silent while sending and about a result that is known', () => {
    expect(announcements(never, ended(sampleRow({ status: 'sending' })))).toEqual([])
    expect(announcements(ended(sampleRow()), ended(sampleRow()))).toEqual([])
  })

  it('tells the end of an upload that was seen sending', () => {
    expect(announcements(ended(sampleRow({ status: 'sending' })), ended(sampleRow()))).toHaveLength(1)
  })

  it('tells another failed attempt of the same row', () => {
    const failed = sampleRow({ status: 'failed', serialNumber: null, errorCode: 'R1002' })
    expect(announcements(ended(failed), ended({ ...failed, attempts: 2 }))).toHaveLength(1)
  })

  it('is silent about the old result of a folder that was just added', () => {
    expect(announcements(quiet, ended(sampleRow()))).toEqual([])
  })
})

describe('quarter', () => {
  it.each([
    [0, 0],
    [24, 0],
    [25, 25],
    [49, 25],
    [50, 50],
    [75, 75],
    [99, 75],
    [100, 100],
    [120, 100],
  ])('of %d is %d', (sent, share) => {
    expect(quarter(sent, 100)).toBe(share)
  })

  it('is 0 for an empty file', () => {
    expect(quarter(0, 0)).toBe(0)
  })
})

describe('the key of a trouble', () => {
  const one = sampleProblem({ kind: 'engine', folder: null, code: 'R6003', setting: 'ProxyPassword' })

  it.each([
    { kind: 'held' },
    { folder: 'judo' },
    { code: 'R3003' },
    { transferId: 7 },
    { setting: 'MailPassword' },
  ] as const)('is another one with %j', (part) => {
    expect(problemKey({ ...one, ...part })).not.toBe(problemKey(one))
  })

  it('stays with its age, its words and its 表示名', () => {
    expect(problemKey({ ...one, since: 'x', detail: 'x', displayName: 'x' })).toBe(problemKey(one))
  })
})

it('a result without number and code is told without a word of nothing', () => {
  const last = sampleRow({ status: 'unknown', serialNumber: null, errorCode: null })
  const [said] = announcements(
    { ...quiet, folders: [sampleCard()] },
    { ...quiet, folders: [sampleCard({ last })] },
  )
  expect(said).not.toMatch(/null|undefined/)
})
