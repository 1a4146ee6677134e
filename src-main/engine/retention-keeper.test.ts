import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { addFolder, type OpenSession, openSession } from '../commands/testing/open-session.ts'
import { tempFolder } from '../testing/temp-folder.ts'

const FILES = 250

/** Many files in PROCEED that are old enough, and one that nobody may touch. */
async function site() {
  const opened = openSession()
  const root = tempFolder()
  const filed = path.join(root, 'PROCEED', 'a')
  const other = path.join(root, 'elsewhere', 'keep.csv')
  for (const folder of [filed, path.dirname(other), path.join(root, 'a')])
    mkdirSync(folder, { recursive: true })
  for (let n = 0; n < FILES; n += 1) writeFileSync(path.join(filed, `${n}.csv`), 'old')
  writeFileSync(other, 'keep')
  await opened.value('vault.choose', { kind: 'memory' })
  const changes = {
    PMHFilePath: root,
    PostRegistrationTasksBaseURL: 'http://127.0.0.1:9',
    ProceedFileRetentionDays: '0',
  }
  await opened.value('settings.save', { changes })
  await addFolder(opened, { folder: 'a' })
  const purge = () => opened.session.real.engine.status().purge
  return { opened, other, purge, left: () => readdirSync(filed).length }
}

const recorded = ({ session }: OpenSession) =>
  session.real.audit.newestFirst(1000).filter(({ action }) => action === 'retention.deleted').length

it('a purge of many files tells how far it is, lot by lot, and that it is over', async () => {
  const { opened, other, purge, left } = await site()
  const seen = new Set<number>()
  opened.told.length = 0
  await opened.value('engine.send-now', { folder: null })
  await opened.until(() => purge() !== null)
  await opened.until(() => {
    const now = purge()
    if (now !== null) seen.add(now.deleted)
    return now === null
  })
  expect([...seen]).toEqual([100, 200])
  expect([left(), recorded(opened), existsSync(other)]).toEqual([0, FILES, true])
  // Two lots, the end, and what a cycle tells of itself: not one event a file.
  expect(opened.told.length).toBeLessThan(12)
})

it('中止 ends it between two lots, and the next cycle goes on where it was', async () => {
  const { opened, purge, left } = await site()
  await opened.value('engine.send-now', { folder: null })
  await opened.until(() => purge() !== null)
  await opened.value('engine.stop-purge')
  expect(purge()).toBeNull()
  const rest = left()
  expect(rest).toBeGreaterThan(0)
  expect([rest % 100, recorded(opened)]).toEqual([FILES % 100, FILES - rest])
  await opened.until(() => opened.session.real.engine.status().state === 'stopped')
  await opened.value('engine.send-now', { folder: null })
  await expect.poll(left).toBe(0)
  await opened.value('engine.stop-purge')
  expect(recorded(opened)).toBe(FILES)
})
