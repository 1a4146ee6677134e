/** The ways in which this program starts by itself (requirements section 3, Service and reboot). */

/**
 * login: the console, hidden, when somebody logs on. service: the relay without a window, by the Task Scheduler or by
 * systemd. reboot: the periodic restart of manual 2.5, which relays nothing itself.
 */
export const BACKGROUND_WAYS = ['login', 'service', 'reboot'] as const
export type BackgroundWay = (typeof BACKGROUND_WAYS)[number]

/**
 * current: as this program would register it now. outdated: ours, but of another place or with other choices.
 * foreign: somebody else's under the same name. unknown: the system could not be asked. unavailable: not on this system.
 */
export const REGISTRATION_STATES = [
  'absent',
  'current',
  'outdated',
  'foreign',
  'unknown',
  'unavailable',
] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

/** How the task of the Task Scheduler begins, and for whom. Other systems have no choice here. */
export interface TaskChoice {
  readonly trigger: 'startup' | 'logon'
  /** `DOMAIN\user`, `.\user` or `user@domain` (manual 2.3). */
  readonly account: string
  /** password: schtasks asks for it. none: no password is kept (S4U), and no share can be reached. */
  readonly logon: 'password' | 'none'
}

/** When the computer restarts; `day` is the weekday (0 is Sunday), or the day of the month. */
export type RebootChoice =
  | { readonly every: 'day'; readonly time: string }
  | { readonly every: 'week'; readonly day: number; readonly time: string }
  | { readonly every: 'month'; readonly day: number; readonly time: string }

/** A command that staff can copy. `admin`: it needs a console that was opened as administrator. */
export interface ShownCommand {
  readonly line: string
  readonly admin: boolean
}
