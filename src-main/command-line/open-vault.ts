import { fstatSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'
import { keyFileFault } from '../../src-shared/text/ja/secrets.ts'
import type { Relay } from '../compose.ts'
import { decodePlainText } from '../official/text-encoding.ts'
import { isOpenToOthers, readKeyFile } from '../vault/key-file.ts'
import { keyFileSealer } from '../vault/key-file-sealer.ts'
import { openPassphrase, readPassphraseRecord } from '../vault/passphrase-sealer.ts'
import type { Sealer } from '../vault/ports.ts'
import type { Inputs } from './arguments.ts'
import { readBounded } from './bounded-input.ts'
import { errorLine } from './output.ts'

type Openers = Pick<Inputs, 'keyFile' | 'passphraseFile'>

/**
 * Opens the stored secrets with what the command line names. Without it the vault stays with the sealer that it has.
 * @returns why it cannot, in one line
 */
export async function openVault({ vault, facts }: Relay, openers: Openers): Promise<string | null> {
  try {
    const sealer = await namedSealer(openers, facts.get('passphrase'))
    if (typeof sealer === 'string') return sealer
    if (sealer !== null) vault.sealWith(sealer)
    return null
  } catch (error) {
    if (error instanceof RelayError) return errorLine(error)
    throw error
  }
}

async function namedSealer(
  { keyFile, passphraseFile }: Openers,
  record: string | null,
): Promise<Sealer | null | string> {
  if (keyFile !== null) return keyFileSealer(readKeyFile(keyFile))
  if (passphraseFile === null) return null
  if (record === null) return argumentProblem.noPassphrase()
  try {
    return await openPassphrase(await readPassphrase(passphraseFile), readPassphraseRecord(record))
  } catch (error) {
    if (error instanceof RelayError) throw error
    const why = error instanceof FileFault ? error.message : errnoOf(error)
    return argumentProblem.passphraseFile(passphraseFile, why)
  }
}

/** Why a file is not taken, in words of our own. */
class FileFault extends Error {}

/** The line end that every editor adds is no part of it. */
async function readPassphrase(file: string): Promise<string> {
  if (file !== '-') await requirePrivate(file)
  const text = decodePlainText(await readBounded(file))
  if (text === null) throw new FileFault('encoding')
  return text.replace(/\r?\n$/, '')
}

async function requirePrivate(file: string): Promise<void> {
  const handle = await open(file)
  try {
    if (isOpenToOthers(fstatSync(handle.fd).mode)) throw new FileFault(keyFileFault.open)
  } finally {
    await handle.close()
  }
}
