import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Platform } from '../../../src-shared/domain/setting-spec.ts'
import type { SettingKey, SettingProblem } from '../../../src-shared/domain/settings.ts'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'
import { settingsText } from '../../../src-shared/text/ja/screens-settings.ts'
import { useAnnounce, useAnnounceUrgently } from '../../app/announcer.tsx'
import { type Action, useAction } from '../../hooks/use-action.ts'
import {
  changedKeys,
  changesOf,
  type FormState,
  foldTyped,
  forgetTyped,
  judge,
  judgeAll,
  openForm,
  problemsOf,
  renewStored,
  shownProblems,
  typeValue,
} from './form-state.ts'
import { FORM_KEYS } from './sections.ts'
import { needsPlainHttpWarning } from './target-preset.ts'

/** Paths are judged by the system on which this window runs. */
const PLATFORM: Platform = navigator.userAgent.includes('Windows') ? 'windows' : 'posix'

export interface SettingsForm {
  readonly state: FormState
  readonly changed: readonly SettingKey[]
  readonly problems: readonly SettingProblem[]
  /** Something is not saved or cannot be: 保存 is the solid button of the screen. */
  readonly isOpen: boolean
  readonly action: Action
  /** Grows when everything typed is done with: fields then forget what they remember on their own. */
  readonly round: number
  /** The address that waits for an answer to the warning about http. */
  readonly plainHttp: string | null
  type(key: SettingKey, value: string): void
  /** The field was left: its value is put in order and judged. */
  leave(key: SettingKey): void
  forget(key: SettingKey): void
  undo(): void
  save(): Promise<void>
  saveAnyway(): Promise<void>
  keepTyping(): void
}

export function focusField(key: SettingKey): void {
  const field = document.getElementById(`field-${key}`)
  const control = field?.querySelector<HTMLElement>('input, button')
  field?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}

export function useSettingsForm(stored: CommandOutput<'settings.get'> | undefined): SettingsForm {
  const [state, setState] = useState(() => openForm({}, []))
  const [refused, setRefused] = useState<readonly SettingProblem[]>([])
  const [plainHttp, setPlainHttp] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const action = useAction()
  const announce = useAnnounce()
  const announceUrgently = useAnnounceUrgently()

  useEffect(() => {
    if (stored !== undefined) setState((last) => renewStored(last, stored.values, stored.secretsSet))
  }, [stored])

  const changed = useMemo(() => changedKeys(state), [state])
  const problems = useMemo(() => merge(shownProblems(state, PLATFORM), refused), [state, refused])

  const type = useCallback((key: SettingKey, value: string) => {
    setState((last) => typeValue(last, key, value))
    setRefused((last) => last.filter((problem) => problem.key !== key))
  }, [])
  const leave = useCallback((key: SettingKey) => {
    setState((last) => judge(foldTyped(last, key), key))
  }, [])
  const forget = useCallback((key: SettingKey) => setState((last) => forgetTyped(last, key)), [])

  const refuse = (found: readonly SettingProblem[]) => {
    announceUrgently(settingsText.notSaved(found.length))
    const first = found[0]
    if (first !== undefined) focusField(first.key)
  }
  const store = async (changes: ReturnType<typeof changesOf>) => {
    const done = await action.run('settings.save', { changes })
    setPlainHttp(null)
    if (done === null) return
    if (!done.value.saved) {
      setRefused(done.value.problems)
      refuse(done.value.problems)
      return
    }
    setRefused([])
    setRound((last) => last + 1)
    // What was typed is stored now; the answer of settings.get replaces it as soon as it comes.
    setState((last) => openForm({ ...last.stored, ...plain(changesOf(last)) }, last.secretsSet))
    announce(settingsText.saved)
  }
  const save = async () => {
    // The field that has the focus was not left yet.
    const kept = FORM_KEYS.reduce(foldTyped, state)
    setState(judgeAll(kept))
    const found = problemsOf(kept, PLATFORM)
    if (found.length > 0) return refuse(found)
    const changes = changesOf(kept)
    const url = changes.PostRegistrationTasksBaseURL
    if (url !== undefined && needsPlainHttpWarning(url)) setPlainHttp(url)
    else await store(changes)
  }
  return {
    state,
    changed,
    problems,
    isOpen: changed.length > 0 || problems.length > 0,
    action,
    round,
    plainHttp,
    type,
    leave,
    forget,
    undo: () => {
      setState((last) => openForm(last.stored, last.secretsSet))
      setRefused([])
      setRound((last) => last + 1)
      action.clear()
    },
    save,
    saveAnyway: () => store(changesOf(state)),
    keepTyping: () => setPlainHttp(null),
  }
}

/** A secret that was just stored is never kept in the window. */
function plain(changes: ReturnType<typeof changesOf>): ReturnType<typeof changesOf> {
  const { ProxyPassword: _, MailPassword: __, ...rest } = changes
  return rest
}

/** The main process judges last; one sentence a field is enough. */
function merge(
  own: readonly SettingProblem[],
  refused: readonly SettingProblem[],
): readonly SettingProblem[] {
  return [...own, ...refused.filter((problem) => !own.some((other) => other.key === problem.key))]
}
