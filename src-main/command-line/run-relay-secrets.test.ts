import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRelay } from '../compose.ts'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import { SecretStore } from '../store/secret-store.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { turningSealer } from '../testing/turning-sealer.ts'
import { makeKeyFile } from '../vault/key-file.ts'
import { keyFileSealer } from '../vault/key-file-sealer.ts'
import { createPassphrase } from '../vault/passphrase-sealer.ts'
import type { Sealer } from '../vault/ports.ts'
import { parseCommandLine } from './arguments.ts'
import { runRelay } from './run-relay.ts'
import { recordedOutput } from './testing/recorded-output.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'
const PASSPHRASE = 'SECRET ガギグゲゴ passphrase'

interface Place {
  readonly root: string
  readonly dataDir: string
  readonly keyFile: string
  readonly pmh: Simulator
}

/** A data folder as the console leaves it: two folders, a passphrase where it is wanted, and a key file. */
async function stored({ withPassphrase = false } = {}): Promise<Place> {
  const home = tempFolder()
  const [root, dataDir] = [path.join(home, 'root'), path.join(home, 'data')]
  const keyFile = path.join(home, 'background.key')
  for (const folder of ['kodomo', 'hitori']) mkdirSync(path.join(root, folder), { recursive: true })
  const pmh = await startSimulator({ tokens: [TOKEN] })
  onTestFinished(() => pmh.close())
  const relay = createRelay({ dataDir, sealer: turningSealer })
  relay.settings.write(
    new Map([
      ['PMHFilePath', root],
      ['PostRegistrationTasksBaseURL', pmh.url],
      ['StabilityWindow', '0'],
    ]),
  )
  if (withPassphrase) {
    const { sealer, record } = await createPassphrase(PASSPHRASE)
    relay.facts.set('passphrase', JSON.stringify(record))
    relay.vault.sealWith(sealer)
  }
  relay.vault.alsoSealWith(keyFileSealer(await makeKeyFile(keyFile)))
  for (const [folder, displayName] of [
    ['kodomo', '子ども医療費助成'],
    ['hitori', 'ひとり親'],
  ] as const) {
    relay.vault.put(`token:${relay.folders.add({ folder, displayName, paused: false })}`, TOKEN)
    writeFileSync(path.join(root, folder, 'a.csv'), `${folder},1\n`)
  }
  await relay.close()
  return { root, dataDir, keyFile, pmh }
}

async function once({ dataDir }: Place, more: readonly string[], sealer: Sealer | null = null) {
  const parsed = parseCommandLine(['--data-dir', dataDir, '--once', ...more])
  if (!parsed.ok || parsed.value.kind !== 'relay') throw new Error('arguments')
  const { output, log, errors } = recordedOutput()
  const code = await runRelay(parsed.value, output, new AbortController().signal, () => sealer)
  expect([...log, ...errors].join()).not.toContain('SECRET')
  return { code, log, errors }
}

const damage = (at: Place, name: string) =>
  new SecretStore(openedDatabase(at.dataDir)).replace(name, [
    { sealer: 'key_file', sealed: Buffer.alloc(60, 7) },
  ])
const forget = (at: Place, name: string) => new SecretStore(openedDatabase(at.dataDir)).replace(name, [])
const proceeded = (at: Place) =>
  readdirSync(at.root).includes('PROCEED') ? readdirSync(path.join(at.root, 'PROCEED')).sort() : []

describe('stored secrets are opened', () => {
  it('with a key file, whatever seals them for the console', async () => {
    const at = await stored()
    expect(await once(at, ['--key-file', at.keyFile])).toMatchObject({ code: 0, errors: [] })
    expect(proceeded(at)).toEqual(['hitori', 'kodomo'])
  })

  it("with the system's encryption, where there is one", async () => {
    const at = await stored()
    expect(await once(at, [], turningSealer)).toMatchObject({ code: 0, errors: [] })
  })

  it('with the passphrase from a file of its owner, its line end not counted', async () => {
    const at = await stored({ withPassphrase: true })
    const file = path.join(path.dirname(at.dataDir), 'passphrase')
    writeFileSync(file, `${PASSPHRASE}\r\n`, { mode: 0o600 })
    expect(await once(at, ['--passphrase-file', file])).toMatchObject({ code: 0, errors: [] })
  })
})

describe('a run that could send nothing is refused with 2', () => {
  type Case = [string, boolean, (at: Place) => string[] | Promise<string[]>, RegExp[]]
  const BOTH = [/^R6003：.*子ども医療費助成・kodomo/, /^R6003：.*ひとり親・hitori/]
  const passphraseFile = (text: string, mode: number) => (at: Place) => {
    const file = path.join(path.dirname(at.dataDir), 'passphrase')
    writeFileSync(file, text, { mode })
    return ['--passphrase-file', file]
  }
  it.each<Case>([
    ['nothing that opens them', false, () => [], [...BOTH, /^引数 --key-file：.*--passphrase-file/]],
    [
      'another key',
      false,
      async (at) => {
        await makeKeyFile(at.keyFile)
        return ['--key-file', at.keyFile]
      },
      [...BOTH.map((line) => new RegExp(`${line.source}.*別の鍵ファイル`)), /^引数 --data-dir：/],
    ],
    ['a key file that is missing', false, (at) => ['--key-file', `${at.keyFile}.none`], [/^R6005：.*ENOENT/]],
    [
      'a key file that others can read',
      false,
      (at) => {
        chmodSync(at.keyFile, 0o644)
        return ['--key-file', at.keyFile]
      },
      [/^R6005：.*chmod 600/],
    ],
    ['a wrong passphrase', true, passphraseFile('SECRET wrong', 0o600), [/^R6002：/]],
    [
      'a passphrase that others can read',
      true,
      passphraseFile(PASSPHRASE, 0o640),
      [/^引数 --passphrase-file：.*chmod 600/],
    ],
    ['a passphrase file that is missing', true, () => ['--passphrase-file', '/none'], [/ENOENT/]],
    [
      'a passphrase where none was set up',
      false,
      passphraseFile(PASSPHRASE, 0o600),
      [/合言葉が設定されていません/],
    ],
    [
      'no token at all',
      false,
      (at) => {
        for (const name of ['token:1', 'token:2']) forget(at, name)
        return ['--key-file', at.keyFile]
      },
      [/^R3009：.*kodomo/, /^R3009：.*hitori/, /^引数 --data-dir：/],
    ],
    [
      'the password of the proxy, which cannot be opened',
      false,
      async (at) => {
        const relay = createRelay({ dataDir: at.dataDir, sealer: null })
        relay.settings.write(
          new Map([
            ['ProxyAddress', 'proxy.example'],
            ['ProxyPort', '8080'],
            ['ProxyAuthType', '2'],
            ['ProxyUsername', 'hanako'],
          ]),
        )
        await relay.close()
        damage(at, 'setting:ProxyPassword')
        return ['--key-file', at.keyFile]
      },
      [/^R6003：.*ProxyPassword.*壊れて/],
    ],
  ])('%s', async (_, withPassphrase, argv, lines) => {
    const at = await stored({ withPassphrase })
    const { code, errors } = await once(at, await argv(at))
    expect({ code, errors }).toEqual({ code: 2, errors: lines.map((line) => expect.stringMatching(line)) })
    expect(at.pmh.receivedCount).toBe(0)
  })
})

describe('one folder whose token cannot be had', () => {
  it.each([
    ['damaged', damage, 'R6003'],
    ['missing', forget, 'R3009'],
  ])('is named, the others are sent, and the run ends with 1: %s', async (_, spoil, code) => {
    const at = await stored()
    spoil(at, 'token:1')
    const end = await once(at, ['--key-file', at.keyFile])
    expect(end.code).toBe(1)
    expect(end.errors).toEqual([expect.stringMatching(new RegExp(`^${code}：.*子ども医療費助成・kodomo`))])
    expect(proceeded(at)).toEqual(['hitori'])
    expect(readdirSync(path.join(at.root, 'kodomo'))).toEqual(['a.csv'])
    const events = openedDatabase(at.dataDir)
      .prepare("SELECT folder, code FROM events WHERE code <> ''")
      .all()
    expect(events).toEqual([{ folder: 'kodomo', code }])
  })

  it('ends the run with 1 even while no file is due', async () => {
    const at = await stored()
    damage(at, 'token:1')
    rmSync(path.join(at.root, 'kodomo', 'a.csv'))
    expect((await once(at, ['--key-file', at.keyFile])).code).toBe(1)
  })
})
