import { describe, expect, it } from 'vitest'
import type { EngineStatus } from '../../src-shared/domain/engine-status.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { listProblems, type ProblemSources } from './problem-list.ts'

const IDLE: EngineStatus = {
  state: 'watching',
  nextCycleAt: null,
  lastCycleAt: null,
  uploads: [],
  trouble: null,
  purge: null,
  folderTroubles: {},
}

function row(id: number, fields: Partial<Transfer> = {}): Transfer {
  return {
    id,
    root: '/srv/pmh',
    folder: 'kodomo',
    fileName: `${id}.csv`,
    sizeBytes: 1,
    sha256: '0'.repeat(64),
    status: 'accepted',
    serialNumber: null,
    errorCode: null,
    errorMessage: null,
    startedAt: `2026-04-01T09:00:0${id % 10}.000+09:00`,
    finishedAt: null,
    attempts: 1,
    failures: 0,
    endpoint: 'e',
    destination: null,
    filedAs: null,
    filedAt: null,
    movingTo: null,
    decidedState: null,
    hold: null,
    changed: false,
    decision: null,
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    duplicateOf: null,
    resendOf: null,
    ...fields,
  }
}

function problems(sources: Partial<ProblemSources> = {}) {
  const none = {
    status: IDLE,
    undecided: [],
    open: [],
    last: new Map(),
    tokenHolds: new Map(),
    names: new Map(),
    records: null,
    secrets: [],
  }
  return listProblems({ ...none, ...sources })
}
const short = (sources: Partial<ProblemSources>) =>
  problems(sources).map(({ kind, folder, code, transferId }) => [kind, folder, code, transferId])
const trouble = (
  code: 'R1002' | 'R2011' | 'R3003' | 'R3004' | 'R3007' | 'R3008',
  since = '2026-04-01T09:00:00.000+09:00',
) => ({ code, detail: 'd', since })
const lastOf = (transfer: Transfer) => new Map([[transfer.folder, transfer]])

describe('対応が必要な項目', () => {
  it('is empty when all is well', () => {
    expect(problems({ last: lastOf(row(1)) })).toEqual([])
  })

  it('names what happened, where, since when, and which transfer', () => {
    const doubt = row(3, { status: 'unknown', errorCode: 'R2001' })
    expect(problems({ undecided: [doubt], names: new Map([['kodomo', '子ども']]) })).toEqual([
      {
        kind: 'unknown',
        folder: 'kodomo',
        displayName: '子ども',
        code: 'R2001',
        detail: '3.csv',
        since: doubt.startedAt,
        transferId: 3,
      },
    ])
  })

  it('gives a folder that left the mapping its own name', () => {
    expect(problems({ undecided: [row(1, { status: 'unknown', folder: 'old' })] })[0]?.displayName).toBe(
      'old',
    )
  })

  it.each<[string, Partial<ProblemSources>, unknown[]]>([
    ['the line', { status: { ...IDLE, trouble: trouble('R1002') } }, ['engine', null, 'R1002', null]],
    [
      'a missing folder',
      { status: { ...IDLE, folderTroubles: { a: trouble('R3004') } } },
      ['folder_missing', 'a', 'R3004', null],
    ],
    [
      'several files',
      { status: { ...IDLE, folderTroubles: { a: trouble('R3003') } } },
      ['held', 'a', 'R3003', null],
    ],
    [
      'a folder that cannot be read',
      { status: { ...IDLE, folderTroubles: { a: trouble('R3007') } } },
      ['folder', 'a', 'R3007', null],
    ],
    [
      'a refused token',
      { tokenHolds: new Map([['a', { kind: 'token' as const, code: 'E4010003', since: 's' }]]) },
      ['held', 'a', 'R3008', null],
    ],
    ['a held file', { open: [row(1, { hold: 'changed', errorCode: null })] }, ['held', 'kodomo', 'R3002', 1]],
    [
      'a cancelled file',
      { open: [row(1, { hold: 'cancelled', errorCode: 'R1011' })] },
      ['held', 'kodomo', 'R1011', 1],
    ],
    [
      'a file that is not moved yet',
      { open: [row(1, { destination: 'PROCEED' })] },
      ['held', 'kodomo', 'R3005', 1],
    ],
    [
      'a rejected last file',
      { last: lastOf(row(1, { status: 'rejected', errorCode: 'E4000012' })) },
      ['failed', 'kodomo', 'E4000012', 1],
    ],
    [
      'a failed last file',
      { last: lastOf(row(1, { status: 'failed', errorCode: 'R3001' })) },
      ['failed', 'kodomo', 'R3001', 1],
    ],
  ])('has %s', (_, sources, expected) => expect(short(sources)).toEqual([expected]))

  it('has no file that merely waits for its next try', () => {
    expect(problems({ open: [row(1, { status: 'failed', errorCode: 'R1002' })] })).toEqual([])
  })

  it('names each thing once, under its gravest name', () => {
    const doubt = row(1, { status: 'unknown', errorCode: 'R2008', hold: 'in_doubt' })
    expect(short({ undecided: [doubt], open: [doubt], last: lastOf(doubt) })).toEqual([
      ['unknown', 'kodomo', 'R2008', 1],
    ])
    const held = row(2, { status: 'rejected', errorCode: 'E4000012', hold: 'changed' })
    expect(short({ open: [held], last: lastOf(held) })).toEqual([['held', 'kodomo', 'E4000012', 2]])
  })

  it('names a doubt that ended its cycle by its file, about which staff can decide', () => {
    const doubt = row(1, { status: 'unknown', errorCode: 'R2011', destination: 'ERROR' })
    const status = { ...IDLE, trouble: trouble('R2011') }
    expect(short({ status, undecided: [doubt], last: lastOf(doubt) })).toEqual([
      ['unknown', 'kodomo', 'R2011', 1],
    ])
    expect(short({ status })).toEqual([['engine', null, 'R2011', null]])
  })

  it('names a refused token once, not as the last file and as a folder too', () => {
    const refused = row(1, { status: 'rejected', errorCode: 'E4010003' })
    const tokenHolds = new Map([['kodomo', { kind: 'token' as const, code: 'E4010003', since: 's' }]])
    const status = { ...IDLE, folderTroubles: { kodomo: trouble('R3008') } }
    expect(short({ status, tokenHolds, last: lastOf(refused) })).toEqual([['held', 'kodomo', 'R3008', null]])
  })

  it('names the trouble of the line once, not for the file that met it', () => {
    const status = { ...IDLE, trouble: trouble('R1002') }
    const met = row(1, { status: 'failed', errorCode: 'R1002' })
    expect(short({ status, last: lastOf(met) })).toEqual([['engine', null, 'R1002', null]])
    const other = row(1, { status: 'failed', errorCode: 'R3001' })
    expect(short({ status, last: lastOf(other) })).toHaveLength(2)
  })

  it('does not name a rejected file about which staff have decided, but does while its way back is pending', () => {
    const decided = row(2, {
      status: 'rejected',
      decision: 'resend',
      destination: 'ERROR',
      filedAs: 'ERROR/kodomo/2.csv',
    })
    expect(problems({ last: lastOf(decided) })).toEqual([])
    expect(short({ last: lastOf(decided), open: [decided] })).toEqual([['held', 'kodomo', 'R3005', 2]])
  })

  it('is ordered by rank, and then by age', () => {
    const sources = {
      status: {
        ...IDLE,
        trouble: trouble('R1002'),
        folderTroubles: {
          a: trouble('R3004'),
          b: trouble('R3007'),
          c: trouble('R3003', '2026-04-01T08:00:00'),
        },
      },
      undecided: [row(5, { status: 'unknown' }), row(4, { status: 'unknown' })],
      open: [row(6, { hold: 'cancelled' })],
      last: lastOf(row(7, { status: 'rejected' })),
    } as const
    expect(problems(sources).map(({ kind, since }) => `${kind} ${since.slice(11, 19)}`)).toEqual([
      'engine 09:00:00',
      'unknown 09:00:04',
      'unknown 09:00:05',
      'failed 09:00:07',
      'folder_missing 09:00:00',
      'folder 09:00:00',
      'held 08:00:00',
      'held 09:00:06',
    ])
  })
})

describe('a file that the pre-flight keeps back', () => {
  const kept = { status: 'failed', errorCode: 'R3021' } as const

  it('is held, once', () => {
    const held = row(1, { ...kept, hold: 'preflight' })
    expect(problems({ open: [held], last: new Map([['kodomo', held]]) })).toMatchObject([
      { kind: 'held', code: 'R3021', transferId: 1 },
    ])
  })

  it('is no problem once it was replaced or taken away', () => {
    expect(problems({ last: new Map([['kodomo', row(1, kept)]]) })).toEqual([])
  })
})
