import { type FolderNameProblem, folderNameProblem, foldFolderName } from './scheme-folder.ts'

/** One `TOKEN|FOLDER` pair of the official service arguments. */
export interface MappingEntry {
  readonly token: string
  readonly folder: string
}

export type MappingRule =
  | 'no_bar'
  | 'token_empty'
  | 'token_character'
  | 'token_too_long'
  | 'folder_twice'
  | 'none'
  | FolderNameProblem

/** One refused entry. The token is never part of it. */
export interface MappingProblem {
  /** 1-based place in the list. */
  readonly position: number
  readonly folder: string
  readonly rule: MappingRule
}

export type MappingResult =
  | { readonly ok: true; readonly entries: readonly MappingEntry[] }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] }

const TOKEN_MAX = 8192

/**
 * A token goes into an HTTP header, so it is printable ASCII without blanks (RFC 9110, field values).
 * @returns null when the token may be used
 */
export function tokenProblem(token: string): 'token_empty' | 'token_character' | 'token_too_long' | null {
  if (token === '') return 'token_empty'
  if (token.length > TOKEN_MAX) return 'token_too_long'
  return /^[\x21-\x7e]+$/.test(token) ? null : 'token_character'
}

/**
 * Reads the official argument form. It is split at its **last** `|`, since a token may hold one and a folder
 * name never does (requirements section 1, mapping).
 */
export function parseMapping(args: readonly string[]): MappingResult {
  const problems: MappingProblem[] = []
  const entries: MappingEntry[] = []
  const seen = new Set<string>()
  args.forEach((arg, index) => {
    const position = index + 1
    const bar = arg.lastIndexOf('|')
    if (bar < 0) {
      // The text may be a bare token, so it is not repeated.
      problems.push({ position, folder: '', rule: 'no_bar' })
      return
    }
    const token = arg.slice(0, bar)
    const folder = arg.slice(bar + 1)
    const rule =
      tokenProblem(token) ??
      folderNameProblem(folder) ??
      (seen.has(foldFolderName(folder)) ? 'folder_twice' : null)
    if (rule !== null) problems.push({ position, folder, rule })
    seen.add(foldFolderName(folder))
    entries.push({ token, folder })
  })
  if (args.length === 0) problems.push({ position: 0, folder: '', rule: 'none' })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, entries }
}
