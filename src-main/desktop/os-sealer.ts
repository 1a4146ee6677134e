import { safeStorage } from 'electron'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'
import type { Sealer } from '../vault/ports.ts'

/**
 * The system's own encryption (DPAPI, libsecret). Electron's plain-text stand-in on Linux is no encryption and is
 * never switched on.
 * @returns null where the system offers none
 */
export function openOsSealer(): Sealer | null {
  if (!safeStorage.isEncryptionAvailable()) return null
  return {
    kind: 'os',
    seal: (plain) => safeStorage.encryptString(plain),
    open(sealed) {
      try {
        return safeStorage.decryptString(Buffer.from(sealed))
      } catch (error) {
        // Another user, a moved profile: the secret has to be typed again.
        throw new RelayError('R6003', secretFault.os, { cause: error })
      }
    },
  }
}
