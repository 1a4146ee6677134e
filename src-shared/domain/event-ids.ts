import { isAuthenticationError, isErrorCode } from './error-catalogue.ts'

/** Who events are from, in the event log of Windows, in the syslog and in mails (manual 2.4). */
export const EVENT_SOURCE = 'PMH_Relay'

/** From light to grave. */
export const EVENT_LEVELS = ['information', 'warning', 'error'] as const
export type EventLevel = (typeof EVENT_LEVELS)[number]

/**
 * Numbers of events that have no code of our own; the manual prints none. Filters and tasks of staff go by them
 * (docs/events.md), so that a number never gets another meaning.
 */
export const EVENT_IDS = {
  service_started: 1,
  service_stopped: 2,
  recovered: 3,
  /** One mail for many events. */
  summary: 4,
  test: 5,
  pmh_refused: 100,
  pmh_authentication: 101,
} as const

/** The number of a trouble: that of our own code (R1002 is 1002), or one of two for what PMH answers. */
export function eventIdOf(code: string): number {
  if (isErrorCode(code)) return Number(code.slice(1))
  const isAuthentication = code === 'HTTP401' || isAuthenticationError(0, code)
  return isAuthentication ? EVENT_IDS.pmh_authentication : EVENT_IDS.pmh_refused
}

/** @returns whether `level` is as grave as `least` at least */
export function reachesLevel(level: EventLevel, least: EventLevel): boolean {
  return EVENT_LEVELS.indexOf(level) >= EVENT_LEVELS.indexOf(least)
}
