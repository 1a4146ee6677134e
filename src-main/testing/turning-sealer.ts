import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Sealer } from '../vault/ports.ts'

const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff))

/** Stands for the encryption of the system: what it seals is not what it was. */
export const turningSealer: Sealer = {
  kind: 'os',
  seal: (plain) => turn(Buffer.from(plain)),
  open: (sealed) => turn(sealed).toString(),
}

/** The same under another account of the system, which can open nothing. */
export const sealerOfAnotherUser: Sealer = {
  ...turningSealer,
  open: () => {
    throw new RelayError('R6003', 'os')
  },
}
