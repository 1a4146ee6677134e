import { describe, expect, it, onTestFinished } from 'vitest'
import { parseSettings, type SettingKey } from '../src-shared/domain/settings.ts'
import { createRelay, type Relay, type RunConfiguration } from './compose.ts'
import { tempFolder } from './testing/temp-folder.ts'
import { sealerOfAnotherUser, turningSealer } from './testing/turning-sealer.ts'
import type { Sealer } from './vault/ports.ts'

const TARGET = { PMHFilePath: '/srv/pmh', PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp' }
const PROXY = { ProxyAddress: 'proxy.example', ProxyPort: '8080' }
const BASIC = { ...PROXY, ProxyAuthType: '2', ProxyUsername: 'hanako' }

function opened(dataDir: string, by: Sealer | null, run?: RunConfiguration): Relay {
  const relay = createRelay({ dataDir, sealer: by, ...(run === undefined ? {} : { run }) })
  onTestFinished(() => relay.close())
  return relay
}

/** A data folder with a target, these settings and these secrets, sealed by the system. */
async function dataFolder(settings: object, secrets: readonly SettingKey[]): Promise<string> {
  const dataDir = tempFolder()
  const relay = opened(dataDir, turningSealer)
  relay.settings.write(new Map(Object.entries({ ...TARGET, ...settings }) as [SettingKey, string][]))
  for (const key of secrets) relay.vault.put(`setting:${key}`, `SECRET-${key}`)
  await relay.close()
  return dataDir
}

describe('the password of the proxy', () => {
  it('is part of what the engine goes by', async () => {
    const relay = opened(await dataFolder(BASIC, ['ProxyPassword']), turningSealer)
    expect(relay.configuration().settings.ProxyPassword).toBe('SECRET-ProxyPassword')
  })

  it.each([
    ['by another user', sealerOfAnotherUser],
    ['without the system that sealed it', null],
    ['by a passphrase that did not seal it', { ...turningSealer, kind: 'passphrase' } as const],
  ])('is R6003 when it cannot be opened %s, and everything else can still be shown', async (_, by) => {
    const relay = opened(await dataFolder(BASIC, ['ProxyPassword']), by)
    const refused = expect.objectContaining({ code: 'R6003', detail: 'ProxyPassword' })
    expect(() => relay.configuration()).toThrow(refused)
    expect(relay.currentSettings()).toMatchObject({ PMHFilePath: '/srv/pmh', ProxyUsername: 'hanako' })
    relay.vault.remove('setting:ProxyPassword')
    expect(relay.configuration().settings.ProxyPassword).toBe('')
  })

  it('is the trouble that the engine tells', async () => {
    const relay = opened(await dataFolder(BASIC, ['ProxyPassword']), null)
    await relay.engine.runOnce()
    expect(relay.engine.status().trouble).toMatchObject({ code: 'R6003', detail: 'ProxyPassword' })
  })

  it.each([
    ['without a proxy', {}],
    ['at a proxy that asks for none', PROXY],
  ])('does not matter %s', async (_, settings) => {
    const relay = opened(await dataFolder(settings, ['ProxyPassword']), null)
    expect(relay.configuration().settings.PMHFilePath).toBe('/srv/pmh')
  })

  it('does not matter in a run with settings of its own', async () => {
    const parsed = parseSettings({ ...TARGET, ...BASIC, ProxyPassword: 'given' }, 'posix')
    if (!parsed.ok) throw new Error('settings')
    const run = { settings: parsed.settings, folders: [] }
    const relay = opened(await dataFolder(BASIC, ['ProxyPassword']), null, run)
    expect(relay.configuration().settings.ProxyPassword).toBe('given')
  })
})

it('the password of the mail server never keeps files from being sent', async () => {
  const relay = opened(await dataFolder(BASIC, ['MailPassword']), null)
  expect(relay.configuration().settings.MailPassword).toBe('')
})
