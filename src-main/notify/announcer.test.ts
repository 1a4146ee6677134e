import { describe, expect, it } from 'vitest'
import type { EventLevel } from '../../src-shared/domain/event-ids.ts'
import { parseSettings, type RawSettings, type Settings } from '../../src-shared/domain/settings.ts'
import { Announcer, type AnnouncerDeps, type EventEntry, type QueuedMail } from './announcer.ts'
import type { LogEntry } from './system-log.ts'

const EVENT: EventEntry = {
  at: '2026-11-20T13:50:26.000+09:00',
  level: 'error',
  eventId: 1002,
  code: 'R1002',
  folder: 'kodomo',
  transferId: 7,
  message: 'つながりません',
}

const MAIL: RawSettings = {
  MailServer: 'mail.example.jp',
  MailPort: '25',
  MailFrom: 'pmh@example.jp',
  MailTo: 'a@example.jp;b@example.jp',
  MailMinimumLevel: 'warning',
}

function settingsOf(raw: RawSettings): Settings {
  const parsed = parseSettings(
    { PostRegistrationTasksBaseURL: 'http://127.0.0.1', PMHFilePath: '/r', ...raw },
    'posix',
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.settings
}

const fails = () => {
  throw new Error('the database is closed')
}

/** What was told where, by an announcer whose parts are all well unless the test breaks one. */
function announced(event: EventEntry, raw: RawSettings, broken: Partial<AnnouncerDeps> = {}) {
  const settings = settingsOf(raw)
  const recorded: (readonly QueuedMail[])[] = []
  const logged: LogEntry[] = []
  let wakes = 0
  const announcer = new Announcer({
    record: (_, mails) => void recorded.push(mails),
    settings: () => settings,
    fileName: () => 'a.csv',
    systemLog: { write: (entry) => void logged.push(entry) },
    onMail: () => {
      wakes += 1
    },
    ...broken,
  })
  let thrown = ''
  try {
    announcer.add(event)
  } catch (error) {
    thrown = String(error)
  }
  return { recorded, logged, wakes, thrown }
}

describe('an event', () => {
  const both = ['a@example.jp', 'b@example.jp']

  it.each<[EventLevel, string, string[]]>([
    ['error', 'warning', both],
    ['warning', 'warning', both],
    ['information', 'warning', []],
    ['information', 'information', both],
    ['warning', 'error', []],
  ])('%s, with mails from %s on: one of its own to each of %j', (level, least, recipients) => {
    const { recorded, wakes } = announced({ ...EVENT, level }, { ...MAIL, MailMinimumLevel: least })
    expect(recorded.map((mails) => mails.map(({ recipient }) => recipient))).toEqual([recipients])
    expect(new Set(recorded.flat().map(({ messageId }) => messageId)).size).toBe(recipients.length)
    expect(wakes).toBe(recipients.length === 0 ? 0 : 1)
  })

  it('is no mail where none is set up', () => {
    expect(announced(EVENT, {})).toMatchObject({ recorded: [[]], wakes: 0 })
  })

  it('names the process, the folder and the file in the log of the system', () => {
    const { logged } = announced(EVENT, { PostRegistrationTasksName: '登録' })
    expect(logged).toEqual([
      {
        eventId: 1002,
        level: 'error',
        message: '登録 フォルダ: kodomo, ファイル: a.csv, エラーコード: R1002, メッセージ: つながりません',
      },
    ])
  })
})

describe('is told as far as it can be', () => {
  it('when the event table cannot be written, which is thrown on', () => {
    const { logged, wakes, thrown } = announced(EVENT, MAIL, { record: fails })
    expect(logged).toHaveLength(1)
    expect([wakes, thrown]).toEqual([0, 'Error: the database is closed'])
  })

  it('when the settings cannot be read: under the usual name of the process, without mails', () => {
    const { recorded, logged, thrown } = announced(EVENT, MAIL, { settings: fails })
    expect([recorded, thrown]).toEqual([[[]], ''])
    expect(logged[0]?.message).toMatch(/^医療費助成対象者情報登録 フォルダ: kodomo/)
  })

  it('when the name of the file cannot be read: without it', () => {
    const { recorded, logged, thrown } = announced(EVENT, MAIL, { fileName: fails })
    expect([recorded[0]?.length, thrown]).toEqual([2, ''])
    expect(logged[0]?.message).not.toContain('ファイル')
  })
})
