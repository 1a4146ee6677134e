import type { CommandInput } from '../../../src-shared/ipc/commands.ts'
import type { RouteParams } from '../../app/routes.ts'

/** What the address asks the trail for. */
export type AuditFilters = CommandInput<'audit.search'>

export const NO_FILTERS: AuditFilters = {
  from: null,
  to: null,
  who: null,
  action: null,
  text: '',
  before: null,
}

/** Anything in an address that is not what it should be does not narrow. */
export function readFilters(params: RouteParams): AuditFilters {
  const { from = '', to = '', who = '', action = '', text = '', before = '' } = params
  return {
    from: dateOrNull(from),
    to: dateOrNull(to),
    who: who === '' ? null : who,
    action: /^[a-z_.-]{1,64}$/.test(action) ? action : null,
    text: text.slice(0, 200),
    before: /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null,
  }
}

/** Back to an address; empty filters and the first page are left out. */
export function writeFilters({ from, to, who, action, text, before }: AuditFilters): RouteParams {
  return {
    from: from ?? '',
    to: to ?? '',
    who: who ?? '',
    action: action ?? '',
    text,
    before: before === null ? '' : String(before),
  }
}

export function isFiltered({ from, to, who, action, text }: AuditFilters): boolean {
  return from !== null || to !== null || who !== null || action !== null || text.trim() !== ''
}

function dateOrNull(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null
}
