import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../src-shared/ipc/commands.ts'
import { at } from '../store/testing/history-rows.ts'
import { ACCEPTED, newTransfer, REJECTED } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession } from './testing/open-session.ts'

const ALL: CommandInput<'export.start'> = { folder: null, status: null }

/** A console whose history has four rows of two days and two folders; staff will save into a folder of their own. */
async function withHistory(): Promise<OpenSession & { readonly file: string }> {
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  await addFolder(opened, { folder: 'a', displayName: '子ども' })
  const { transfers } = opened.session.real
  const rows = [
    ['a', '2026-04-01', ACCEPTED],
    ['a', '2026-04-02', REJECTED],
    ['b', '2026-04-02', ACCEPTED],
    ['b', '2026-04-03', ACCEPTED],
  ] as const
  for (const [index, [folder, day, conclusion]] of rows.entries()) {
    const begun = newTransfer({ folder, startedAt: at(day), fileName: `${index + 1}.csv` })
    transfers.conclude(transfers.begin(begun).id, conclusion)
  }
  const file = path.join(tempFolder(), '履歴.csv')
  opened.picks = file
  return Object.assign(opened, { file })
}

const ended = (opened: OpenSession) => opened.until(() => opened.session.exporting.state.phase !== 'running')
const linesOf = (file: string) => readFileSync(file, 'utf8').split('\r\n').slice(1, -1)
const lastAction = ({ session }: OpenSession) => session.real.audit.newestFirst(1)[0]

describe('export.start', () => {
  it('writes what staff chose, under 表示名, and leaves a row in 操作記録', async () => {
    const opened = await withHistory()
    expect(await opened.value('export.start', ALL)).toEqual({ started: true })
    await ended(opened)
    expect(await opened.value('export.get')).toEqual({
      phase: 'done',
      written: 4,
      total: 4,
      fileName: '履歴.csv',
      error: null,
    })
    const lines = linesOf(opened.file)
    expect(lines.map((line) => line.slice(0, 3))).toEqual(['"4"', '"3"', '"2"', '"1"'])
    expect(lines[3]).toContain('"子ども","a","1.csv"')
    expect(lines[0]).toContain('"b","b","4.csv"')
    expect(lastAction(opened)).toMatchObject({
      action: 'history.exported',
      subject: opened.file,
      after: 'rows=4',
    })
    expect(opened.told).toContain('export')
  })

  it.each<[string, Partial<CommandInput<'export.start'>>, string[]]>([
    ['folder', { folder: 'a' }, ['2.csv', '1.csv']],
    ['result', { status: 'failure' }, ['2.csv']],
    ['first day', { from: '2026-04-02' }, ['4.csv', '3.csv', '2.csv']],
    ['last day', { to: '2026-04-02' }, ['3.csv', '2.csv', '1.csv']],
    ['text', { text: '3.CSV' }, ['3.csv']],
    ['all of them', { folder: 'b', status: 'success', from: '2026-04-02', to: '2026-04-02' }, ['3.csv']],
  ])('goes by the same filter as the screen: %s', async (_, asked, files) => {
    const opened = await withHistory()
    await opened.value('export.start', { ...ALL, ...asked })
    await ended(opened)
    expect(linesOf(opened.file).map((line) => /"(\d\.csv)"/.exec(line)?.[1])).toEqual(files)
    const page = await opened.value('transfers.search', { page: 1, ...ALL, ...asked })
    expect(page.rows.map(({ fileName }) => fileName)).toEqual(files)
  })

  it('offers a name with the day of today, and only a CSV', async () => {
    const opened = await withHistory()
    opened.picks = null
    await opened.value('export.start', ALL)
    expect(opened.asked.at(-1)).toEqual([expect.any(String), expect.stringMatching(/^送信履歴_\d{8}\.csv$/)])
  })

  it('begins nothing when staff cancelled the dialog', async () => {
    const opened = await withHistory()
    opened.picks = null
    const before = lastAction(opened)
    expect(await opened.value('export.start', ALL)).toEqual({ started: false })
    expect((await opened.value('export.get')).phase).toBe('idle')
    expect(lastAction(opened)).toEqual(before)
  })

  it('is alone while one runs, and asks for no second file', async () => {
    const opened = await withHistory()
    await opened.value('export.start', ALL)
    const { length } = opened.asked
    expect(await opened.refusal('export.start', ALL)).toBe('R5007 export')
    expect(opened.asked).toHaveLength(length)
    await ended(opened)
    expect(await opened.value('export.start', ALL)).toEqual({ started: true })
    await ended(opened)
  })

  it('that fails says where and why until it was seen, and leaves no row', async () => {
    const opened = await withHistory()
    mkdirSync(opened.file)
    const before = lastAction(opened)
    await opened.value('export.start', ALL)
    await ended(opened)
    const { phase, error } = await opened.value('export.get')
    expect([phase, error?.code]).toEqual(['failed', 'R5010'])
    expect(error?.detail).toMatch(/履歴\.csv \(E\w+\)$/)
    expect(lastAction(opened)).toEqual(before)
    expect(readdirSync(path.dirname(opened.file))).toEqual(['履歴.csv'])
    await opened.value('export.forget')
    expect(await opened.value('export.get')).toMatchObject({ phase: 'idle', error: null })
  })

  it('that is stopped leaves neither file nor row', async () => {
    const opened = await withHistory()
    const before = lastAction(opened)
    await opened.value('export.start', ALL)
    await opened.value('export.forget')
    expect((await opened.value('export.get')).phase).toBe('running')
    await opened.value('export.stop')
    expect((await opened.value('export.get')).phase).toBe('stopped')
    expect(existsSync(opened.file)).toBe(false)
    expect(lastAction(opened)).toEqual(before)
  })

  it('writes what the window shows: the history of practice while staff practise', async () => {
    const opened = await withHistory()
    await opened.value('practice.start')
    const before = lastAction(opened)
    await opened.value('export.start', ALL)
    await ended(opened)
    expect(linesOf(opened.file)).toEqual([])
    expect(lastAction(opened)).toEqual(before)
    await opened.value('practice.stop')
  })
})
