import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { HistoryFilter } from '../../src-shared/domain/history-filter.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { at, rowMaker } from './testing/history-rows.ts'
import { ACCEPTED, REJECTED, result } from './testing/opened-database.ts'
import { type ExportInput, TransferExport } from './transfer-export.ts'
import { csvHead, transferLine } from './transfer-export-csv.ts'
import { TransferHistoryThread } from './transfer-history-thread.ts'

const ALL: HistoryFilter = { folder: null, status: null, from: null, to: null, text: '' }

/** Five rows, an export over them, and the end of it as a promise. */
function exporter(part: Partial<ExportInput> = {}) {
  const maker = rowMaker()
  for (let n = 0; n < 5; n += 1) maker.add('a', at('2026-04-01'), n % 2 === 0 ? ACCEPTED : REJECTED)
  const search = new TransferHistoryThread(maker.dataDir)
  onTestFinished(() => search.close())
  const folder = tempFolder()
  const file = path.join(folder, '履歴.csv')
  const done: number[] = []
  const phases: string[] = []
  const end = Promise.withResolvers<void>()
  const run: TransferExport = new TransferExport(() => {
    phases.push(run.state.phase)
    if (run.state.phase !== 'running') end.resolve()
  })
  const input: ExportInput = {
    search,
    filter: ALL,
    names: new Map([['a', '子ども医療費助成']]),
    file,
    onDone: (rows) => done.push(rows),
    ...part,
  }
  return { run, input, search, folder, file, done, phases, ended: end.promise }
}

const lines = (file: string) => readFileSync(file, 'utf8').slice(1).split('\r\n').slice(1, -1)

describe('CSV出力', () => {
  it('writes every row that matches, newest first, and tells when the file is whole', async () => {
    const { run, input, folder, file, done, ended } = exporter({ filter: { ...ALL, status: 'failure' } })
    run.start(input)
    expect(run.state).toMatchObject({ phase: 'running', fileName: '履歴.csv' })
    await ended
    expect(run.state).toEqual({ phase: 'done', written: 2, total: 2, fileName: '履歴.csv', error: null })
    expect(lines(file).map((line) => line.slice(0, 4))).toEqual(['"4",', '"2",'])
    expect(done).toEqual([2])
    expect(readdirSync(folder)).toEqual(['履歴.csv'])
  })

  it('leaves nothing when it is stopped, and the older file of that name as it was', async () => {
    const { run, input, search, folder, file, done, ended } = exporter()
    writeFileSync(file, 'older')
    run.start({
      ...input,
      search: {
        ids: (filter) => search.ids(filter),
        rows: (ids) => {
          void run.stop()
          return search.rows(ids)
        },
      },
    })
    await ended
    expect(run.state.phase).toBe('stopped')
    expect(readFileSync(file, 'utf8')).toBe('older')
    expect([readdirSync(folder), done]).toEqual([['履歴.csv'], []])
  })

  it.each([
    ['the folder is not there', () => ({ file: '/nowhere/x.csv' }), 'R5010', '/nowhere/x.csv (ENOENT)'],
    [
      'the database cannot be read',
      () => ({ search: new TransferHistoryThread('/nowhere') }),
      'R4001',
      'SQLITE_CANTOPEN',
    ],
  ])('fails with a code when %s, and another may follow', async (_, change, code, detail) => {
    const { run, input, folder, done, ended } = exporter()
    run.start({ ...input, ...change() })
    await ended
    expect(run.state).toMatchObject({ phase: 'failed', error: { code, detail } })
    expect([readdirSync(folder), done]).toEqual([[], []])
    run.start(input)
    await run.stop()
  })

  it('is one at a time, and forgotten only when it is over', async () => {
    const { run, input, ended } = exporter()
    run.start(input)
    expect(() => run.start(input)).toThrow('R5007')
    run.forget()
    expect(run.state.phase).toBe('running')
    await ended
    run.forget()
    expect(run.state.phase).toBe('idle')
  })
})

describe('a line of CSV', () => {
  const lineOf = (fileName: string, errorMessage = '') => {
    const { add, transfers } = rowMaker()
    const id = add('a', at('2026-04-01'), result({ errorCode: 'E4000012', errorMessage }), { fileName })
    return transferLine(transfers.get(id), new Map())
  }

  it('has as many fields as the head, all quoted, and ends in CRLF', () => {
    const fields = (line: string) => line.match(/"(?:[^"]|"")*"/g)?.length
    expect(csvHead()).toMatch(/^\u{FEFF}"番号","開始日時",.*\r\n$/u)
    expect(fields(lineOf('a,"b".csv'))).toBe(fields(csvHead()))
    expect(lineOf('a,"b".csv')).toContain(',"a,""b"".csv",')
    expect(lineOf('a.csv')).toMatch(/^"1","2026\/04\/01 12:00:00",.*\r\n$/)
  })

  it.each(['=1+2', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+2', '＠a'])(
    'takes the power from a formula: %j',
    (text) => {
      expect(lineOf('a.csv', text)).toContain(`,"'${text}",`)
      if (!text.includes('\t')) expect(lineOf(text)).toContain(`,"'${text}",`)
    },
  )

  it('leaves other signs inside a text alone', () => {
    expect(lineOf('a=1+2-3@4.csv')).toContain(',"a=1+2-3@4.csv",')
  })
})
