import { expect, it } from 'vitest'
import { at } from '../store/testing/history-rows.ts'
import { ACCEPTED, newTransfer, REJECTED, UNKNOWN } from '../store/testing/opened-database.ts'
import { addFolder, type OpenSession, openSession } from './testing/open-session.ts'

const DAY = '2026-04-02'

async function withDays(): Promise<OpenSession> {
  const opened = openSession()
  await opened.value('vault.choose', { kind: 'memory' })
  await addFolder(opened, { folder: 'a', displayName: '子ども' })
  const { transfers } = opened.session.real
  const rows = [
    ['a', at('2026-04-01', '23:59:59.999'), ACCEPTED],
    ['a', at(DAY, '00:00:00.000'), ACCEPTED],
    ['b', at(DAY, '09:00:00.000'), REJECTED],
    ['a', at(DAY, '10:00:00.000'), ACCEPTED],
    ['a', at(DAY, '23:59:59.999'), UNKNOWN],
    ['a', at('2026-04-03', '00:00:00.000'), ACCEPTED],
  ] as const
  for (const [index, [folder, startedAt, conclusion]] of rows.entries()) {
    const { id } = transfers.begin(newTransfer({ folder, startedAt, fileName: `${index + 1}.csv` }))
    transfers.conclude(id, conclusion)
  }
  return opened
}

it('日報 has the rows of one local day from the first to the last moment, oldest first, and counts them', async () => {
  const report = await (await withDays()).value('report.get', { date: DAY })
  expect(report.rows.map(({ fileName, displayName }) => [fileName, displayName])).toEqual([
    ['2.csv', '子ども'],
    ['3.csv', 'b'],
    ['4.csv', '子ども'],
    ['5.csv', '子ども'],
  ])
  expect(report.counts).toHaveLength(3)
  expect(report.counts).toEqual(
    expect.arrayContaining([
      { folder: 'a', displayName: '子ども', status: 'accepted', n: 2 },
      { folder: 'a', displayName: '子ども', status: 'unknown', n: 1 },
      { folder: 'b', displayName: 'b', status: 'rejected', n: 1 },
    ]),
  )
})

it('日報 says who printed it, when, by which program, and where the files went', async () => {
  const opened = await withDays()
  await opened.value('settings.save', {
    changes: {
      PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp',
      PostRegistrationFileType: '1',
    },
  })
  const report = await opened.value('report.get', { date: DAY })
  expect(report).toMatchObject({
    date: DAY,
    printedBy: opened.session.real.audit.actor.who,
    version: '0.1.0',
    target: { kind: 'test', origin: 'https://stg.pmh.go.jp' },
    fileType: '1',
    tasksType: opened.session.real.currentSettings().PostRegistrationTasksType,
  })
  expect(report.printedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/)
})

it('日報 of a day without a transfer is empty', async () => {
  expect(await (await withDays()).value('report.get', { date: '2026-04-04' })).toMatchObject({
    rows: [],
    counts: [],
  })
})

it('日報 of practice is that of practice, by name', async () => {
  const opened = await withDays()
  await opened.value('practice.start')
  expect(await opened.value('report.get', { date: DAY })).toMatchObject({
    target: { kind: 'practice' },
    rows: [],
  })
  await opened.value('practice.stop')
})
