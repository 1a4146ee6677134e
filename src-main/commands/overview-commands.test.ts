import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../src-shared/ipc/commands.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession } from './testing/open-session.ts'
import { BAD, GOOD, sendingDesk } from './testing/sending-desk.ts'

const overview = (opened: OpenSession) => opened.value('overview.get')
const states = async (opened: OpenSession) =>
  (await overview(opened)).folders.map(({ folder, state }) => [folder, state])

describe('overview.get before anything is set up', () => {
  it('says what is missing', async () => {
    const opened = openSession()
    expect(await overview(opened)).toMatchObject({
      status: { state: 'stopped', nextCycleAt: null, lastCycleAt: null, uploads: [], trouble: null },
      target: { kind: 'unset', origin: '' },
      missing: [{ key: 'PMHFilePath' }, { key: 'PostRegistrationTasksBaseURL' }],
      folders: [],
      today: { success: 0, failure: 0, unknown: 0 },
      lastSuccessAt: null,
      problems: [],
    })
  })

  it('has thirty days, the last of them today', async () => {
    const { days, now } = await overview(openSession())
    expect(days).toHaveLength(30)
    expect(days.at(-1)?.date).toBe(now.slice(0, 10))
    const dates = days.map(({ date }) => date)
    expect(dates).toEqual([...new Set(dates)].toSorted())
    const gaps = dates.slice(1).map((date, index) => Date.parse(date) - Date.parse(dates[index] ?? ''))
    expect(new Set(gaps)).toEqual(new Set([86_400_000]))
  })
})

describe('the target', () => {
  it.each([
    ['https://stg.pmh.go.jp/', 'test', 'https://stg.pmh.go.jp'],
    ['http://pmhstg.kpn1.asp.lgwan.jp', 'test', 'http://pmhstg.kpn1.asp.lgwan.jp'],
    ['http://127.0.0.1:8080/x', 'test', 'http://127.0.0.1:8080'],
    ['http://localhost', 'test', 'http://localhost'],
    ['http://[::1]:5', 'test', 'http://[::1]:5'],
    ['https://pmh.go.jp', 'production', 'https://pmh.go.jp'],
    ['https://stg.pmh.go.jp.example.com', 'production', 'https://stg.pmh.go.jp.example.com'],
    ['https://localhost.example.com', 'production', 'https://localhost.example.com'],
  ])('%s is a %s system', async (url, kind, origin) => {
    const opened = openSession()
    await opened.value('settings.save', { changes: { PostRegistrationTasksBaseURL: url } })
    expect((await overview(opened)).target).toEqual({ kind, origin })
  })

  it('is not known beside a program that may have brought its own settings', async () => {
    const sender = openSession()
    const shows = openSession({ dataDir: sender.dataDir })
    expect((await overview(sender)).target.kind).toBe('unset')
    expect((await overview(shows)).target).toEqual({ kind: 'unknown', origin: '' })
  })
})

describe('overview.get after a cycle', () => {
  it('counts what was sent, and all is well', async () => {
    const desk = await sendingDesk({ a: GOOD, b: GOOD })
    desk.drop('a', '1.csv')
    desk.drop('a', '2.csv')
    desk.drop('b', 'not-for-pmh.txt')
    expect((await overview(desk)).folders.map(({ waitingFiles }) => waitingFiles)).toEqual([2, 0])
    await desk.sendAll()
    const now = await overview(desk)
    expect(now).toMatchObject({ today: { success: 2, failure: 0, unknown: 0 }, problems: [], missing: [] })
    expect(now.days.at(-1)).toMatchObject({ success: 2 })
    expect(now.lastSuccessAt).toBe(now.folders[0]?.last?.finishedAt)
    expect(now.folders).toMatchObject([
      {
        folder: 'a',
        displayName: 'aの制度',
        state: 'ok',
        waitingFiles: 0,
        last: { fileName: '2.csv', status: 'accepted', displayName: 'aの制度' },
      },
      { folder: 'b', state: 'ok', waitingFiles: 0, last: null },
    ])
    expect(desk.told).toEqual(expect.arrayContaining(['status', 'transfers']))
  })

  it('shows each folder in the state that staff have to know', async () => {
    const desk = await sendingDesk({ good: GOOD, bad: BAD, doubt: GOOD, paused: GOOD, gone: GOOD })
    await desk.value('folders.pause', { id: 4, paused: true })
    rmSync(path.join(desk.root, 'gone'), { recursive: true })
    for (const folder of ['good', 'bad', 'doubt', 'paused']) desk.drop(folder, 'x.csv')
    desk.pmh.behave({ kind: 'status', status: 400, code: 'E4000012' }, { times: 1 })
    await desk.sendAll()
    expect(await states(desk)).toEqual([
      ['good', 'failed'],
      ['bad', 'held'],
      ['doubt', 'ok'],
      ['paused', 'paused'],
      ['gone', 'missing'],
    ])
    desk.drop('doubt', 'y.csv')
    desk.pmh.behave('no_serial', { times: 1 })
    await desk.sendAll()
    expect((await states(desk))[2]).toEqual(['doubt', 'unknown'])
    const { problems, today } = await overview(desk)
    expect(problems.map(({ kind, folder, code }) => [kind, folder, code])).toEqual([
      ['unknown', 'doubt', 'R2003'],
      ['failed', 'good', 'E4000012'],
      ['folder_missing', 'gone', 'R3004'],
      ['held', 'bad', 'R3008'],
    ])
    expect(today).toEqual({ success: 1, failure: 2, unknown: 1 })
  })

  it('counts as waiting what 次の周期で送るもの lists, and no file that is held', async () => {
    const desk = await sendingDesk({ a: GOOD, b: GOOD })
    await desk.value('settings.save', { changes: { AllowMultipleFilePerFolder: 'true' } })
    writeFileSync(path.join(desk.root, 'a', 'held.csv'), Buffer.alloc(32 * 1024 * 1024))
    desk.pmh.behave({ kind: 'hold_body', afterBytes: 1000 }, { times: 1 })
    await desk.value('engine.send-now', { folder: null })
    await desk.pmh.waitFor((now) => now.underWay[0]?.state === 'held')
    await desk.value('engine.cancel-upload', { folder: 'a', fileName: 'held.csv' })
    await desk.until(() => desk.session.current.engine.status().state !== 'sending')
    desk.drop('a', 'waits.csv')
    expect(readdirSync(path.join(desk.root, 'a')).toSorted()).toEqual(['held.csv', 'waits.csv'])
    const counted = (await overview(desk)).folders.map(({ waitingFiles }) => waitingFiles)
    const listed = (await desk.value('engine.forecast')).folders.map(({ fileCount }) => fileCount)
    expect([counted, listed]).toEqual([
      [1, 0],
      [1, 0],
    ])
  })

  it('forgets a missing folder once it is back, and a paused one’s trouble', async () => {
    const desk = await sendingDesk({ a: GOOD, b: GOOD })
    for (const folder of ['a', 'b']) rmSync(path.join(desk.root, folder), { recursive: true })
    await desk.sendAll()
    expect(await states(desk)).toEqual([
      ['a', 'missing'],
      ['b', 'missing'],
    ])
    mkdirSync(path.join(desk.root, 'a'))
    await desk.value('folders.pause', { id: 2, paused: true })
    expect(await states(desk)).toEqual([
      ['a', 'ok'],
      ['b', 'paused'],
    ])
    expect((await overview(desk)).problems).toEqual([])
  })

  it('keeps a failure while the next file is under way', async () => {
    const desk = await sendingDesk({ a: GOOD })
    desk.drop('a', '1.csv')
    desk.pmh.behave({ kind: 'status', status: 400, code: 'E4000012' }, { times: 1 })
    await desk.sendAll()
    desk.drop('a', '2.csv')
    desk.pmh.behave({ kind: 'hold_body', afterBytes: 1 }, { times: 1 })
    await desk.value('engine.send-now', { folder: null })
    await desk.pmh.waitFor((now) => now.underWay[0]?.state === 'held')
    const { problems, folders } = await overview(desk)
    expect(problems).toMatchObject([{ kind: 'failed', code: 'E4000012', detail: '1.csv' }])
    expect(folders).toMatchObject([{ state: 'sending', last: { fileName: '1.csv', status: 'rejected' } }])
    await desk.value('engine.cancel-upload', { folder: 'a', fileName: '2.csv' })
    await desk.until(() => desk.session.current.engine.status().state !== 'sending')
  })

  it('names trouble of the line once', async () => {
    const desk = await sendingDesk({ a: GOOD, b: GOOD })
    await desk.pmh.close()
    desk.drop('a', '1.csv')
    desk.drop('b', '1.csv')
    await desk.sendAll()
    const { problems, status, folders } = await overview(desk)
    expect(problems.map(({ kind, code }) => [kind, code])).toEqual([['engine', 'R1002']])
    expect(status.trouble?.code).toBe('R1002')
    expect(folders.map(({ waitingFiles, state }) => [waitingFiles, state])).toEqual([
      [1, 'blocked'],
      [1, 'blocked'],
    ])
  })
})

describe('what a look at the disk finds before any cycle', () => {
  const short = async (opened: OpenSession) => {
    const { problems, folders } = await overview(opened)
    return {
      rows: problems.map(({ kind, folder, code }) => [kind, folder, code]),
      cards: folders.map(({ state, waitingFiles }) => [state, waitingFiles]),
    }
  }

  it('names a missing folder at once, once, and with the time at which it was seen first', async () => {
    const desk = await sendingDesk({ a: GOOD, b: GOOD, paused: GOOD })
    await desk.value('folders.pause', { id: 3, paused: true })
    for (const folder of ['a', 'paused']) rmSync(path.join(desk.root, folder), { recursive: true })
    expect(await short(desk)).toEqual({
      rows: [['folder_missing', 'a', 'R3004']],
      cards: [
        ['missing', null],
        ['ok', 0],
        ['paused', null],
      ],
    })
    const [first] = (await overview(desk)).problems
    await desk.sendAll()
    expect((await overview(desk)).problems).toEqual([first])
    mkdirSync(path.join(desk.root, 'a'))
    expect((await short(desk)).rows).toEqual([])
  })

  it('asks for a look at a folder that cannot be listed', async () => {
    const desk = await sendingDesk({ a: GOOD })
    rmSync(path.join(desk.root, 'a'), { recursive: true })
    // Not missing, and yet no folder can be reached by it: ELOOP.
    symlinkSync(path.join(desk.root, 'a'), path.join(desk.root, 'a'))
    expect(await short(desk)).toEqual({ rows: [['folder', 'a', 'R3007']], cards: [['check', null]] })
  })

  it('names the place of all folders once when that is missing', async () => {
    const desk = await sendingDesk({ a: GOOD, b: GOOD })
    rmSync(desk.root, { recursive: true })
    const gone = {
      rows: [['engine', null, 'R3006']],
      cards: [
        ['blocked', null],
        ['blocked', null],
      ],
    }
    expect(await short(desk)).toEqual(gone)
    await desk.sendAll()
    expect(await short(desk)).toEqual(gone)
    for (const folder of ['a', 'b']) mkdirSync(path.join(desk.root, folder), { recursive: true })
    expect((await short(desk)).rows).toEqual([])
  })

  it('calls a folder neither well nor missing while its place is not set', async () => {
    const opened = openSession()
    await opened.value('vault.choose', { kind: 'memory' })
    await addFolder(opened, { folder: 'a', token: GOOD })
    expect(await short(opened)).toEqual({ rows: [], cards: [['unset', null]] })
  })

  it('leaves the folders well when only the records were changed past the program', async () => {
    const desk = await sendingDesk({ a: GOOD })
    desk.drop('a', '1.csv')
    await desk.sendAll()
    const raw = new Database(path.join(desk.dataDir, 'relay.db'))
    raw.exec(`UPDATE transfers SET serial_number = 'S1' WHERE id = 1`)
    raw.close()
    await desk.session.real.records.check()
    expect(await short(desk)).toEqual({ rows: [['engine', null, 'R4010']], cards: [['ok', 0]] })
  })

  it('calls a folder whose token cannot be read no failure: nothing was sent', async () => {
    const desk = await sendingDesk({ a: GOOD })
    desk.session.real.vault.remove('token:1')
    expect(await short(desk)).toEqual({ rows: [['folder', 'a', 'R3009']], cards: [['check', 0]] })
  })
})

describe('engine commands', () => {
  it.each(['engine.start', 'engine.send-now'] as const)(
    '%s needs settings and a folder first',
    async (name) => {
      const opened = openSession()
      const input: CommandInput<typeof name> = name === 'engine.start' ? {} : { folder: null }
      expect(await opened.refusal(name, input)).toBe('R4005 PMHFilePath, PostRegistrationTasksBaseURL')
      await opened.value('settings.save', {
        changes: { PMHFilePath: tempFolder(), PostRegistrationTasksBaseURL: 'http://127.0.0.1:1' },
      })
      expect(await opened.refusal(name, input)).toBe('R4005')
      expect(opened.session.real.engine.status().state).toBe('stopped')
      expect(opened.session.real.facts.get('monitoring')).toBeNull()
    },
  )

  it('start and stop monitoring, and write down who did', async () => {
    const desk = await sendingDesk({ a: GOOD })
    await desk.value('engine.start')
    await desk.until(() => desk.session.real.engine.status().state === 'watching')
    expect((await overview(desk)).status.nextCycleAt).toMatch(/^\d{4}-/)
    await desk.value('engine.stop')
    expect((await overview(desk)).status).toMatchObject({ state: 'stopped', nextCycleAt: null })
    const actions = desk.session.real.audit.newestFirst(2).map(({ action }) => action)
    expect(actions).toEqual(['monitoring.stopped', 'monitoring.started'])
  })

  it('send one folder, whatever the case of its name', async () => {
    const desk = await sendingDesk({ a: GOOD, b: GOOD })
    desk.drop('a', '1.csv')
    desk.drop('b', '1.csv')
    expect(await desk.refusal('engine.send-now', { folder: 'none' })).toBe('R5006 none')
    await desk.value('engine.send-now', { folder: 'b' })
    await desk.until(() => desk.session.current.engine.status().state !== 'sending')
    expect((await overview(desk)).folders.map(({ waitingFiles }) => waitingFiles)).toEqual([1, 0])
  })

  it('tell that a cycle is under way, and cancel its upload', async () => {
    const desk = await sendingDesk({ a: GOOD })
    const large = { folder: 'a', fileName: 'large.csv' }
    expect(await desk.value('engine.cancel-upload', large)).toEqual({ cancelled: false })
    writeFileSync(path.join(desk.root, 'a', 'large.csv'), Buffer.alloc(32 * 1024 * 1024))
    desk.pmh.behave({ kind: 'hold_body', afterBytes: 1000 })
    await desk.value('engine.send-now', { folder: null })
    await desk.pmh.waitFor((now) => now.underWay[0]?.state === 'held')
    expect(await states(desk)).toEqual([['a', 'sending']])
    expect(await desk.value('engine.send-now', { folder: null })).toEqual({ started: false })
    expect(await desk.value('engine.cancel-upload', large)).toEqual({ cancelled: true })
    await desk.until(() => desk.session.current.engine.status().state !== 'sending')
    expect((await overview(desk)).problems).toMatchObject([{ kind: 'held', folder: 'a', code: 'R1011' }])
  })
})

describe('transfers.search and transfers.reveal', () => {
  it('page through the history by folder and status', async () => {
    const desk = await sendingDesk({ a: GOOD, b: BAD })
    for (const name of ['1.csv', '2.csv']) desk.drop('a', name)
    desk.drop('b', '3.csv')
    await desk.sendAll()
    const search = (folder: string | null, status: 'failure' | null, page = 1) =>
      desk.value('transfers.search', { page, folder, status })
    const all = await search(null, null)
    expect(all).toMatchObject({ total: 3, pageSize: 50 })
    expect(all.rows.map(({ fileName }) => fileName)).toEqual(['3.csv', '2.csv', '1.csv'])
    expect((await search('a', null)).rows).toHaveLength(2)
    expect((await search(null, 'failure')).rows).toMatchObject([
      { folder: 'b', displayName: 'bの制度', errorCode: 'E4010003' },
    ])
    expect(await search(null, null, 2)).toMatchObject({ rows: [], total: 3 })
    await desk.value('folders.remove', { id: 2 })
    expect((await search('b', null)).rows).toMatchObject([{ folder: 'b', displayName: 'b' }])
  })

  it('show a file where it lies now', async () => {
    const desk = await sendingDesk({ a: GOOD })
    desk.drop('a', '1.csv')
    await desk.sendAll()
    await desk.value('transfers.reveal', { id: 1 })
    const { id } = desk.session.real.transfers.begin({
      root: desk.root,
      folder: 'a',
      fileName: '2.csv',
      sizeBytes: 1,
      sha256: '0'.repeat(64),
      endpoint: 'e',
      startedAt: 's',
      duplicateOf: null,
    })
    await desk.value('transfers.reveal', { id })
    expect(desk.revealed).toEqual([
      path.join(desk.root, 'PROCEED', 'a', '1.csv'),
      path.join(desk.root, 'a', '2.csv'),
    ])
    expect(await desk.refusal('transfers.reveal', { id: 99 })).toBe('R5006 99')
  })
})

describe('transfers.decide', () => {
  /** A file in ERROR whose fate nobody knows. */
  async function doubtful() {
    const desk = await sendingDesk({ a: GOOD })
    desk.drop('a', '1.csv')
    desk.pmh.behave('no_serial', { times: 1 })
    await desk.sendAll()
    expect((await overview(desk)).problems).toMatchObject([{ kind: 'unknown', transferId: 1 }])
    desk.told.length = 0
    return desk
  }
  const DECISION = { id: 1, decision: 'treated_as_sent', serialNumber: 'S1', reason: 'メールで確認' } as const
  const rowsOf = async (desk: OpenSession) =>
    (await desk.value('transfers.search', { page: 1, folder: null, status: null })).rows

  it('calls a doubt sent, and says who did', async () => {
    const desk = await doubtful()
    expect((await rowsOf(desk))[0]?.possibleDecisions).toEqual(['treated_as_sent', 'resend'])
    await desk.value('transfers.decide', DECISION)
    const { actor } = desk.session.real.audit
    expect(await rowsOf(desk)).toMatchObject([
      {
        status: 'unknown',
        decision: 'treated_as_sent',
        serialNumber: 'S1',
        decidedBy: `${actor.who}@${actor.host}`,
        decisionReason: 'メールで確認',
        filedAs: 'PROCEED/a/1.csv',
        possibleDecisions: [],
      },
    ])
    expect(existsSync(path.join(desk.root, 'PROCEED', 'a', '1.csv'))).toBe(true)
    expect((await overview(desk)).problems).toEqual([])
    expect(desk.told).toContain('transfers')
    expect(desk.session.real.audit.newestFirst(1)).toMatchObject([
      {
        action: 'transfer.treated_as_sent',
        subject: '1 a/1.csv',
        before: 'unknown',
        after: 'S1',
        reason: 'メールで確認',
      },
    ])
    expect(desk.pmh.receivedCount).toBe(1)
  })

  it('sends a doubt again, as a row of its own', async () => {
    const desk = await doubtful()
    await desk.value('transfers.decide', { ...DECISION, decision: 'resend', serialNumber: null })
    await desk.sendAll()
    expect(await rowsOf(desk)).toMatchObject([
      { id: 2, status: 'accepted', resendOf: 1 },
      { id: 1, status: 'unknown', decision: 'resend' },
    ])
    expect((await overview(desk)).problems).toEqual([])
    expect(desk.pmh.receivedCount).toBe(2)
  })

  it('is refused a second time, and leaves no second audit row', async () => {
    const desk = await doubtful()
    await desk.value('transfers.decide', DECISION)
    const count = desk.session.real.audit.newestFirst(100).length
    expect(await desk.refusal('transfers.decide', DECISION)).toBe('R5007 1.csv')
    expect(await desk.refusal('transfers.decide', { ...DECISION, id: 99 })).toBe('R5006 99')
    expect(desk.session.real.audit.newestFirst(100)).toHaveLength(count)
  })

  it('is not for a program that only shows', async () => {
    const desk = await doubtful()
    const shows = openSession({ dataDir: desk.dataDir })
    expect(await shows.refusal('transfers.decide', DECISION)).toMatch(/^R4002 /)
    expect((await rowsOf(desk))[0]?.decision).toBeNull()
  })
})

describe('app.info', () => {
  it('opens on はじめに until something was set up', async () => {
    const opened = openSession()
    expect(await opened.value('app.info')).toEqual({
      version: '0.1.0',
      runtime: 'Node 22',
      dataDir: opened.dataDir,
      practice: false,
      vault: { kind: 'undecided', locked: false, hasPassphrase: false },
      firstRun: true,
      heldBy: null,
    })
    await opened.value('settings.save', { changes: { PMHFilePath: '/srv/pmh' } })
    expect((await opened.value('app.info')).firstRun).toBe(false)
  })
})
