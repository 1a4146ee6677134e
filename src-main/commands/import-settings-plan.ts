import type { Platform } from '../../src-shared/domain/setting-spec.ts'
import {
  isSecretKey,
  OFFICIAL_KEYS,
  parseSetting,
  parseSettings,
  type RawSettings,
  SECRET_KEYS,
  SETTING_KEYS,
  type SettingKey,
  type SettingProblem,
  settingDefault,
  settingRule,
} from '../../src-shared/domain/settings.ts'
import type { ImportedSetting } from '../../src-shared/ipc/answer-shapes.ts'

/** What is there before an import. */
export interface StoredSettings {
  readonly open: RawSettings
  /** Secrets that are registered; null for one that cannot be opened now. */
  readonly secrets: ReadonlyMap<SettingKey, string | null>
}

export interface SettingsPlan {
  readonly rows: readonly ImportedSetting[]
  /** What is to be stored; null takes a setting back to its default. Secrets are among it. */
  readonly writes: ReadonlyMap<SettingKey, string | null>
  readonly problems: readonly SettingProblem[]
  /** PMHFilePath as it will be. */
  readonly root: string
}

const DOTS = '••••••••'

/**
 * What a configuration file of the official batch changes. As there, an official key that the file does not have takes
 * its default (requirements section 1). Kept as they are: keys without a default, secrets, which an export leaves out,
 * and keys of ours that the official file never has.
 */
export function planSettings(stored: StoredSettings, file: RawSettings, platform: Platform): SettingsPlan {
  const steps = new Map<SettingKey, Step>()
  for (const key of SETTING_KEYS) {
    if (!OFFICIAL_KEYS.includes(key) && file[key] === undefined) continue
    const value = file[key]
    steps.set(key, isSecretKey(key) ? secretStep(stored, key, value) : openStep(stored, key, value, platform))
  }
  const writes = new Map(
    [...steps].flatMap(([key, { write }]) => (write === undefined ? [] : [[key, write]])),
  )
  const result = merged(stored, writes)
  const parsed = parseSettings(result, platform)
  const problems = parsed.ok ? [] : parsed.problems
  for (const { key } of problems) {
    // A rule about two keys may name one that the file does not have.
    if (!steps.has(key)) steps.set(key, untouched(stored, key))
  }
  const rows = SETTING_KEYS.flatMap((key) => {
    const step = steps.get(key)
    return step === undefined ? [] : [rowOf(key, step, file, problems)]
  })
  return { rows, writes, problems, root: result.PMHFilePath ?? '' }
}

interface Step {
  readonly before: string
  readonly after: string
  readonly change: ImportedSetting['change']
  /** undefined: nothing is written. */
  readonly write?: string | null
}

function openStep(
  stored: StoredSettings,
  key: SettingKey,
  written: string | undefined,
  platform: Platform,
): Step {
  const fallback = settingDefault(key)
  const before = stored.open[key] ?? fallback
  const mayBeEmpty = parseSetting(key, '', platform).ok
  if (written === undefined) {
    if (fallback === '' && !mayBeEmpty) return { before, after: before, change: 'kept' }
    return step(before, fallback, null)
  }
  // .NET takes True as well; the form shows the word that it writes itself.
  const value = settingRule(key).kind === 'boolean' ? written.toLowerCase() : written
  const after = value === '' && mayBeEmpty ? fallback : value
  return step(before, after, value === '' && mayBeEmpty ? null : value)
}

function secretStep(stored: StoredSettings, key: SettingKey, written: string | undefined): Step {
  const before = stored.secrets.has(key) ? DOTS : ''
  if (written === undefined) return { before, after: before, change: 'kept' }
  const isSame = stored.secrets.has(key) ? stored.secrets.get(key) === written : written === ''
  if (isSame) return { before, after: before, change: 'same' }
  const after = written === '' ? '' : DOTS
  return { before, after, change: changeOf(before, after), write: written }
}

function untouched(stored: StoredSettings, key: SettingKey): Step {
  const before = isSecretKey(key) ? '' : (stored.open[key] ?? settingDefault(key))
  return { before, after: before, change: 'kept' }
}

function step(before: string, after: string, write: string | null): Step {
  return before === after
    ? { before, after, change: 'same' }
    : { before, after, change: changeOf(before, after), write }
}

function changeOf(before: string, after: string): 'added' | 'cleared' | 'changed' {
  return before === '' ? 'added' : after === '' ? 'cleared' : 'changed'
}

function merged(stored: StoredSettings, writes: ReadonlyMap<SettingKey, string | null>): RawSettings {
  const raw: Partial<Record<SettingKey, string>> = { ...stored.open }
  for (const key of SECRET_KEYS) {
    const secret = stored.secrets.get(key)
    if (typeof secret === 'string') raw[key] = secret
  }
  for (const [key, value] of writes) {
    if (value === null) delete raw[key]
    else raw[key] = value
  }
  return raw
}

function rowOf(
  key: SettingKey,
  { before, after, change }: Step,
  file: RawSettings,
  problems: readonly SettingProblem[],
): ImportedSetting {
  const problem = problems.find((found) => found.key === key) ?? null
  // A refused address may hold a password, which the problem masks.
  const shown = problem === null || problem.value === '' ? after : problem.value
  return { key, before, after: shown.slice(0, 300), change, absent: file[key] === undefined, problem }
}
