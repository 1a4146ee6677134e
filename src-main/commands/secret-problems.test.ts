import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'
import { SecretStore } from '../store/secret-store.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { turningSealer } from '../testing/turning-sealer.ts'
import type { Sealer } from '../vault/ports.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const PASSPHRASE = `${SECRET} ガギグゲゴ passphrase`
/** Another user, another computer: what the system answers there. */
const elsewhere: Sealer = {
  ...turningSealer,
  open: () => {
    throw new RelayError('R6003', secretFault.os)
  },
}

/** Settings, a file each in two folders, both tokens sealed; monitoring as told. */
async function filled(opened: OpenSession): Promise<string> {
  const root = tempFolder()
  const changes = {
    PMHFilePath: root,
    PostRegistrationTasksBaseURL: 'http://127.0.0.1:9',
    StabilityWindow: '0',
    ProxyAddress: 'proxy.example',
    ProxyPort: '8080',
    ProxyAuthType: '2',
    ProxyUsername: 'hanako',
    ProxyPassword: `${SECRET}-proxy`,
    MailServer: 'mail.example',
    MailPort: '25',
    MailFrom: 'a@example.jp',
    MailTo: 'b@example.jp',
    MailPassword: `${SECRET}-mail`,
  }
  expect(await opened.value('settings.save', { changes })).toEqual({ saved: true, problems: [] })
  for (const [folder, displayName] of [
    ['kodomo', '子ども医療費助成'],
    ['hitori', 'ひとり親'],
  ] as const) {
    mkdirSync(path.join(root, folder))
    writeFileSync(path.join(root, folder, 'a.csv'), 'x')
    await addFolder(opened, { folder, displayName })
  }
  return root
}

const problemsOf = async (opened: OpenSession) =>
  (await opened.value('overview.get')).problems.map(({ displayName, setting, code, detail }) => [
    displayName ?? setting ?? null,
    code,
    detail,
  ])
const eventsOf = ({ session }: OpenSession) =>
  session.real.events
    .newestFirst(20)
    // The start and stop of the service have no code.
    .filter(({ code }) => code !== '')
    .map(({ folder, code }) => [folder, code])
const storeOf = (dataDir: string) => new SecretStore(openedDatabase(dataDir))
const damaged = [{ sealer: 'passphrase', sealed: Buffer.alloc(64, 7) }] as const

describe('what can no longer be read is named at the start', () => {
  it('each token by its 表示名 and each password by its setting, in a data folder that was copied to another computer', async () => {
    const first = openSession({ sealer: turningSealer })
    await filled(first)
    await first.session.close()

    const dataDir = tempFolder()
    cpSync(first.dataDir, dataDir, { recursive: true })

    const moved = openSession({ dataDir, sealer: elsewhere })
    expect(await problemsOf(moved)).toEqual([
      ['ProxyPassword', 'R6003', expect.stringMatching(/^設定「.+」：このパソコンの/)],
      ['MailPassword', 'R6003', expect.stringContaining('メールのパスワード')],
      ['子ども医療費助成', 'R6003', secretFault.os],
      ['ひとり親', 'R6003', secretFault.os],
    ])
    expect(eventsOf(moved)).toEqual([
      [null, 'R6003'],
      [null, 'R6003'],
      ['hitori', 'R6003'],
      ['kodomo', 'R6003'],
    ])
    const log = readFileSync(path.join(moved.session.real.logFolder, 'log.txt'), 'utf8')
    expect(log).toContain('R6003')
    const since = (await moved.value('overview.get')).problems.map((problem) => problem.since)
    expect((await moved.value('overview.get')).problems.map((problem) => problem.since)).toEqual(since)
  })

  it('is one item while the passphrase was not given, and monitoring does not begin', async () => {
    const first = openSession()
    await first.value('vault.choose', { kind: 'passphrase', passphrase: PASSPHRASE })
    await filled(first)
    first.session.real.facts.set('monitoring', 'on')
    await first.session.close()
    storeOf(first.dataDir).replace('token:1', damaged)

    const second = openSession({ dataDir: first.dataDir })
    expect(await problemsOf(second)).toEqual([
      [null, 'R6004', expect.stringMatching(/子ども医療費助成、ひとり親、.*メールのパスワード/)],
    ])
    expect(eventsOf(second)).toEqual([[null, 'R6004']])
    expect(await second.refusal('engine.start')).toBe('R6004')
    expect(await second.refusal('engine.send-now', { folder: null })).toBe('R6004')
    expect(second.session.real.engine.status().state).toBe('stopped')

    await second.value('vault.unlock', { passphrase: PASSPHRASE })
    await second.until(() => second.session.real.engine.status().lastCycleAt !== null)
    expect((await problemsOf(second)).filter(([, code]) => code === 'R6003')).toEqual([
      ['子ども医療費助成', 'R6003', secretFault.passphrase],
    ])
    expect(eventsOf(second).filter(([folder]) => folder === 'kodomo')).toEqual([['kodomo', 'R6003']])
  })

  it('says nothing of a folder that is paused, nor of a password that nobody asks for', async () => {
    const first = openSession({ sealer: turningSealer })
    await filled(first)
    await first.value('folders.pause', { id: 1, paused: true })
    await first.value('folders.pause', { id: 2, paused: true })
    await first.value('settings.save', {
      changes: { ProxyAuthType: '1', MailServer: '', MailPort: '', MailFrom: '', MailTo: '' },
    })
    await first.session.close()
    expect(await problemsOf(openSession({ dataDir: first.dataDir, sealer: elsewhere }))).toEqual([])
  })

  it('leaves it to the program that sends to tell it', async () => {
    const first = openSession({ sealer: turningSealer })
    await filled(first)
    const shows = openSession({ dataDir: first.dataDir, sealer: elsewhere })
    expect(shows.session.heldBy).not.toBeNull()
    expect([eventsOf(shows), (await problemsOf(shows)).length]).toEqual([[], 4])
  })
})

describe('a folder whose token cannot be read', () => {
  it('is not sent from, its file stays, and the event is not repeated; with a new token it goes on', async () => {
    const first = openSession()
    await first.value('vault.choose', { kind: 'passphrase', passphrase: PASSPHRASE })
    const root = await filled(first)
    await first.value('settings.save', { changes: { ProxyAuthType: '1', ProxyAddress: '' } })
    storeOf(first.dataDir).replace('token:1', damaged)
    storeOf(first.dataDir).replace('token:2', [])
    await first.value('engine.send-now', { folder: null })
    await first.until(() => first.session.real.engine.status().state === 'stopped')
    expect(await problemsOf(first)).toEqual([
      ['子ども医療費助成', 'R6003', secretFault.passphrase],
      ['ひとり親', 'R3009', ''],
    ])
    expect(eventsOf(first)).toEqual([
      ['hitori', 'R3009'],
      ['kodomo', 'R6003'],
    ])
    expect(readdirSync(path.join(root, 'kodomo'))).toEqual(['a.csv'])
    expect((await first.value('engine.forecast')).folders.map(({ blockedBy }) => blockedBy?.code)).toEqual([
      'R6003',
      'R3009',
    ])

    const token = `${SECRET}-TOKEN-5a6b`
    const entry = { displayName: '子ども医療費助成', folder: 'kodomo', paused: false }
    await first.value('folders.update', { id: 1, ...entry, token })
    expect((await problemsOf(first)).map(([name]) => name)).toEqual(['ひとり親'])
  })
})
