import { z } from 'zod'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { secretFault } from '../../src-shared/text/ja/secrets.ts'

/** The key file of runs without a window, as it is remembered; never the key. */
export interface BackgroundKey {
  readonly file: string
  readonly since: string
  /** Windows: who may read it; null: the user of the console. */
  readonly account: string | null
}

const record = z.strictObject({ file: z.string(), since: z.string(), account: z.string().nullable() })

/** @throws RelayError R6005 when the stored record is not one */
export function readBackgroundKey(json: string): BackgroundKey {
  try {
    return record.parse(JSON.parse(json))
  } catch (error) {
    throw new RelayError('R6005', secretFault.keyDamaged, { cause: error })
  }
}
