import { isAuthenticationError } from '../../../src-shared/domain/error-catalogue.ts'
import type { Problem } from '../../../src-shared/ipc/answer-shapes.ts'
import type { SettingSection } from '../../../src-shared/text/ja/screens-settings.ts'
import { SECTIONS } from '../settings/sections.ts'

/** One thing that staff can do about a problem. */
export type Cure =
  | { readonly kind: 'decide' }
  | { readonly kind: 'create_folder'; readonly folder: string }
  | { readonly kind: 'edit_folder'; readonly folder: string }
  | { readonly kind: 'settings'; readonly section: SettingSection }
  | { readonly kind: 'history'; readonly transferId: number; readonly folder: string | null }
  | { readonly kind: 'audit' }
  | { readonly kind: 'unlock' }
  | { readonly kind: 'copy' }

const SECTION: Readonly<Record<string, SettingSection>> = {
  R1001: 'target',
  R1002: 'target',
  R1003: 'target',
  R1004: 'proxy',
  R1005: 'proxy',
  R1006: 'target',
  R1009: 'target',
  R1010: 'watching',
  R1012: 'target',
  R1020: 'target',
  R1021: 'target',
  R1022: 'target',
  R1023: 'target',
  R1024: 'target',
  R1025: 'target',
  R1026: 'target',
  R1027: 'target',
  R3003: 'sending',
  R3006: 'watching',
  R3013: 'watching',
  R4005: 'target',
  R8001: 'background',
  R8002: 'background',
  R7014: 'mail',
}

/** The cures of a problem, the right next step first; never none. */
export function problemCures(problem: Problem): readonly [Cure, ...Cure[]] {
  const { folder, transferId, code } = problem
  if (transferId !== null && awaitsDecision(problem)) {
    return [{ kind: 'decide' }, { kind: 'history', transferId, folder }]
  }
  const cures: Cure[] = []
  if (code === 'R4010') cures.push({ kind: 'audit' })
  if (code === 'R6004') cures.push({ kind: 'unlock' })
  if (folder !== null && code === 'R3004') cures.push({ kind: 'create_folder', folder })
  if (folder !== null && concernsFolder(code)) cures.push({ kind: 'edit_folder', folder })
  const section = SECTION[code] ?? sectionOf(problem)
  if (section !== undefined) cures.push({ kind: 'settings', section })
  if (transferId !== null) cures.push({ kind: 'history', transferId, folder })
  const [first, second] = cures
  if (first === undefined) return [{ kind: 'copy' }]
  return second === undefined ? [first] : [first, second]
}

/** Where the setting is entered that the problem names. */
function sectionOf({ setting }: Problem): SettingSection | undefined {
  return SECTIONS.find(({ keys }) => setting !== undefined && keys.includes(setting))?.id
}

/** A file that waits for staff. One that only could not be moved yet is tried again without them. */
function awaitsDecision({ kind, code }: Problem): boolean {
  return (kind === 'unknown' || kind === 'held') && code !== 'R3005'
}

/** Trouble that a look at the entry (its folder or its token) mends. */
function concernsFolder(code: string): boolean {
  return /^R300[4789]$/.test(code) || code === 'R6003' || isAuthenticationError(0, code) || code === 'HTTP401'
}
