import type { PreflightMode } from './preflight-rule.ts'

/**
 * A scheme folder (制度フォルダ) is one sub-folder of PMHFilePath, bound to the token of one scheme.
 * The rule for its name is requirements section 1, row "mapping".
 */

/** Why a folder name is refused; the sentence for each is in `text/ja/settings.ts`. */
export type FolderNameProblem =
  | 'empty'
  | 'too_long'
  | 'separator'
  | 'dots'
  | 'reserved_by_relay'
  | 'reserved_by_windows'
  | 'forbidden_character'
  | 'edge_space_or_dot'

/** The two folders under PMHFilePath that the relay itself fills (manual 2.1, No 2). */
const RELAY_FOLDERS = new Set(['proceed', 'error'])

/** Windows device names cannot be folders, with or without an extension. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
const FORBIDDEN = /[<>:"|?*\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/**
 * Checks one plain folder name.
 * @returns null when the name may be used, else the first rule that it breaks
 */
export function folderNameProblem(name: string): FolderNameProblem | null {
  if (name === '') return 'empty'
  // 255 bytes is what ext4 and most shares can hold; NTFS counts 255 UTF-16 units and is never stricter.
  if (new TextEncoder().encode(name).length > 255) return 'too_long'
  if (/[\\/]/.test(name)) return 'separator'
  if (name === '.' || name === '..') return 'dots'
  if (RELAY_FOLDERS.has(foldFolderName(name))) return 'reserved_by_relay'
  if (WINDOWS_DEVICE.test(name)) return 'reserved_by_windows'
  if (FORBIDDEN.test(name)) return 'forbidden_character'
  // Windows drops these silently, so that two names would mean one folder.
  if (/^\s|[\s.]$/.test(name)) return 'edge_space_or_dot'
  return null
}

/** The form in which two folder names are the same folder: case and Unicode composition ignored. */
export function foldFolderName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** One entry of the mapping as the window and the engine see it: never with the token. */
export interface SchemeFolder {
  readonly id: number
  /** Plain name of the sub-folder under PMHFilePath. */
  readonly folder: string
  /** 表示名; equals `folder` when staff gave none. */
  readonly displayName: string
  readonly paused: boolean
  /** 送信前の点検 of this folder; null: as PreflightMode says. */
  readonly preflight: PreflightMode | null
}
