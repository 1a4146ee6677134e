import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SecretStore } from '../store/secret-store.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { turningSealer } from '../testing/turning-sealer.ts'
import { makeKeyFile, readKeyFile } from '../vault/key-file.ts'
import { keyFileSealer } from '../vault/key-file-sealer.ts'
import { Vault } from '../vault/vault.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const TOKEN = `${SECRET}-TOKEN-4f2a`
const NEW_TOKEN = `${SECRET}-TOKEN-5a6b`
const make = (opened: OpenSession) => opened.value('vault.make-key-file', { account: null })
const cardOf = async (opened: OpenSession) => (await opened.value('vault.key-file')).key
const changeToken = (opened: OpenSession) =>
  opened.value('folders.update', { id: 1, folder: 'a', displayName: 'A', paused: false, token: NEW_TOKEN })

/** What a run without a window sees with this key file. */
function withoutWindow(opened: OpenSession, file = path.join(opened.dataDir, 'background.key')): Vault {
  return new Vault(new SecretStore(openedDatabase(opened.dataDir)), keyFileSealer(readKeyFile(file)))
}

async function filled(dataDir?: string): Promise<OpenSession> {
  const opened = openSession({ sealer: turningSealer, ...(dataDir === undefined ? {} : { dataDir }) })
  await addFolder(opened, { folder: 'a', displayName: 'A' })
  await opened.value('settings.save', { changes: { ProxyPassword: `${SECRET}-p` } })
  return opened
}

describe('the key of runs without a window', () => {
  it('opens every secret, what is typed later too, and none that was removed', async () => {
    const opened = await filled()
    expect(await cardOf(opened)).toBeNull()
    await make(opened)
    expect(opened.told).toContain('vault')
    const file = path.join(opened.dataDir, 'background.key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await cardOf(opened)).toEqual({
      file,
      since: expect.stringMatching(/^\d{4}-/),
      account: null,
      problem: null,
      covered: ['パスワード', 'A'],
      uncovered: [],
    })
    expect(withoutWindow(opened).get('setting:ProxyPassword')).toBe(`${SECRET}-p`)
    await changeToken(opened)
    expect(withoutWindow(opened).get('token:1')).toBe(NEW_TOKEN)
    await opened.value('settings.save', { changes: { ProxyPassword: '' } })
    expect(withoutWindow(opened).get('setting:ProxyPassword')).toBeNull()
  })

  it('is followed after a restart', async () => {
    const first = await filled()
    await make(first)
    await first.session.close()
    const second = openSession({ dataDir: first.dataDir, sealer: turningSealer })
    await changeToken(second)
    expect(withoutWindow(second).get('token:1')).toBe(NEW_TOKEN)
  })

  it('made anew opens everything, and the one of before nothing any more', async () => {
    const opened = await filled()
    await make(opened)
    const before = readKeyFile(path.join(opened.dataDir, 'background.key'))
    await make(opened)
    expect(withoutWindow(opened).get('token:1')).toBe(TOKEN)
    const old = new Vault(new SecretStore(openedDatabase(opened.dataDir)), keyFileSealer(before))
    expect(old.peek('token:1')).toBeNull()
  })

  it('taken away leaves no copy and no file', async () => {
    const opened = await filled()
    await make(opened)
    await opened.value('vault.remove-key-file')
    expect([await cardOf(opened), existsSync(path.join(opened.dataDir, 'background.key'))]).toEqual([
      null,
      false,
    ])
    await changeToken(opened)
    const rows = new SecretStore(openedDatabase(opened.dataDir))
    expect(
      rows
        .names()
        .flatMap((name) => rows.copies(name))
        .map((copy) => copy.sealer),
    ).toEqual(['os', 'os'])
    expect(await opened.refusal('vault.remove-key-file')).toMatch(/^R5006/)
  })

  it('is in the audit trail; neither key nor token is anywhere but in their places', async () => {
    const opened = await filled()
    await make(opened)
    const key = readKeyFile(path.join(opened.dataDir, 'background.key'))
    await opened.value('vault.remove-key-file')
    const trail = opened.session.real.audit.newestFirst(2).map(({ action, subject }) => [action, subject])
    const file = path.join(opened.dataDir, 'background.key')
    expect(trail).toEqual([
      ['vault.key_removed', file],
      ['vault.key_made', file],
    ])
    const bytes = Buffer.concat(
      readdirSync(opened.dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name))),
    )
    for (const hidden of [key, key.toString('hex'), key.toString('base64'), SECRET])
      expect(bytes.includes(hidden)).toBe(false)
  })
})

describe('a key file that the console cannot read', () => {
  const spoil: [string, (file: string) => unknown][] = [
    ['gone', (file) => rmSync(file)],
    ['open to others', (file) => chmodSync(file, 0o644)],
  ]
  it.each(spoil)('is said (%s), and a token that changes leaves no old copy behind', async (_, change) => {
    const opened = await filled()
    await make(opened)
    const file = path.join(opened.dataDir, 'background.key')
    const key = readKeyFile(file)
    change(file)
    await opened.session.close()
    const again = openSession({ dataDir: opened.dataDir, sealer: turningSealer })
    expect(await cardOf(again)).toMatchObject({ problem: { code: 'R6005' }, covered: [] })
    await changeToken(again)
    const run = new Vault(new SecretStore(openedDatabase(again.dataDir)), keyFileSealer(key))
    expect(run.peek('token:1')).toBeNull()
    expect(run.get('setting:ProxyPassword')).toBe(`${SECRET}-p`)
    // Made anew, it is whole again.
    await make(again)
    expect(withoutWindow(again).get('token:1')).toBe(NEW_TOKEN)
  })

  it('is another one: the copies of before count as missing', async () => {
    const opened = await filled()
    await make(opened)
    await makeKeyFile(path.join(opened.dataDir, 'background.key'))
    expect(await cardOf(opened)).toMatchObject({ problem: null, covered: [], uncovered: ['パスワード', 'A'] })
  })
})

describe('no key is made', () => {
  it.each<[string, (opened: OpenSession) => unknown, string]>([
    ['before staff chose how secrets are kept', () => {}, 'R6001'],
    [
      'while they are kept for this run alone',
      (o) => o.value('vault.choose', { kind: 'memory' }),
      'R5007 memory',
    ],
  ])('%s', async (_, prepare, code) => {
    const opened = openSession()
    await prepare(opened)
    expect(await opened.refusal('vault.make-key-file', { account: null })).toBe(code)
    expect(existsSync(path.join(opened.dataDir, 'background.key'))).toBe(false)
  })

  it('while the passphrase was not given', async () => {
    const first = openSession()
    await first.value('vault.choose', { kind: 'passphrase', passphrase: `${SECRET} long enough` })
    await first.session.close()
    const second = openSession({ dataDir: first.dataDir })
    expect(await second.refusal('vault.make-key-file', { account: null })).toBe('R6004')
  })

  it.skipIf(process.platform === 'win32')('for a Windows account elsewhere than on Windows', async () => {
    const opened = await filled()
    expect(await opened.refusal('vault.make-key-file', { account: 'CITY\\svc' })).toBe('R5007 CITY\\svc')
  })

  it('over a folder in its place: the secrets stay as they are', async () => {
    const opened = await filled()
    mkdirSync(path.join(opened.dataDir, 'background.key'))
    expect(await opened.refusal('vault.make-key-file', { account: null })).toMatch(/^R6005 .*background\.key/)
    expect(await cardOf(opened)).toBeNull()
  })
})
