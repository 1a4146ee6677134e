import { RESULT_FILTERS, type ResultFilter } from '../../../src-shared/domain/history-filter.ts'
import type { CommandInput } from '../../../src-shared/ipc/commands.ts'
import { pageParam, type RouteParams } from '../../app/routes.ts'

/** 期間: today, the last 7 or 30 days with today, or from one date to another. */
export const PERIODS = ['today', '7', '30', 'dates'] as const

export type Period = (typeof PERIODS)[number]

/** What the address asks the history for. */
export interface HistoryFilters {
  readonly page: number
  readonly folder: string | null
  readonly status: ResultFilter | null
  readonly period: Period | null
  /** Local dates, `yyyy-MM-dd`; count with the period `dates` alone. */
  readonly from: string | null
  readonly to: string | null
  readonly text: string
}

export const NO_FILTERS: HistoryFilters = {
  page: 1,
  folder: null,
  status: null,
  period: null,
  from: null,
  to: null,
  text: '',
}

const TEXT_LIMIT = 200

export function readFilters(params: RouteParams): HistoryFilters {
  const { folder = '', q = '' } = params
  const period = PERIODS.find((name) => name === params.period) ?? null
  return {
    page: pageParam(params),
    folder: folder === '' ? null : folder,
    status: RESULT_FILTERS.find((status) => status === params.status) ?? null,
    period,
    from: period === 'dates' ? readDate(params.from) : null,
    to: period === 'dates' ? readDate(params.to) : null,
    text: q.slice(0, TEXT_LIMIT),
  }
}

/** Back to an address; the first page and empty filters are left out. */
export function writeFilters(filters: HistoryFilters): RouteParams {
  const hasDates = filters.period === 'dates'
  return {
    folder: filters.folder ?? '',
    status: filters.status ?? '',
    period: filters.period ?? '',
    from: (hasDates ? filters.from : null) ?? '',
    to: (hasDates ? filters.to : null) ?? '',
    q: filters.text,
    page: filters.page === 1 ? '' : String(filters.page),
  }
}

export function isFiltered(filters: HistoryFilters): boolean {
  const { folder, status, period, text } = filters
  return folder !== null || status !== null || period !== null || text !== ''
}

/** Nothing can lie between these dates. */
export function isTurned({ from, to }: HistoryFilters): boolean {
  return from !== null && to !== null && from > to
}

/** What the main process is asked. @param today local date, `yyyy-MM-dd` */
export function askedOf(filters: HistoryFilters, today: string): CommandInput<'export.start'> {
  const { folder, status, text } = filters
  return { folder, status, text, ...span(filters, today) }
}

function span({ period, from, to }: HistoryFilters, today: string) {
  if (period === null) return { from: null, to: null }
  if (period === 'dates') return { from, to }
  const days = period === 'today' ? 1 : Number(period)
  return { from: daysBefore(today, days - 1), to: null }
}

/** Dates are counted in UTC, where no day has another length than the others. */
function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

function readDate(text = ''): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null
}
