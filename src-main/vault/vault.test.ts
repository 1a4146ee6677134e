import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'
import { SecretStore } from '../store/secret-store.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { keyFileSealer } from './key-file-sealer.ts'
import { createPassphrase } from './passphrase-sealer.ts'
import type { Sealer } from './ports.ts'
import { tokenHint, Vault } from './vault.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'

let sealer: Sealer
beforeAll(async () => {
  sealer = (await createPassphrase('long enough passphrase')).sealer
})
/** The system's own encryption needs Electron; what the vault sees of it is its kind. */
const osSealer = (): Sealer => ({ kind: 'os', seal: sealer.seal, open: sealer.open })

const rowsIn = (dataDir = tempFolder()) => new SecretStore(openedDatabase(dataDir))
const sealersOf = (rows: SecretStore, name: string) => rows.copies(name).map((copy) => copy.sealer)
const thrown = (code: string) => expect.objectContaining({ code })

function bytesIn(dataDir: string): Buffer {
  const files = readdirSync(dataDir)
  expect(files).toContain('relay.db-wal')
  return Buffer.concat(files.map((file) => readFileSync(path.join(dataDir, file))))
}

describe('a vault with a sealer', () => {
  it('gives back what was put, replaced and removed', () => {
    const vault = new Vault(rowsIn(), sealer)
    expect([vault.get('token:1'), vault.has('token:1')]).toEqual([null, false])
    vault.put('token:1', TOKEN)
    vault.put('setting:ProxyPassword', 'p')
    expect([vault.get('token:1'), vault.get('setting:ProxyPassword'), vault.get('token:2')]).toEqual([
      TOKEN,
      'p',
      null,
    ])
    vault.put('token:1', 'another')
    expect(vault.get('token:1')).toBe('another')
    vault.remove('token:1')
    vault.remove('token:1')
    expect([vault.get('token:1'), vault.has('token:1')]).toEqual([null, false])
  })

  it('leaves nothing in clear in the database or its WAL', () => {
    const dataDir = tempFolder()
    const vault = new Vault(rowsIn(dataDir), sealer)
    vault.put('token:1', TOKEN)
    vault.put('setting:MailPassword', 'パスワード-SECRET')
    const bytes = bytesIn(dataDir)
    expect(bytes.includes('token:1')).toBe(true)
    for (const secret of [
      TOKEN,
      'SECRET',
      'パスワード',
      Buffer.from(TOKEN, 'utf16le'),
      Buffer.from(TOKEN).toString('base64'),
    ]) {
      expect(bytes.includes(secret)).toBe(false)
    }
  })

  it('keeps secrets over a restart', () => {
    const dataDir = tempFolder()
    new Vault(rowsIn(dataDir), sealer).put('token:1', TOKEN)
    expect(new Vault(rowsIn(dataDir), sealer).get('token:1')).toBe(TOKEN)
  })

  it('cannot open what another kind of sealer sealed: R6003, or null on a peek', () => {
    const rows = rowsIn()
    new Vault(rows, osSealer()).put('token:1', TOKEN)
    for (const vault of [new Vault(rows, sealer), new Vault(rows, null), new Vault(rows, null, true)]) {
      expect(() => vault.get('token:1')).toThrow(thrown('R6003'))
      expect([vault.peek('token:1'), vault.has('token:1')]).toEqual([null, true])
    }
    expect(new Vault(rows, osSealer()).peek('token:1')).toBe(TOKEN)
  })

  it('cannot open damaged bytes: R6003, or null on a peek', () => {
    const rows = rowsIn()
    rows.replace('token:1', [{ sealer: 'passphrase', sealed: Buffer.alloc(64, 7) }])
    const vault = new Vault(rows, sealer)
    expect(() => vault.get('token:1')).toThrow(thrown('R6003'))
    expect(vault.peek('token:1')).toBeNull()
  })
})

describe('a vault without a sealer', () => {
  it('takes no secret before staff have chosen: R6001', () => {
    const rows = rowsIn()
    const vault = new Vault(rows, null)
    expect(() => vault.put('token:1', TOKEN)).toThrow(thrown('R6001'))
    expect([vault.get('token:1'), vault.has('token:1'), rows.copies('token:1')]).toEqual([null, false, []])
  })

  it.each([
    ['from the start', () => new Vault(rowsIn(), null, true)],
    [
      'from now on',
      () => {
        const vault = new Vault(rowsIn(), null)
        vault.keepForThisRun()
        return vault
      },
    ],
  ])('keeps secrets for this run where that was chosen, %s', (_, open) => {
    const vault = open()
    vault.put('token:1', TOKEN)
    expect([vault.get('token:1'), vault.peek('token:1'), vault.has('token:1')]).toEqual([TOKEN, TOKEN, true])
    vault.remove('token:1')
    expect(vault.has('token:1')).toBe(false)
  })

  it('writes none of them down', () => {
    const dataDir = tempFolder()
    const rows = rowsIn(dataDir)
    new Vault(rows, null, true).put('token:1', TOKEN)
    expect(rows.copies('token:1')).toEqual([])
    expect(bytesIn(dataDir).includes('SECRET')).toBe(false)
    expect(new Vault(rows, null, true).get('token:1')).toBeNull()
  })

  it('seals what it kept once there is a sealer', () => {
    const rows = rowsIn()
    const vault = new Vault(rows, null, true)
    vault.put('token:1', TOKEN)
    vault.put('token:2', 'two')
    vault.sealWith(sealer)
    expect(sealersOf(rows, 'token:1')).toEqual(['passphrase'])
    const later = new Vault(rows, sealer)
    expect([later.get('token:1'), later.get('token:2')]).toEqual([TOKEN, 'two'])
  })

  it('prefers a secret of this run to a sealed one that it cannot open', () => {
    const rows = rowsIn()
    new Vault(rows, sealer).put('token:1', 'old')
    const vault = new Vault(rows, null, true)
    vault.put('token:1', TOKEN)
    expect(vault.get('token:1')).toBe(TOKEN)
  })
})

describe('a vault with copies for runs without a window', () => {
  const key = randomBytes(32)
  const background = keyFileSealer(key)
  const runWithKey = (rows: SecretStore, itsKey = key) => new Vault(rows, keyFileSealer(itsKey))

  function both(rows = rowsIn()) {
    const vault = new Vault(rows, sealer)
    vault.alsoSealWith(background)
    return { rows, vault }
  }

  it('changes and removes a secret in every copy', () => {
    const { rows, vault } = both()
    vault.put('token:1', 'old')
    vault.put('token:1', TOKEN)
    expect(sealersOf(rows, 'token:1')).toEqual(['key_file', 'passphrase'])
    expect([new Vault(rows, sealer).get('token:1'), runWithKey(rows).get('token:1')]).toEqual([TOKEN, TOKEN])
    vault.remove('token:1')
    expect(runWithKey(rows).get('token:1')).toBeNull()
  })

  it.each([
    ['sealed by the console alone', (rows: SecretStore) => new Vault(rows, sealer)],
    ['kept for this run', (rows: SecretStore) => new Vault(rows, null, true)],
  ])('leaves no old copy behind when the new secret is %s', (_, open) => {
    const { rows, vault } = both()
    vault.put('token:1', 'old')
    open(rows).put('token:1', TOKEN)
    expect(sealersOf(rows, 'token:1')).not.toContain('key_file')
    expect(runWithKey(rows).peek('token:1')).toBeNull()
  })

  it('gives the secrets of before their copies, and none to one that it cannot read', () => {
    const rows = rowsIn()
    const vault = new Vault(rows, sealer)
    vault.put('token:1', TOKEN)
    rows.replace('token:2', [
      { sealer: 'passphrase', sealed: Buffer.alloc(64, 7) },
      { sealer: 'key_file', sealed: background.seal('stale', 'token:2') },
    ])
    vault.alsoSealWith(background)
    vault.renewCopies()
    expect(vault.covered()).toEqual([
      { name: 'token:1', hasCopy: true },
      { name: 'token:2', hasCopy: false },
    ])
    expect([runWithKey(rows).get('token:1'), runWithKey(rows).peek('token:2')]).toEqual([TOKEN, null])
    vault.removeCopies()
    expect(sealersOf(rows, 'token:1')).toEqual(['passphrase'])
    expect(vault.covered().some(({ hasCopy }) => hasCopy)).toBe(false)
    expect(vault.get('token:1')).toBe(TOKEN)
  })

  it('opens no copy under another name, nor with another key, nor one that is cut or changed', () => {
    const { rows, vault } = both()
    vault.put('token:1', TOKEN)
    const [copy] = rows.copies('token:1')
    const put = (sealed: Uint8Array) => rows.replace('token:2', [{ sealer: 'key_file', sealed }])
    put(copy?.sealed ?? new Uint8Array())
    expect(() => runWithKey(rows).get('token:2')).toThrow(thrown('R6003'))
    expect(() => runWithKey(rows, randomBytes(32)).get('token:1')).toThrow(
      expect.objectContaining({ code: 'R6003', detail: secretFault.otherKey }),
    )
    const good = Buffer.from(background.seal(TOKEN, 'token:2'))
    for (let place = 0; place < good.length; place += 1) {
      const broken = Buffer.from(good)
      broken[place] = (broken[place] ?? 0) ^ 1
      put(broken)
      expect(() => runWithKey(rows).get('token:2')).toThrow(thrown('R6003'))
      put(good.subarray(0, place))
      expect(() => runWithKey(rows).get('token:2')).toThrow(thrown('R6003'))
    }
    expect(good.includes('SECRET')).toBe(false)
  })

  it('says why a secret cannot be read', () => {
    const { rows, vault } = both()
    vault.put('token:1', TOKEN)
    const faultOf = (other: Vault) => {
      try {
        return other.get('token:1')
      } catch (error) {
        return error instanceof RelayError ? error.detail : error
      }
    }
    expect(faultOf(new Vault(rows, null))).toBe(secretFault.locked)
    expect(faultOf(new Vault(rows, osSealer()))).toBe('鍵ファイルと合言葉でだけ開けます')
  })
})

describe('the state of a vault', () => {
  it.each([
    ['os', () => new Vault(rowsIn(), osSealer()), false, { kind: 'os', locked: false }],
    ['an open passphrase', () => new Vault(rowsIn(), sealer), true, { kind: 'passphrase', locked: false }],
    [
      'a passphrase not given yet',
      () => new Vault(rowsIn(), null),
      true,
      { kind: 'passphrase', locked: true },
    ],
    ['memory', () => new Vault(rowsIn(), null, true), false, { kind: 'memory', locked: false }],
    ['nothing chosen', () => new Vault(rowsIn(), null), false, { kind: 'undecided', locked: false }],
  ] as const)('is told: %s', (_, open, hasPassphrase, state) => {
    expect(open().state(hasPassphrase)).toEqual({ ...state, hasPassphrase })
  })
})

describe('the hint of a token', () => {
  it.each([
    ['abcdefghijkl4f2a', '••••4f2a'],
    ['123456789012', '••••9012'],
    ['12345678901', '••••'],
    ['x', '••••'],
    ['', '••••'],
  ])('shows four characters of a long one, and none of a short one: %j', (token, hint) => {
    expect(tokenHint(token)).toBe(hint)
  })
})
