import { rm } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf, RelayError } from '../src-shared/domain/relay-error.ts'
import { windowsAccount } from './account.ts'
import { systemClock } from './clock.ts'
import type { Relay } from './compose.ts'
import { isoLocal } from './engine/local-time.ts'
import { isLocked } from './secret-news.ts'
import { type BackgroundKey, readBackgroundKey } from './vault/background-key.ts'
import { allowOnly } from './vault/file-access.ts'
import { makeKeyFile, readKeyFile } from './vault/key-file.ts'
import { keyFileSealer } from './vault/key-file-sealer.ts'

/** In the data folder, unless an administrator moves it. */
const FILE_NAME = 'background.key'

/** The key with which runs without a window open the stored secrets; null when none was made. @throws RelayError R6005 */
export function backgroundKeyOf({ facts }: Pick<Relay, 'facts'>): BackgroundKey | null {
  const json = facts.get('background_key')
  return json === null ? null : readBackgroundKey(json)
}

/**
 * From now on a secret that changes gets its copy for runs without a window.
 * @returns why not, where the key file cannot be read here: those copies are then removed with the change
 */
export function followBackgroundKey(relay: Relay): RelayError | null {
  try {
    const key = backgroundKeyOf(relay)
    relay.vault.alsoSealWith(key === null ? null : keyFileSealer(readKeyFile(key.file)))
    return null
  } catch (error) {
    if (!(error instanceof RelayError) || error.code !== 'R6005') throw error
    relay.vault.alsoSealWith(null)
    return error
  }
}

/**
 * Makes a new key file and a copy of every secret under it; a key of before opens nothing any more.
 * @param account the Windows account of runs without a window; null: the user of the console
 * @throws RelayError R6001, R6004, R5007 while the console keeps no secrets on disk, R6005 when the file cannot be made
 */
export async function makeBackgroundKey(relay: Relay, account: string | null): Promise<void> {
  requireSealer(relay)
  const file = path.join(relay.dataDir, FILE_NAME)
  const key = await makeKeyFile(file, protection(account))
  const { vault, facts, audit } = relay
  const made: BackgroundKey = { file, since: isoLocal(systemClock.now()), account }
  try {
    relay.atomically(() => {
      vault.alsoSealWith(keyFileSealer(key))
      vault.renewCopies()
      facts.set('background_key', JSON.stringify(made))
      audit.add({ action: 'vault.key_made', subject: file, before: null, after: account, reason: null })
    })
  } catch (error) {
    followBackgroundKey(relay)
    throw error
  }
}

/** @throws RelayError R5006 when there is none, R5008 when the file stays: it opens nothing any more */
export async function removeBackgroundKey(relay: Relay): Promise<void> {
  const key = backgroundKeyOf(relay)
  if (key === null) throw new RelayError('R5006', FILE_NAME)
  const { vault, facts, audit } = relay
  relay.atomically(() => {
    vault.removeCopies()
    facts.remove('background_key')
    audit.add({ action: 'vault.key_removed', subject: key.file, before: null, after: null, reason: null })
  })
  vault.alsoSealWith(null)
  try {
    await rm(key.file, { force: true })
  } catch (error) {
    throw new RelayError('R5008', `${key.file} (${errnoOf(error)})`, { cause: error })
  }
}

function requireSealer(relay: Relay): void {
  const { kind } = relay.vault.state(relay.facts.get('passphrase') !== null)
  if (isLocked(relay)) throw new RelayError('R6004')
  if (kind === 'undecided') throw new RelayError('R6001')
  if (kind === 'memory') throw new RelayError('R5007', 'memory')
}

/** Elsewhere than on Windows the file's mode says it all: 0600 of the user who made it. */
function protection(account: string | null): ((file: string) => Promise<void>) | undefined {
  if (process.platform === 'win32') return allowOnly(account ?? windowsAccount())
  if (account !== null) throw new RelayError('R5007', account)
  return undefined
}
