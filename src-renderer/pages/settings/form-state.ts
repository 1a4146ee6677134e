import type { Platform } from '../../../src-shared/domain/setting-spec.ts'
import {
  isSecretKey,
  parseSettings,
  type RawSettings,
  type SettingKey,
  type SettingProblem,
} from '../../../src-shared/domain/settings.ts'
import { foldInput } from './input-fold.ts'
import { FORM_KEYS } from './sections.ts'

/**
 * What is stored, what was typed over it, and which fields were left once: a field is only judged after that,
 * so that nobody is told off in the middle of a word.
 */
export interface FormState {
  readonly stored: RawSettings
  /** Secret keys that have a value; the values never come here. */
  readonly secretsSet: readonly SettingKey[]
  readonly typed: RawSettings
  readonly judged: readonly SettingKey[]
}

export function openForm(stored: RawSettings, secretsSet: readonly SettingKey[]): FormState {
  return { stored, secretsSet, typed: {}, judged: [] }
}

/** New stored values came in (an import, another window): what was typed stays. */
export function renewStored(
  form: FormState,
  stored: RawSettings,
  secretsSet: readonly SettingKey[],
): FormState {
  const typed = Object.fromEntries(
    changedKeys({ ...form, stored, secretsSet }).map((key) => [key, form.typed[key]]),
  ) as RawSettings
  return { ...form, stored, secretsSet, typed }
}

/** What the field shows; a stored secret is never known here. */
export function shownValue(form: FormState, key: SettingKey): string {
  return form.typed[key] ?? form.stored[key] ?? ''
}

export function typeValue(form: FormState, key: SettingKey, value: string): FormState {
  return { ...form, typed: { ...form.typed, [key]: value } }
}

/** What was typed, in the form in which it is kept; a value that was not touched is no change. */
export function foldTyped(form: FormState, key: SettingKey): FormState {
  const typed = form.typed[key]
  return typed === undefined ? form : typeValue(form, key, foldInput(key, typed))
}

/** Takes one field back to what is stored. */
export function forgetTyped(form: FormState, key: SettingKey): FormState {
  const { [key]: _, ...typed } = form.typed
  return { ...form, typed, judged: form.judged.filter((other) => other !== key) }
}

export function judge(form: FormState, key: SettingKey): FormState {
  return form.judged.includes(key) ? form : { ...form, judged: [...form.judged, key] }
}

export function judgeAll(form: FormState): FormState {
  return { ...form, judged: FORM_KEYS }
}

/** A secret counts as changed as soon as something was typed, or its removal was asked for (''). */
export function changedKeys(form: FormState): readonly SettingKey[] {
  return FORM_KEYS.filter((key) => {
    const typed = form.typed[key]
    if (typed === undefined) return false
    if (isSecretKey(key)) return typed !== '' || form.secretsSet.includes(key)
    return typed !== (form.stored[key] ?? '')
  })
}

export function changesOf(form: FormState): RawSettings {
  return Object.fromEntries(changedKeys(form).map((key) => [key, form.typed[key]])) as RawSettings
}

/** Every problem of the form as it stands. What is simply not filled in yet is none: readiness tells about that. */
export function problemsOf(form: FormState, platform: Platform): readonly SettingProblem[] {
  const changed = new Set(changedKeys(form))
  const raw: Partial<Record<SettingKey, string>> = {}
  for (const key of FORM_KEYS) {
    const value = shownValue(form, key)
    if (changed.has(key) || value !== '') raw[key] = value
  }
  const result = parseSettings(raw, platform)
  return result.ok ? [] : result.problems.filter((problem) => FORM_KEYS.includes(problem.key))
}

/** The problems that are shown: of fields that were left once, and of their companions. */
export function shownProblems(form: FormState, platform: Platform): readonly SettingProblem[] {
  return problemsOf(form, platform).filter(
    ({ key, rule }) =>
      form.judged.includes(key) ||
      (rule.kind === 'needed_with' && form.judged.includes(rule.other) && changed(form, rule.other)),
  )
}

const changed = (form: FormState, key: SettingKey) => changedKeys(form).includes(key)
