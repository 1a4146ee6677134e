import { describe, expect, it } from 'vitest'
import { AuditStore } from './audit-store.ts'
import { type AuditFilter, AuditTrail } from './audit-trail.ts'
import { openedDatabase } from './testing/opened-database.ts'

const ALL: AuditFilter = {
  from: null,
  to: null,
  who: null,
  action: null,
  text: '',
  actions: [],
  subjects: [],
}
const ENTRY = { action: 'folder.added', subject: 'a', before: null, after: null, reason: null }

/** A trail with these rows, each by somebody at a date. */
function trailOf(
  rows: readonly { who?: string; date?: string; entry?: Partial<typeof ENTRY | { reason: string }> }[],
) {
  const db = openedDatabase()
  db.transaction(() => {
    for (const { who = 'hanako', date = '2026-04-01', entry } of rows)
      new AuditStore(db, { who, host: 'pc-1' }, () => `${date}T23:59:00.000+09:00`).add({
        ...ENTRY,
        ...entry,
      })
  })()
  return { trail: new AuditTrail(db), db }
}

/** So many rows, whose subjects are their numbers. */
function many(count: number) {
  const { trail, db } = trailOf([])
  db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO audit (at, who, host, action, subject) SELECT '2026-04-01T09:00:00.000+09:00', 'hanako', 'pc-1', 'folder.added', i FROM n`,
  ).run(count)
  return { trail, db }
}

const subjectsOf = async (trail: AuditTrail, filter: Partial<AuditFilter>) =>
  (await trail.page({ ...ALL, ...filter }, null, 50)).rows.map(({ subject }) => subject)

describe('a page of the trail', () => {
  it('is empty in an empty trail', async () => {
    expect(await trailOf([]).trail.page(ALL, null, 50)).toEqual({
      rows: [],
      skipped: 0,
      total: 0,
      previous: null,
    })
  })

  it('leads to every row once, forth and back, across slices', async () => {
    const { trail } = many(12_345)
    const seen: string[] = []
    const cursors: (number | null)[] = []
    for (let before: number | null = null; ; ) {
      const page = await trail.page(ALL, before, 5000)
      expect([page.total, page.skipped]).toEqual([12_345, seen.length])
      expect(page.previous).toBe(cursors.at(-2) ?? null)
      seen.push(...page.rows.map(({ subject }) => subject))
      const last = page.rows.at(-1)
      if (last === undefined || seen.length === page.total) break
      before = last.id
      cursors.push(before)
    }
    expect(seen).toEqual(Array.from({ length: 12_345 }, (_, index) => String(12_345 - index)))
  })

  it('stays where it is while new rows come in', async () => {
    const { trail, db } = many(10)
    const first = await trail.page(ALL, null, 3)
    new AuditStore(db, { who: 'taro', host: 'pc-2' }, () => '2026-04-02T00:00:00.000+09:00').add(ENTRY)
    const second = await trail.page(ALL, first.rows.at(-1)?.id ?? null, 3)
    expect(second.rows.map(({ subject }) => subject)).toEqual(['7', '6', '5'])
    expect([second.skipped, second.total]).toEqual([4, 11])
  })

  it('lets other work go on between its slices', async () => {
    const { trail } = many(12_345)
    let turns = 0
    let next = setImmediate(function tick() {
      turns += 1
      next = setImmediate(tick)
    })
    await trail.page(ALL, null, 50)
    clearImmediate(next)
    expect(turns).toBeGreaterThanOrEqual(3)
  })
})

describe('a filter', () => {
  const ROWS = [
    { date: '2026-03-31', entry: { subject: 'old' } },
    { date: '2026-04-01', entry: { subject: 'ProxyPort', action: 'setting.changed' } },
    { date: '2026-04-02', who: 'taro', entry: { subject: '100%_a\\b', reason: '依頼による' } },
  ]

  it.each<[string, Partial<AuditFilter>, string[]]>([
    ['nothing', {}, ['100%_a\\b', 'ProxyPort', 'old']],
    ['a first day', { from: '2026-04-01' }, ['100%_a\\b', 'ProxyPort']],
    ['a last day, to its end', { to: '2026-04-01' }, ['ProxyPort', 'old']],
    ['one day', { from: '2026-04-01', to: '2026-04-01' }, ['ProxyPort']],
    ['a person', { who: 'taro' }, ['100%_a\\b']],
    ['an action', { action: 'setting.changed' }, ['ProxyPort']],
    ['a part of a subject', { text: 'proxy' }, ['ProxyPort']],
    ['a part of a reason', { text: '依頼' }, ['100%_a\\b']],
    ['signs that SQLite knows', { text: '%_A\\' }, ['100%_a\\b']],
    ['a sign that matches nothing', { text: '%o%' }, []],
    ['a name of a person', { text: 'taro' }, ['100%_a\\b']],
    ['a computer', { text: 'pc-1' }, ['100%_a\\b', 'ProxyPort', 'old']],
    ['the word of a subject', { text: 'ポート', subjects: ['ProxyPort'] }, ['ProxyPort']],
    ['the word of an action', { text: '設定', actions: ['setting.changed'] }, ['ProxyPort']],
    ['an injected word', { text: "' OR 1=1 --" }, []],
    [
      'everything at once',
      { from: '2026-04-02', who: 'taro', action: 'folder.added', text: 'a' },
      ['100%_a\\b'],
    ],
  ])('by %s', async (_, filter, subjects) =>
    expect(await subjectsOf(trailOf(ROWS).trail, filter)).toEqual(subjects),
  )
})

it('everybody who did something is known, also those who come later', async () => {
  const { trail, db } = trailOf([{ who: 'taro' }, { who: 'hanako' }, { who: 'taro' }])
  expect(await trail.people()).toEqual(['hanako', 'taro'])
  new AuditStore(db, { who: 'ichiro', host: 'pc-3' }, () => '2026-04-02T00:00:00.000+09:00').add(ENTRY)
  expect(await trail.people()).toEqual(['hanako', 'ichiro', 'taro'])
})
