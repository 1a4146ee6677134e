import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { EngineDeps, FolderHold } from './ports.ts'

/**
 * Why a folder sends nothing by itself (requirements section 2, scope folder): until another token, or, with OrderProtection, until a
 * decision of staff.
 * @returns R3008, R3011, or null when it does not wait
 */
export function waitsFor(
  { holds, tokenMark }: Pick<EngineDeps, 'holds' | 'tokenMark'>,
  folder: string,
  token: string,
): RelayError | null {
  const hold = holds.get(folder)
  if (hold === null) return null
  if (hold.kind === 'order') return new RelayError('R3011', hold.code)
  return hold.tokenMark === tokenMark(token) ? new RelayError('R3008', hold.code) : null
}

/** OrderProtection: a file of the folder ended otherwise than accepted, so that the next ones wait until staff decide. */
export function orderHold(code: string, detail: string, since: string): FolderHold {
  return { kind: 'order', code, detail, since, tokenMark: '' }
}
