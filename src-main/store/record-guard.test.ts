import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RecordReport } from '../../src-shared/domain/record-check.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { DATABASE_FILE, openDatabase } from './database.ts'
import { RecordGuard } from './record-guard.ts'
import { RetentionStore } from './retention-store.ts'
import { ACCEPTED, auditOf, newTransfer, REJECTED, ROOT, transfersOf } from './testing/opened-database.ts'

const NOW = () => '2026-04-02T09:00:00.000+09:00'

/** Records as a day of work leaves them: two transfers with their states, and rows of the audit trail. */
function worked(dataDir = tempFolder()): string {
  const db = openDatabase(dataDir)
  const transfers = transfersOf(db)
  const first = transfers.begin(newTransfer({ fileName: 'a.csv' }))
  transfers.conclude(first.id, ACCEPTED)
  transfers.filed(first.id, 'PROCEED/kodomo/a.csv', NOW())
  const second = transfers.begin(newTransfer({ fileName: 'b.csv' }))
  transfers.conclude(second.id, REJECTED)
  const audit = auditOf(db)
  audit.add({ action: 'monitoring.started', subject: '', before: null, after: null, reason: null })
  audit.add({ action: 'folder.added', subject: 'kodomo', before: null, after: '{}', reason: null })
  db.close()
  return dataDir
}

/** What somebody does who knows SQLite and not the key. */
function tamper(dataDir: string, ...statements: string[]): void {
  const db = new Database(path.join(dataDir, DATABASE_FILE))
  for (const statement of statements) db.exec(statement)
  db.close()
}

interface Opened {
  readonly guard: RecordGuard
  /** Counts that somebody was told of. */
  readonly told: number[]
  check(): Promise<RecordReport>
}

function opened(dataDir: string): Opened {
  const db = openDatabase(dataDir)
  const told: number[] = []
  const guard = new RecordGuard(dataDir, auditOf(db), NOW, {
    changed: () => {},
    faulty: (count) => told.push(count),
  })
  onTestFinished(async () => {
    await guard.close()
    db.close()
  })
  const check = async () => {
    const state = await guard.check()
    if (state.state !== 'done') throw new Error(JSON.stringify(state))
    return state.report
  }
  return { guard, told, check }
}

const WITHOUT_GUARDS = [
  'DROP TRIGGER audit_is_append_only_update',
  'DROP TRIGGER audit_is_append_only_delete',
  'DROP TRIGGER chain_is_append_only_update',
  'DROP TRIGGER chain_is_append_only_delete',
]

describe('records as the program wrote them', () => {
  it('have no fault, and the key and the anchor are the owner’s alone', async () => {
    const dataDir = worked()
    const { check, told } = opened(dataDir)
    expect(await check()).toMatchObject({ rows: 4, faults: 0, fingerprint: '', accepted: false })
    expect(told).toEqual([])
    for (const file of ['records.key', 'records.anchor'])
      expect(statSync(path.join(dataDir, file)).mode & 0o777).toBe(0o600)
  })

  it('say that more was written since the last check, and no more once that is checked too', async () => {
    const dataDir = worked()
    const { guard, check } = opened(dataDir)
    await check()
    expect(guard.hasGrown()).toBe(false)
    worked(dataDir)
    expect(guard.hasGrown()).toBe(true)
    await check()
    expect(guard.hasGrown()).toBe(false)
  })

  it('have none either over several starts, with what was written in between', async () => {
    const dataDir = worked()
    for (const _ of [1, 2]) {
      const { check } = opened(dataDir)
      expect(await check()).toMatchObject({ faults: 0 })
      worked(dataDir)
    }
    expect(await opened(dataDir).check()).toMatchObject({ rows: 12, faults: 0 })
  })

  it('a transaction that is rolled back leaves neither a row nor a link', async () => {
    const dataDir = worked()
    const db = openDatabase(dataDir)
    const links = () => db.prepare('SELECT count(*) AS n FROM chain').get()
    const before = links()
    const fails = db.transaction(() => {
      transfersOf(db).begin(newTransfer())
      throw new Error('no')
    })
    expect(fails).toThrow('no')
    expect(links()).toEqual(before)
    db.close()
    expect(await opened(dataDir).check()).toMatchObject({ faults: 0 })
  })

  it('retention closes rows without a fault', async () => {
    const dataDir = worked()
    const db = openDatabase(dataDir)
    const store = new RetentionStore(db, auditOf(db))
    const filedAs = 'PROCEED/kodomo/a.csv'
    const { fact } = store.look(ROOT, filedAs)
    const disposal = { filedAs, uploadDate: '2026-04-01', transferId: 1, sha256: fact?.sha256 ?? '' }
    expect(store.record(ROOT, [disposal as never])).toHaveLength(1)
    db.close()
    expect(await opened(dataDir).check()).toMatchObject({ rows: 5, faults: 0 })
  })
})

describe('what was done past the program is found', () => {
  it.each<[string, string[], { fault: string; kind: string | null; id: number }]>([
    [
      'an outcome that was changed',
      [`UPDATE transfers SET status = 'accepted', serial_number = 'S0' WHERE id = 2`],
      { fault: 'row_changed', kind: 'transfer', id: 2 },
    ],
    [
      'a serial number that was changed',
      [`UPDATE transfers SET serial_number = 'S1' WHERE id = 1`],
      { fault: 'row_changed', kind: 'transfer', id: 1 },
    ],
    [
      'a transfer that was deleted',
      ['DELETE FROM transfers WHERE id = 1'],
      { fault: 'row_missing', kind: 'transfer', id: 1 },
    ],
    [
      'an audit row that was changed',
      [...WITHOUT_GUARDS, `UPDATE audit SET who = 'taro' WHERE id = 1`],
      { fault: 'row_changed', kind: 'audit', id: 1 },
    ],
    [
      'an audit row that was deleted',
      [...WITHOUT_GUARDS, 'DELETE FROM audit WHERE id = 1'],
      { fault: 'row_missing', kind: 'audit', id: 1 },
    ],
    [
      'an audit row that somebody added',
      [`INSERT INTO audit (at, who, host, action, subject) VALUES ('2026', 'taro', 'pc', 'x', '')`],
      { fault: 'row_foreign', kind: 'audit', id: 3 },
    ],
    [
      'a link that was changed to fit a changed row',
      [
        ...WITHOUT_GUARDS,
        `UPDATE audit SET who = 'taro' WHERE id = 1`,
        'UPDATE chain SET digest = randomblob(32) WHERE seq = 6',
      ],
      { fault: 'link_broken', kind: null, id: 6 },
    ],
    [
      'a row that was deleted with its links',
      [...WITHOUT_GUARDS, 'DELETE FROM chain WHERE seq = 6', 'DELETE FROM audit WHERE id = 1'],
      { fault: 'links_missing', kind: null, id: 7 },
    ],
    [
      'an end that was cut off',
      [...WITHOUT_GUARDS, 'DELETE FROM chain WHERE seq = 7', 'DELETE FROM audit WHERE id = 2'],
      { fault: 'cut_off', kind: null, id: 7 },
    ],
  ])('%s', async (_what, statements, finding) => {
    const dataDir = worked()
    expect(await opened(dataDir).check()).toMatchObject({ faults: 0 })
    tamper(dataDir, ...statements)
    const { check, told } = opened(dataDir)
    const report = await check()
    expect(report.findings).toContainEqual(finding)
    expect(report.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(told).toEqual([report.faults])
    await check()
    expect(told).toHaveLength(1)
  })

  it('a chain that was made again with a key of somebody’s own', async () => {
    const dataDir = worked()
    expect(await opened(dataDir).check()).toMatchObject({ faults: 0 })
    tamper(dataDir, ...WITHOUT_GUARDS, 'DELETE FROM chain', `UPDATE audit SET who = 'taro' WHERE id = 1`)
    rmSync(path.join(dataDir, 'records.key'))
    expect(await opened(dataDir).check()).toMatchObject({
      findings: [{ fault: 'cut_off', kind: null, id: expect.any(Number) }],
    })
  })

  it('an anchor that somebody wrote', async () => {
    const dataDir = worked()
    writeFileSync(path.join(dataDir, 'records.anchor'), '{}')
    expect(await opened(dataDir).check()).toMatchObject({ faults: 1 })
  })

  it('many faults are counted, and the first twenty named', async () => {
    const dataDir = tempFolder()
    for (const _ of Array(20)) worked(dataDir)
    tamper(
      dataDir,
      `UPDATE transfers SET serial_number = 'S1' WHERE status = 'accepted'`,
      'DELETE FROM transfers WHERE id > 30',
    )
    const report = await opened(dataDir).check()
    expect(report.faults).toBe(25)
    expect(report.findings).toHaveLength(20)
  })
})

describe('staff who have seen the faults', () => {
  it('are not told of the same ones again, but of others', async () => {
    const dataDir = worked()
    tamper(dataDir, `UPDATE transfers SET serial_number = 'S1' WHERE id = 1`)
    const first = opened(dataDir)
    const { fingerprint } = await first.check()
    await first.guard.accept(fingerprint, 'restored from a backup')
    expect(await first.check()).toMatchObject({ faults: 1, accepted: true, fingerprint })
    const second = opened(dataDir)
    expect(await second.check()).toMatchObject({ accepted: true })
    expect(second.told).toEqual([])
    tamper(dataDir, `UPDATE transfers SET serial_number = 'S2' WHERE id = 1`)
    const third = opened(dataDir)
    expect(await third.check()).toMatchObject({ faults: 1, accepted: false })
    expect(third.told).toEqual([1])
  })

  it('cannot say so of faults that were not found', async () => {
    const { guard, check } = opened(worked())
    await check()
    await expect(guard.accept('0'.repeat(64), 'why')).rejects.toMatchObject({ code: 'R5007' })
  })
})

describe('a data folder of the version before', () => {
  it('is protected from its first start on', async () => {
    const dataDir = worked()
    tamper(dataDir, ...WITHOUT_GUARDS, 'DELETE FROM chain')
    for (const file of ['records.key', 'records.anchor']) rmSync(path.join(dataDir, file), { force: true })
    expect(await opened(dataDir).check()).toMatchObject({ rows: 4, faults: 0 })
    tamper(dataDir, `UPDATE transfers SET serial_number = 'S1' WHERE id = 1`)
    expect(await opened(dataDir).check()).toMatchObject({ faults: 1 })
  })

  it('is protected from its second start on when the first one was ended before the links', async () => {
    const dataDir = worked()
    tamper(dataDir, ...WITHOUT_GUARDS, 'DELETE FROM chain')
    expect(await opened(dataDir).check()).toMatchObject({ rows: 4, faults: 0 })
  })

  it('does not get new links for rows when only the links are gone', async () => {
    const dataDir = worked()
    await opened(dataDir).check()
    tamper(dataDir, ...WITHOUT_GUARDS, 'DELETE FROM chain')
    expect((await opened(dataDir).check()).findings).toContainEqual({
      fault: 'row_foreign',
      kind: 'audit',
      id: 1,
    })
  })
})

it('a program that only shows tells nobody of faults, and leaves the end alone', async () => {
  const dataDir = worked()
  tamper(dataDir, `UPDATE transfers SET serial_number = 'S1' WHERE id = 1`)
  const { guard, told } = opened(dataDir)
  expect(await guard.check(false)).toMatchObject({ report: { faults: 1 } })
  expect(told).toEqual([])
  expect(existsSync(path.join(dataDir, 'records.anchor'))).toBe(false)
})

it('a key of another length is refused, and not replaced', () => {
  const dataDir = worked()
  const file = path.join(dataDir, 'records.key')
  writeFileSync(file, 'short')
  expect(() => openDatabase(dataDir)).toThrow(expect.objectContaining({ code: 'R4001' }))
  expect(readFileSync(file, 'utf8')).toBe('short')
})

it('a check that is cut short by the end of the program says nothing', async () => {
  const { guard } = opened(worked())
  const checking = guard.check()
  await guard.close()
  expect(['never', 'done']).toContain((await checking).state)
})
