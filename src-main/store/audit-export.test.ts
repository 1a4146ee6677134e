import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { exportAudit } from './audit-export.ts'
import type { AuditEntry } from './audit-store.ts'
import { AuditTrail } from './audit-trail.ts'
import { auditOf, openedDatabase } from './testing/opened-database.ts'

const ALL = { from: null, to: null, who: null, action: null, text: '', actions: [], subjects: [] }
const ENTRY: AuditEntry = { action: 'of.tomorrow', subject: 'a', before: null, after: null, reason: null }

function exportOf(entries: readonly Partial<AuditEntry>[], file = path.join(tempFolder(), 'a.csv')) {
  const db = openedDatabase()
  const audit = auditOf(db)
  for (const entry of entries) audit.add({ ...ENTRY, ...entry })
  const stop = new AbortController()
  const told: number[] = []
  const onRows = (rows: number) => void told.push(rows)
  const run = () => exportAudit({ trail: new AuditTrail(db), filter: ALL, file, signal: stop.signal, onRows })
  return { file, stop, told, run }
}

const cellsOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.slice(1, -1).split('","'))

describe('the CSV of 操作記録', () => {
  it('has a byte order mark, a head, and every row in words, newest first', async () => {
    const { file, run, told } = exportOf([
      { action: 'setting.changed', subject: 'ProxyPort', after: '3128', reason: '依頼' },
      { action: 'monitoring.started', subject: '' },
    ])
    expect(await run()).toBe(2)
    expect(told).toEqual([2])
    expect(readFileSync(file, 'utf8').split('\r\n')[0]).toBe(
      '\u{FEFF}"番号","日時","操作した人","パソコン","操作","操作コード","対象","設定キー","前","後","理由"',
    )
    const who = ['2026/04/01 09:00:00', 'hanako', 'pc-1']
    expect(cellsOf(file)).toEqual([
      ['2', ...who, '監視の開始', 'monitoring.started', '', '', '', '', ''],
      [
        '1',
        ...who,
        '設定の変更',
        'setting.changed',
        'プロキシのポート',
        'ProxyPort',
        '未設定',
        '3128',
        '依頼',
      ],
    ])
  })

  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝x', '＋x', '－x', '＠x'])(
    'has nothing that Excel would run: %j',
    async (subject) => {
      const { file, run } = exportOf([{ subject }])
      await run()
      expect(readFileSync(file, 'utf8')).toContain(`"'${subject}"`)
    },
  )

  it('keeps a quote and a comma in their cell', async () => {
    const { file, run } = exportOf([{ subject: 'a",b' }])
    await run()
    expect(readFileSync(file, 'utf8')).toContain('"a"",b"')
  })

  it('that was stopped leaves no file, and an older one as it was', async () => {
    const { file, run, stop } = exportOf([{}])
    writeFileSync(file, 'older')
    stop.abort()
    expect(await run()).toBeNull()
    expect([readFileSync(file, 'utf8'), readdirSync(path.dirname(file))]).toEqual(['older', ['a.csv']])
  })

  it('that cannot be written says so by its name, and leaves nothing behind', async () => {
    const file = path.join(tempFolder(), 'a.csv')
    mkdirSync(path.join(file, 'in the way'), { recursive: true })
    const { run } = exportOf([{}], file)
    await expect(run()).rejects.toMatchObject({ code: 'R5010', detail: expect.stringContaining(file) })
    expect(readdirSync(path.dirname(file))).toEqual(['a.csv'])
  })

  it.skipIf(process.platform === 'win32')('leaves alone what is called like an unfinished one', async () => {
    const { file, run } = exportOf([{}])
    writeFileSync(`${file}.tmp`, 'of somebody else', { mode: 0o644 })
    const umask = process.umask(0)
    onTestFinished(() => void process.umask(umask))
    expect(await run()).toBe(1)
    expect(readFileSync(`${file}.tmp`, 'utf8')).toBe('of somebody else')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
