import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { SettingKey } from '../src-shared/domain/settings.ts'
import { createRelay, type Relay, type RelayOptions } from './compose.ts'
import type { EngineDeps } from './engine/ports.ts'
import { filesBelow } from './testing/relay-fixture.ts'
import { tempFolder } from './testing/temp-folder.ts'
import { sealerOfAnotherUser, turningSealer } from './testing/turning-sealer.ts'

const TARGET = { PMHFilePath: '/srv/pmh', PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp' }
const PROXY = {
  ProxyAddress: 'proxy.example',
  ProxyPort: '8080',
  ProxyUsername: 'hanako',
  ProxyAuthType: '2',
}

const MAIL = {
  MailServer: 'mail.example',
  MailPort: '25',
  MailFrom: 'pmh@example.jp',
  MailTo: 'hanako@example.jp',
}

function opened(options: Partial<RelayOptions> = {}): Relay {
  const relay = createRelay({ dataDir: tempFolder(), sealer: turningSealer, ...options })
  onTestFinished(() => relay.close())
  return relay
}

const save = (relay: Relay, settings: Readonly<Record<string, string>>) =>
  relay.settings.write(new Map(Object.entries(settings) as [SettingKey, string][]))

/** The ports that a relay on this data folder gives to its engine. */
function portsOf(dataDir: string): EngineDeps {
  const seen: EngineDeps[] = []
  opened({
    dataDir,
    wrap: (deps) => {
      seen.push(deps)
      return deps
    },
  })
  const [deps] = seen
  if (deps === undefined) throw new Error('the relay was wired without its ports')
  return deps
}

describe('what the engine goes by', () => {
  it.each<[Readonly<Record<string, string>>, string]>([
    [{}, 'PMHFilePath'],
    [{ PMHFilePath: '/srv/pmh' }, 'PostRegistrationTasksBaseURL'],
  ])('is R4005 and what is missing with %j alone', (settings, missing) => {
    const relay = opened()
    save(relay, settings)
    expect(() => relay.configuration()).toThrow(
      expect.objectContaining({ code: 'R4005', detail: expect.stringContaining(missing) }),
    )
  })

  it('is R5002 where another program stored what no rule allows', () => {
    const relay = opened()
    save(relay, { ...TARGET, ParallelFolders: 'many' })
    expect(() => relay.configuration()).toThrow(expect.objectContaining({ code: 'R5002' }))
    expect(() => relay.secretTroubles()).toThrow(expect.objectContaining({ code: 'R5002' }))
  })

  it('are the folders in their order, each with its own token, asked for when it is needed', () => {
    const relay = opened()
    save(relay, TARGET)
    const ids = ['b', 'a'].map((folder) =>
      relay.folders.add({ folder, displayName: folder, paused: folder === 'a' }),
    )
    const { folders } = relay.configuration()
    for (const id of ids) relay.vault.put(`token:${id}`, `T${id}`)
    expect(folders.map(({ folder, paused, token }) => [folder, paused, token()])).toEqual([
      ['b', false, `T${ids[0]}`],
      ['a', true, `T${ids[1]}`],
    ])
  })
})

describe('the mark of a token', () => {
  it('is the same for the same token on one data folder, and tells nothing on another one', () => {
    const dataDir = tempFolder()
    const mark = portsOf(dataDir).tokenMark('T1')
    expect(mark).toMatch(/^[0-9a-f]{64}$/)
    expect(portsOf(dataDir).tokenMark('T1')).toBe(mark)
    expect(portsOf(dataDir).tokenMark('T2')).not.toBe(mark)
    expect(portsOf(tempFolder()).tokenMark('T1')).not.toBe(mark)
  })
})

describe('secrets that cannot be had now', () => {
  /** A data folder with two folders, of which one is paused, and these settings and secrets. */
  async function folderOf(settings: Readonly<Record<string, string>>, secrets: readonly string[]) {
    const dataDir = tempFolder()
    const relay = opened({ dataDir })
    save(relay, { ...TARGET, ...settings })
    relay.folders.add({ folder: 'a', displayName: 'A', paused: false })
    relay.folders.add({ folder: 'b', displayName: 'B', paused: true })
    for (const name of secrets)
      relay.vault.put(name as Parameters<Relay['vault']['put']>[0], `SECRET ${name}`)
    await relay.close()
    return dataDir
  }
  const named = (relay: Relay) => relay.secretTroubles().map(({ folder, setting }) => folder ?? setting)

  it('are none where everything can be opened', async () => {
    const secrets = ['token:1', 'setting:ProxyPassword', 'setting:MailPassword']
    const dataDir = await folderOf({ ...PROXY, ...MAIL }, secrets)
    expect(named(opened({ dataDir }))).toEqual([])
  })

  it.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['tokens of active folders alone', {}, ['token:1', 'token:2'], ['a']],
    ['a token that was never given', {}, [], ['a']],
    [
      'the password of a proxy that asks for one',
      PROXY,
      ['token:1', 'setting:ProxyPassword'],
      ['a', 'ProxyPassword'],
    ],
    [
      'no password of a proxy that asks for none',
      { ...PROXY, ProxyAuthType: '1' },
      ['setting:ProxyPassword'],
      ['a'],
    ],
    ['no password that was never given', { ...PROXY, ...MAIL }, [], ['a']],
    ['the password of the mail server', MAIL, ['setting:MailPassword'], ['a', 'MailPassword']],
    ['no password of mail that is not sent', {}, ['setting:MailPassword'], ['a']],
  ])('are %s', async (_, settings, secrets, expected) => {
    const relay = opened({ dataDir: await folderOf(settings, secrets), sealer: sealerOfAnotherUser })
    expect(named(relay)).toEqual(expected)
  })
})

describe('the database of a relay', () => {
  it('takes several changes as one, or none', () => {
    const relay = opened()
    const both = (fails: boolean) =>
      relay.atomically(() => {
        relay.facts.set('monitoring', 'on')
        if (fails) throw new RangeError('refused')
        return 'done'
      })
    expect(() => both(true)).toThrow('refused')
    expect(relay.facts.get('monitoring')).toBeNull()
    expect([both(false), relay.facts.get('monitoring')]).toEqual(['done', 'on'])
  })

  it('says by a number that another program changed it, and not that this one did', () => {
    const relay = opened()
    const other = opened({ dataDir: relay.dataDir })
    const before = relay.changes()
    relay.facts.set('monitoring', 'on')
    expect(relay.changes()).toBe(before)
    other.facts.set('monitoring', 'off')
    expect(relay.changes()).not.toBe(before)
  })

  it('is closed once, and nothing begins after that', async () => {
    const relay = opened()
    save(relay, TARGET)
    await Promise.all([relay.close(), relay.close()])
    await relay.close()
    expect(() => relay.engine.start()).toThrow('R5007')
    expect(() => relay.facts.get('monitoring')).toThrow()
  })
})

it('no secret lies in clear in any file of the data folder', async () => {
  const relay = opened()
  save(relay, { ...TARGET, ...PROXY })
  relay.vault.put('setting:ProxyPassword', 'SECRET-in-clear')
  relay.vault.put('token:1', 'SECRET-in-clear')
  relay.holds.put('a', {
    kind: 'token',
    code: 'E4010003',
    detail: '',
    since: '2026-11-20T13:50:04.123+09:00',
    tokenMark: portsOf(relay.dataDir).tokenMark('SECRET-in-clear'),
  })
  const files = filesBelow(relay.dataDir)
  expect(files).toContain('relay.db-wal')
  for (const file of files)
    expect(readFileSync(path.join(relay.dataDir, file)).includes('SECRET-in-clear')).toBe(false)
})
