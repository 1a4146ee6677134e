/** The screens and their stable addresses: `#/history?folder=kodomo&page=2`. */
export const SCREENS = [
  'dashboard',
  'history',
  'report',
  'folders',
  'settings',
  'diagnosis',
  'log',
  'audit',
  'start',
  'migration',
] as const

export type Screen = (typeof SCREENS)[number]

export type RouteParams = Readonly<Record<string, string>>

export interface Route {
  readonly screen: Screen
  readonly params: RouteParams
}

/** @returns null when the address names no screen */
export function parseRoute(hash: string): Route | null {
  const [, path = '', query = ''] = /^#?\/?([^?]*)(?:\?(.*))?$/s.exec(hash) ?? []
  const screen = SCREENS.find((name) => name === path.replace(/\/+$/, ''))
  if (screen === undefined) return null
  const params: Record<string, string> = {}
  for (const [key, value] of new URLSearchParams(query)) params[key] = value
  return { screen, params }
}

/** Parameters with an empty value are left out. */
export function formatRoute(screen: Screen, params: RouteParams = {}): string {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''))
  const text = query.toString()
  return text === '' ? `#/${screen}` : `#/${screen}?${text}`
}

/** A 1-based page number from an address; anything else is the first page. */
export function pageParam(params: RouteParams): number {
  const text = params.page ?? ''
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

/** A row id from an address, null when there is none. */
export function idParam(params: RouteParams): number | null {
  const text = params.id ?? ''
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
