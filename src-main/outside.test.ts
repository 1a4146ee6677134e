import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseSettings, type RawSettings } from '../src-shared/domain/settings.ts'
import { createRelay, type Relay, type RelayOptions } from './compose.ts'
import { type SmtpServer, startSmtpServer, textOf } from './notify/testing/smtp-server.ts'
import { startSimulator } from './simulator/simulator.ts'
import { FactStore } from './store/fact-store.ts'
import { openedDatabase } from './store/testing/opened-database.ts'
import { tempFolder } from './testing/temp-folder.ts'

interface Site {
  readonly relay: Relay
  readonly dataDir: string
  /** Runs one cycle in which the token is refused. */
  refuse(): Promise<void>
  mailCount(): unknown
}

const SILENT_SYSTEM = { announce: { systemLog: null } }

/** A relay whose one file is refused by PMH. */
async function site(
  settings: RawSettings,
  more: Pick<RelayOptions, 'announce'> = SILENT_SYSTEM,
): Promise<Site> {
  const home = tempFolder()
  const [root, dataDir] = [path.join(home, 'root'), path.join(home, 'data')]
  mkdirSync(path.join(root, 'kodomo'), { recursive: true })
  const pmh = await startSimulator({ tokens: ['good'] })
  onTestFinished(() => pmh.close())
  const parsed = parseSettings(
    { PMHFilePath: root, PostRegistrationTasksBaseURL: pmh.url, StabilityWindow: '0', ...settings },
    process.platform === 'win32' ? 'windows' : 'posix',
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const run = { settings: parsed.settings, folders: [{ folder: 'kodomo', token: 'bad' }] }
  const relay = createRelay({
    dataDir,
    sealer: null,
    memoryVault: true,
    run,
    ...more,
  })
  onTestFinished(() => relay.close())
  return {
    relay,
    dataDir,
    refuse: async () => {
      writeFileSync(path.join(root, 'kodomo', 'a.csv'), 'SECRET-CONTENTS,1\n')
      await relay.engine.runOnce()
    },
    mailCount: () => openedDatabase(dataDir).prepare('SELECT count(*) FROM mails').pluck().get(),
  }
}

const mailTo = (smtp: SmtpServer, more: RawSettings = {}): RawSettings => ({
  MailServer: '127.0.0.1',
  MailPort: String(smtp.port),
  MailFrom: 'pmh@example.jp',
  MailTo: 'a@example.jp;b@example.jp',
  ...more,
})

async function smtpServer() {
  const smtp = await startSmtpServer()
  onTestFinished(() => smtp.close())
  return smtp
}

describe('an event', () => {
  it('is a mail to each recipient: process, folder, file and code, and nothing of what is in the file', async () => {
    const smtp = await smtpServer()
    const { relay, refuse } = await site(mailTo(smtp, { PostRegistrationTasksName: '医療費登録' }))
    await refuse()
    await smtp.received(2)
    expect(smtp.mails.map(({ to }) => to)).toEqual([['a@example.jp'], ['b@example.jp']])
    for (const mail of smtp.mails) {
      const text = textOf(mail)
      expect(text).toMatch(
        /^イベントID:101\r?\nレベル:Error\r?\nメッセージ:医療費登録 フォルダ: kodomo, ファイル: a\.csv, エラーコード: E4010003, メッセージ: .+\r?\nソース:PMH_Relay\r?\n日時:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\s*$/,
      )
      expect(mail.data + text).not.toMatch(/SECRET|bad/)
    }
    expect(relay.events.newestFirst(10).map(({ eventId }) => eventId)).toEqual([101, 1])
  })

  it.each([
    ['information', 3],
    ['warning', 1],
    ['error', 1],
  ])('goes out from MailMinimumLevel on: %s, %i mails', async (level, count) => {
    const smtp = await smtpServer()
    const { relay, refuse } = await site(mailTo(smtp, { MailTo: 'a@example.jp', MailMinimumLevel: level }))
    await refuse()
    await relay.engine.shutdown()
    await relay.post?.drain(10_000, new AbortController().signal)
    expect(smtp.mails).toHaveLength(count)
  })

  it('of a cycle that meets a dead server costs the cycle nothing, and its mail stays', async () => {
    const smtp = await smtpServer()
    await smtp.close()
    const { relay, refuse, mailCount } = await site(mailTo(smtp))
    await refuse()
    expect(relay.history.lastEnded('kodomo')).toMatchObject({
      status: 'rejected',
      destination: 'ERROR',
      filedAs: expect.any(String),
    })
    await relay.close()
    expect(mailCount()).toBe(2)
  })

  it('and its mails are one write: without the one there is not the other', async () => {
    const smtp = await smtpServer()
    const { relay, refuse, dataDir } = await site(mailTo(smtp))
    openedDatabase(dataDir).exec(
      `CREATE TRIGGER no_mail BEFORE INSERT ON mails BEGIN SELECT RAISE(ABORT, 'no'); END`,
    )
    await refuse()
    expect(relay.events.newestFirst(10).map(({ eventId }) => eventId)).toEqual([1])
    expect(relay.history.lastEnded('kodomo')).toMatchObject({ status: 'rejected' })
  })

  it('stays in the event table of a relay that tells nothing to the outside', async () => {
    const smtp = await smtpServer()
    const { relay, refuse, mailCount } = await site(mailTo(smtp), {})
    await refuse()
    expect(relay.events.newestFirst(1)).toMatchObject([{ eventId: 101 }])
    expect([relay.post, mailCount(), smtp.steps]).toEqual([null, 0, []])
  })
})

describe("the system's log", () => {
  const dead = { systemLog: { file: '/no/such/program', args: [], input: () => '' } }

  it('that cannot be written is one note in the event table, and no mail', async () => {
    const smtp = await smtpServer()
    const { relay, refuse, dataDir } = await site(mailTo(smtp, { MailTo: 'a@example.jp' }), {
      announce: dead,
    })
    await refuse()
    await refuse()
    await relay.engine.shutdown()
    await relay.post?.drain(10_000, new AbortController().signal)
    await relay.close()
    const codes = openedDatabase(dataDir)
      .prepare("SELECT code FROM events WHERE code LIKE 'R7%'")
      .pluck()
      .all()
    expect(codes).toEqual(['R7015'])
    expect(new FactStore(openedDatabase(dataDir)).get('system_log_note')).toMatch(/^\d{4}-/)
    expect(smtp.mails.map(textOf).join()).not.toContain('R7015')
  })

  it('that takes events again is no news, and the note is gone', async () => {
    const works = { systemLog: { file: process.execPath, args: ['--version'], input: () => '' } }
    const { relay, refuse } = await site({}, { announce: works })
    relay.facts.set('system_log_note', '2026-04-01T09:00:00.000+09:00')
    await refuse()
    await expect.poll(() => relay.facts.get('system_log_note')).toBe('')
    expect(relay.events.newestFirst(10).map(({ code }) => code)).not.toContain('R7015')
  })
})
