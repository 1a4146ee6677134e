import { expect, it } from 'vitest'
import { auditOf, openedDatabase } from './testing/opened-database.ts'

const ENTRY = { action: 'folder.added', subject: 'a', before: null, after: '{}', reason: '依頼による' }

it('keeps who did what, when and where', () => {
  const audit = auditOf(openedDatabase())
  audit.add(ENTRY)
  expect(audit.newestFirst(10)).toEqual([
    { id: 1, at: '2026-04-01T09:00:00.000+09:00', who: 'hanako', host: 'pc-1', ...ENTRY },
  ])
})

it('is read newest first, so many at a time', () => {
  const audit = auditOf(openedDatabase())
  for (const subject of ['a', 'b', 'c']) audit.add({ ...ENTRY, subject })
  expect(audit.newestFirst(2).map(({ subject }) => subject)).toEqual(['c', 'b'])
})

it.each([
  ['changed', 'UPDATE audit SET who = ?'],
  [
    'changed with a replacement',
    'INSERT OR REPLACE INTO audit SELECT id, at, ?, host, action, subject, before, after, reason FROM audit',
  ],
  ['deleted', 'DELETE FROM audit WHERE who <> ?'],
])('cannot be %s', (_, sql) => {
  const db = openedDatabase()
  const audit = auditOf(db)
  audit.add(ENTRY)
  const before = audit.newestFirst(10)
  expect(() => db.prepare(sql).run('somebody else')).toThrow('append-only')
  expect(audit.newestFirst(10)).toEqual(before)
})

it('goes with the change: rolled back together', () => {
  const db = openedDatabase()
  const audit = auditOf(db)
  const change = db.transaction(() => {
    audit.add(ENTRY)
    throw new Error('refused')
  })
  expect(change).toThrow('refused')
  expect(audit.newestFirst(10)).toEqual([])
})
