import type { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import type { Conclusion, EngineContext } from './ports.ts'

export interface TroubleToTell {
  readonly level: 'warning' | 'error'
  readonly folder: string | null
  readonly transferId: number | null
  readonly error: Pick<RelayError, 'code' | 'detail'>
}

/**
 * Tells a trouble in the log, and as an event when it is new, has changed, or has lasted another day.
 * @param key what it is about, for {@link TroubleBook}
 */
export function tellTrouble(
  context: EngineContext,
  key: string,
  { level, folder, transferId, error }: TroubleToTell,
): void {
  const repeated = context.troubles.isRepeated(key, error)
  const { code, detail } = error
  context.emit({ type: 'trouble', level, folder, transferId, code, message: detail, repeated })
}

/** Tells that a trouble is over, if it was told at all. */
export function tellEnd(
  { troubles, emit }: Pick<EngineContext, 'troubles' | 'emit'>,
  key: string,
  { folder, transferId }: Pick<TroubleToTell, 'folder' | 'transferId'>,
): void {
  const code = troubles.clear(key)
  if (code !== null) emit({ type: 'recovered', folder, transferId, code })
}

/** Tells how an upload ended, in the order of the manual's sample (3.1): before the file is moved. */
export function tellResult(
  context: EngineContext,
  { id, folder, fileName }: Pick<Transfer, 'id' | 'folder' | 'fileName'>,
  conclusion: Pick<
    Conclusion,
    'outcome' | 'serialNumber' | 'errorCode' | 'errorMessage' | 'hold' | 'destination'
  >,
): void {
  const key = `transfer:${id}`
  const about = { folder, transferId: id }
  if (conclusion.outcome === 'accepted') {
    context.emit({ type: 'accepted', ...about, serialNumber: conclusion.serialNumber ?? '' })
    tellEnd(context, key, about)
    if (conclusion.hold !== null) {
      tellTrouble(context, key, { level: 'warning', ...about, error: { code: 'R3002', detail: fileName } })
    }
    return
  }
  const code = conclusion.errorCode ?? ''
  const message = conclusion.errorMessage ?? ''
  const level = conclusion.outcome === 'failed' ? 'warning' : 'error'
  // A file that waits is tried in every cycle; its end is always told.
  const waits = conclusion.outcome === 'failed' && conclusion.destination === null
  const repeated = context.troubles.isRepeated(key, { code }) && waits
  context.emit({ type: 'trouble', level, ...about, code, message, repeated })
}
