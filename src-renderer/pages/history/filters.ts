import type { CommandInput } from '../../../src-shared/ipc/commands.ts'
import { pageParam, type RouteParams } from '../../app/routes.ts'

export type StatusFilter = CommandInput<'transfers.search'>['status']

export const STATUSES = ['accepted', 'rejected', 'failed', 'unknown', 'sending'] as const

/** What the address asks the history for. */
export interface HistoryFilters {
  readonly page: number
  readonly folder: string | null
  readonly status: StatusFilter
}

export function readFilters(params: RouteParams): HistoryFilters {
  const { folder = '' } = params
  return {
    page: pageParam(params),
    folder: folder === '' ? null : folder,
    status: STATUSES.find((status) => status === params.status) ?? null,
  }
}

/** Back to an address; the first page and empty filters are left out. */
export function writeFilters(filters: HistoryFilters): RouteParams {
  return {
    folder: filters.folder ?? '',
    status: filters.status ?? '',
    page: filters.page === 1 ? '' : String(filters.page),
  }
}

export function isFiltered(filters: HistoryFilters): boolean {
  return filters.folder !== null || filters.status !== null
}
