import { describe, expect, it } from 'vitest'
import type { PreflightFinding } from '../../src-shared/domain/preflight-rule.ts'
import { at } from '../store/testing/history-rows.ts'
import { ACCEPTED, newTransfer, REJECTED, UNKNOWN } from '../store/testing/opened-database.ts'
import { openSession } from './testing/open-session.ts'
import { displayNames, toFilter } from './transfer-commands.ts'

const NOTE: PreflightFinding = {
  rule: 'P206',
  field: null,
  count: 1,
  places: [{ record: null, line: 3, column: null, byte: 40 }],
}
const FAULT: PreflightFinding = { ...NOTE, rule: 'P202', count: 7 }

function console1() {
  const opened = openSession()
  const { transfers } = opened.session.real
  const add = (fields: Parameters<typeof newTransfer>[0] = {}, conclusion = ACCEPTED) =>
    transfers.conclude(
      transfers.begin(newTransfer({ startedAt: at('2026-04-01'), ...fields })).id,
      conclusion,
    ).id
  return { ...opened, add }
}

describe('transfers.get', () => {
  it('is the row with all that the side sheet tells, and what may be decided about it', async () => {
    const { add, value, session } = console1()
    session.real.folders.add({ folder: 'kodomo', displayName: '子ども', paused: false })
    const id = add({ fileName: 'x.csv' }, UNKNOWN)
    expect(await value('transfers.get', { id })).toMatchObject({
      row: {
        id,
        folder: 'kodomo',
        displayName: '子ども',
        fileName: 'x.csv',
        status: 'unknown',
        errorCode: UNKNOWN.errorCode,
        possibleDecisions: expect.any(Array),
        found: null,
      },
      resentAs: null,
      findings: [],
    })
  })

  it('names the row that the file was sent again as', async () => {
    const { add, value, session } = console1()
    const first = add({}, UNKNOWN)
    const { transfers } = session.real
    transfers.filed(first, 'ERROR/kodomo/a.csv', at('2026-04-01'))
    const decided = { serialNumber: null, reason: '', by: 'hanako@pc-1', at: at('2026-04-01') }
    transfers.decide(first, { ...decided, decision: 'resend' })
    transfers.returned(first, 'a.csv')
    const again = add()
    expect(await value('transfers.get', { id: first })).toMatchObject({ resentAs: again })
    expect(await value('transfers.get', { id: again })).toMatchObject({
      row: { resendOf: first },
      resentAs: null,
    })
  })

  it('has what the pre-flight found, with its places, and how grave that is', async () => {
    const { add, value } = console1()
    const noted = add({ findings: [NOTE] })
    const faulty = add({ findings: [NOTE, FAULT], sha256: 'b'.repeat(64) }, REJECTED)
    expect(await value('transfers.get', { id: noted })).toMatchObject({
      row: { found: 'note' },
      findings: [NOTE],
    })
    const { row, findings } = await value('transfers.get', { id: faulty })
    expect(row?.found).toBe('fault')
    expect(findings).toEqual([FAULT, NOTE])
  })

  it('of a row that is not there is empty', async () => {
    const { value } = console1()
    expect(await value('transfers.get', { id: 7 })).toEqual({ row: null, resentAs: null, findings: [] })
  })
})

describe('transfers.search', () => {
  it('shows beside each row how grave its findings are', async () => {
    const { add, value } = console1()
    add({ fileName: '1.csv', findings: [NOTE] })
    add({ fileName: '2.csv', findings: [FAULT], sha256: 'b'.repeat(64) }, REJECTED)
    add({ fileName: '3.csv', sha256: 'c'.repeat(64) })
    const { rows } = await value('transfers.search', { page: 1, folder: null, status: null })
    expect(rows.map(({ fileName, found }) => [fileName, found])).toEqual([
      ['3.csv', null],
      ['2.csv', 'fault'],
      ['1.csv', 'note'],
    ])
  })

  it('has pages of fifty, each row on one of them', async () => {
    const { add, value } = console1()
    for (let n = 1; n <= 101; n += 1) add({ fileName: `${n}.csv`, sha256: String(n).padStart(64, '0') })
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => value('transfers.search', { page, folder: null, status: null })),
    )
    expect(pages.map(({ rows, total }) => [rows.length, total])).toEqual([
      [50, 101],
      [50, 101],
      [1, 101],
      [0, 101],
    ])
    const seen = new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id)))
    expect(seen.size).toBe(101)
  })
})

it('what the window leaves out asks for everything', () => {
  expect(toFilter({ folder: null, status: 'held' })).toEqual({
    folder: null,
    status: 'held',
    from: null,
    to: null,
    text: '',
  })
  const all = { folder: 'a', status: null, from: '2026-04-01', to: '2026-04-02', text: 'x' } as const
  expect(toFilter(all)).toEqual(all)
})

it('表示名 is known by the name of the folder', () => {
  const { session } = openSession()
  session.real.folders.add({ folder: 'a', displayName: '子ども', paused: true })
  expect([...displayNames(session.real)]).toEqual([['a', '子ども']])
})
