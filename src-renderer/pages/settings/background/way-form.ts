import type { BackgroundWay, RebootChoice, TaskChoice } from '../../../../src-shared/domain/background.ts'
import type { BackgroundRequest } from '../../../../src-shared/ipc/background-shapes.ts'

/** What staff chose for the ways, before it is registered. */
export interface WayForm {
  readonly task: TaskChoice
  readonly every: RebootChoice['every']
  readonly weekday: number
  readonly monthDay: number
  /** `HH:mm`. */
  readonly time: string
}

/** Sunday night, when nobody works. */
export function firstForm(account: string): WayForm {
  return {
    task: { trigger: 'startup', account, logon: 'password' },
    every: 'week',
    weekday: 0,
    monthDay: 1,
    time: '03:30',
  }
}

export function requestOf(way: BackgroundWay, form: WayForm): BackgroundRequest {
  if (way === 'login') return { way }
  if (way === 'service') return { way, task: { ...form.task, account: form.task.account.trim() } }
  return { way, reboot: rebootOf(form) }
}

function rebootOf({ every, weekday, monthDay, time }: WayForm): RebootChoice {
  if (every === 'day') return { every, time }
  return { every, time, day: every === 'week' ? weekday : monthDay }
}
