import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { openSession } from './testing/open-session.ts'

const ALL = { from: null, to: null, who: null, action: null, text: '' }

/** A console whose trail has so many changes of a setting. */
async function changed(times: number) {
  const opened = openSession()
  for (let n = 1; n <= times; n += 1)
    await opened.value('settings.save', { changes: { MonitoringTimer: String(1000 + n) } })
  return opened
}

describe('audit.search', () => {
  it('gives pages of 50 with the total, and everybody who is named', async () => {
    const { value, session } = await changed(51)
    const first = await value('audit.search', { ...ALL, before: null })
    expect([first.rows.length, first.skipped, first.total, first.pageSize]).toEqual([50, 0, 51, 50])
    expect(first.people).toEqual([session.real.audit.actor.who])
    const second = await value('audit.search', { ...ALL, before: first.rows.at(-1)?.id ?? null })
    expect(second.rows.map(({ after }) => after)).toEqual(['1001'])
    expect([second.skipped, second.previous]).toEqual([50, null])
  })

  it('finds by the Japanese word of what stands in the trail as a code', async () => {
    const { value } = await changed(1)
    const found = async (text: string) => (await value('audit.search', { ...ALL, text, before: null })).total
    expect([await found(' 確認の間隔 '), await found('設定の変更'), await found('トークン')]).toEqual([
      1, 1, 0,
    ])
  })
})

describe('audit.export', () => {
  it('writes what is filtered, and who did so into the trail', async () => {
    const opened = await changed(2)
    opened.picks = path.join(tempFolder(), 'a.csv')
    opened.told.length = 0
    expect(await opened.value('audit.export', { ...ALL, text: '1001' })).toEqual({
      file: opened.picks,
      rows: 2,
    })
    expect(readFileSync(opened.picks, 'utf8').split('\r\n')).toHaveLength(4)
    expect(opened.session.real.audit.newestFirst(1)).toMatchObject([
      { action: 'audit.exported', subject: opened.picks, after: 'rows=2' },
    ])
    // Begun, a slice, and done.
    expect(opened.told).toEqual(['audit', 'audit', 'audit'])
    expect(await opened.value('audit.export-progress')).toEqual({ rows: null })
  })

  it('writes nothing when staff cancelled the dialog, nor a row', async () => {
    const opened = await changed(1)
    expect(await opened.value('audit.export', ALL)).toEqual({ file: null, rows: 0 })
    expect(opened.session.real.audit.newestFirst(5)).toHaveLength(1)
  })

  it('can be stopped, and is alone while it runs', async () => {
    const opened = await changed(1)
    opened.picks = path.join(tempFolder(), 'a.csv')
    const first = opened.value('audit.export', ALL)
    await opened.until(() => opened.told.at(-1) === 'audit')
    expect(await opened.refusal('audit.export', ALL)).toBe('R5007 export')
    expect(await opened.value('audit.export-progress')).toEqual({ rows: 0 })
    await opened.value('audit.stop-export')
    expect(await first).toEqual({ file: null, rows: 0 })
    expect(existsSync(opened.picks)).toBe(false)
    expect(opened.session.real.audit.newestFirst(1)).toMatchObject([{ action: 'setting.changed' }])
  })
})
