import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { EngineDeps, FolderHold, TargetFolder } from './ports.ts'

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

/** @returns the token to send with, or why there is none */
export function tokenOf(target: TargetFolder): string | RelayError {
  try {
    return target.token() ?? new RelayError('R3009', target.folder)
  } catch (error) {
    if (error instanceof RelayError && error.scope === 'folder') return error
    throw error
  }
}

/** OrderProtection: a file of the folder ended otherwise than accepted, so that the next ones wait until staff decide. */
export function orderHold(code: string, detail: string, since: string): FolderHold {
  return { kind: 'order', code, detail, since, tokenMark: '' }
}
