import type { RouteParams } from '../../app/routes.ts'

/** The day that the address names; anything else is today. */
export function reportDay({ date = '' }: RouteParams, today: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) ? date : today
}

/** @param date local date, `yyyy-MM-dd`; counted in UTC, where no day has another length than the others */
export function neighbourDay(date: string, step: 1 | -1): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10)
}
