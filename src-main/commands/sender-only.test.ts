import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS, type CommandInput, type CommandName } from '../../src-shared/ipc/commands.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const NAMES = Object.keys(COMMANDS) as CommandName[]
const PASSPHRASE = `${SECRET} a passphrase`

/** Each command with an input that would have an effect. A command that is missing here does not compile. */
const INPUTS: { readonly [N in CommandName]: CommandInput<N> } = {
  'app.info': {},
  'app.take-over': {},
  'app.about': {},
  'app.reveal-data': {},
  'app.farewell': {},
  'app.answer-farewell': { answer: 'close', remember: true },
  'overview.get': {},
  'engine.forecast': {},
  'engine.start': {},
  'engine.stop': {},
  'engine.send-now': { folder: null },
  'engine.cancel-upload': { folder: 'a', fileName: 'a.csv' },
  'engine.stop-purge': {},
  'folders.list': {},
  'folders.add': {
    folder: 'b',
    displayName: 'b',
    token: `${SECRET}-b`,
    paused: false,
    createDirectory: true,
  },
  'folders.update': { id: 1, folder: 'a2', displayName: 'x', token: null, paused: true },
  'folders.pause': { id: 1, paused: true },
  'folders.remove': { id: 1 },
  'folders.move': { id: 1, position: 1 },
  'folders.create-directory': { folder: 'c' },
  'folders.look-up': { folder: 'a' },
  'folders.pick': {},
  'settings.get': {},
  'settings.save': { changes: { MonitoringTimer: '5000' } },
  'settings.pick-root': {},
  'import.sources': {},
  'import.choose-file': {},
  'import.read-arguments': { text: `${SECRET}-a|a` },
  'import.forget': { source: 'file' },
  'import.preview': {},
  'import.apply': { ticket: '', pauseOthers: false },
  'official.export': { kind: 'config', secrets: false },
  'transfers.search': { page: 1, folder: null, status: null },
  'transfers.get': { id: 1 },
  'transfers.reveal': { id: 1 },
  'transfers.decide': { id: 1, decision: 'resend', serialNumber: null, reason: '' },
  'export.start': { folder: null, status: null },
  'export.get': {},
  'export.stop': {},
  'export.forget': {},
  'report.get': { date: '2026-04-01' },
  'practice.start': {},
  'practice.get': {},
  'practice.play': { play: 'rejected' },
  'practice.put': { folder: 'kodomo' },
  'practice.refill': {},
  'practice.restart': {},
  'practice.stop': {},
  'diagnosis.start': {},
  'diagnosis.get': {},
  'diagnosis.stop': {},
  'certificates.list': {},
  'certificates.pick': {},
  'certificates.add': { fingerprints: [Array(32).fill('0F').join(':')] },
  'certificates.remove': { file: '/a.pem' },
  'mail.state': {},
  'mail.test': {},
  'mail.forget': {},
  'log.tail': { number: 0 },
  'log.reveal': { number: 0 },
  'audit.search': { from: null, to: null, who: null, action: null, text: '', before: null },
  'audit.export': { from: null, to: null, who: null, action: null, text: '' },
  'audit.export-progress': {},
  'audit.stop-export': {},
  'audit.check': {},
  'audit.check-state': {},
  'audit.accept-faults': { fingerprint: 'a'.repeat(64), reason: 'x' },
  'vault.choose': { kind: 'memory' },
  'vault.unlock': { passphrase: PASSPHRASE },
  'lock.state': {},
  'lock.open': { pin: '123456' },
  'lock.close': {},
  'lock.set-pin': { pin: '123456' },
  'lock.remove-pin': {},
  'moving.export': { passphrase: PASSPHRASE },
  'moving.pick': {},
  'moving.open': { passphrase: PASSPHRASE },
  'moving.apply': {},
  'moving.forget': {},
  'vault.key-file': {},
  'vault.remove-key-file': {},
  'vault.make-key-file': { account: null },
  'background.get': {},
  'background.preview': { way: 'login' },
  'background.save': { way: 'login' },
  'background.register': { request: { way: 'login' }, overForeign: true },
  'background.remove': { way: 'login' },
  'official.get': {},
  'official.look': {},
}

/** What only looks, and what concerns this process alone. */
const FOR_ANYONE: readonly CommandName[] = [
  'app.info',
  'app.about',
  'app.reveal-data',
  'app.farewell',
  'app.answer-farewell',
  'overview.get',
  'engine.forecast',
  'folders.list',
  'folders.look-up',
  'folders.pick',
  'settings.get',
  'settings.pick-root',
  'import.sources',
  'import.choose-file',
  'import.read-arguments',
  'import.forget',
  'import.preview',
  'transfers.search',
  'transfers.get',
  'transfers.reveal',
  'export.get',
  'export.stop',
  'export.forget',
  'report.get',
  'practice.get',
  'diagnosis.start',
  'diagnosis.get',
  'diagnosis.stop',
  'certificates.list',
  'certificates.pick',
  'mail.state',
  'log.tail',
  'log.reveal',
  'audit.search',
  'audit.export-progress',
  'audit.stop-export',
  'audit.check',
  'audit.check-state',
  'lock.state',
  'lock.close',
  'moving.forget',
  'vault.key-file',
  'vault.unlock',
  'background.get',
  'background.preview',
  'background.save',
  'background.remove',
  'official.get',
  'official.look',
]

/** A console that only shows, beside one that sends, and a look at what they share. */
async function shown() {
  const first = openSession()
  const root = tempFolder()
  mkdirSync(path.join(root, 'a'))
  await first.value('vault.choose', { kind: 'passphrase', passphrase: PASSPHRASE })
  await first.value('settings.save', {
    changes: { PMHFilePath: root, PostRegistrationTasksBaseURL: 'http://127.0.0.1:9' },
  })
  await addFolder(first, { folder: 'a' })
  const held = openSession({ dataDir: first.dataDir })
  held.picks = path.join(root, 'a')
  const db = openedDatabase(first.dataDir)
  const state = () => [
    db.pragma('data_version', { simple: true }),
    readdirSync(root),
    readdirSync(first.dataDir),
  ]
  return { first, held, state }
}

async function refusedNames({ refusal }: OpenSession, after: (name: CommandName) => void) {
  const refused: CommandName[] = []
  for (const name of NAMES) {
    const answer = await refusal(name, INPUTS[name])
    if (answer === 'R4002 pc-1 (PID 4711, console)') refused.push(name)
    after(name)
  }
  return refused
}

describe('a console that only shows', () => {
  it('refuses every command but those that look, and leaves the data folder as it is', async () => {
    const { held, state } = await shown()
    const before = state()
    const refused = await refusedNames(held, (name) => expect([name, state()]).toEqual([name, before]))
    expect(NAMES.filter((name) => !refused.includes(name))).toEqual(FOR_ANYONE)
    expect(held.session.real.engine.status().state).toBe('stopped')
  })

  it('may be given the passphrase, and then shows the ends of the tokens', async () => {
    const { held } = await shown()
    await held.value('vault.unlock', { passphrase: PASSPHRASE })
    expect((await held.value('folders.list')).folders).toMatchObject([{ tokenHint: '••••4f2a' }])
    expect(held.session.real.engine.status().state).toBe('stopped')
  })
})

it('the console that sends refuses none of them', async () => {
  const { first } = await shown()
  expect(await refusedNames(first, () => {})).toEqual([])
})
