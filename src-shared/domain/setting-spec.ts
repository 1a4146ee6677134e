/**
 * The kinds of rule that a setting can have. A rule is data, so that the form, the import and the command line
 * refuse the same value with the same sentence (`text/ja/settings.ts`).
 */

export type SettingRule =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'absolute_path' }
  | { readonly kind: 'base_url' }
  | { readonly kind: 'host' }
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'url_path' }
  | { readonly kind: 'list' }
  | { readonly kind: 'mail_address' }
  | { readonly kind: 'mail_addresses' }

/** Paths are judged by the system that will use them. */
export type Platform = 'windows' | 'posix'

export interface SettingSpec<T> {
  readonly rule: SettingRule
  /** The default in its written form; '' means "not set". */
  readonly fallback: string
  /** true: a key that is present but empty means "not set" (keys 8-12 and ours). */
  readonly mayBeEmpty: boolean
  /** true: lives in the vault, is never shown and never printed. */
  readonly secret: boolean
  /** The value that "not set" stands for. */
  readonly unset: T
  /** @returns undefined when the rule is broken */
  parse(raw: string, platform: Platform): T | undefined
}

/** Integers are plain ASCII digits: no sign, no exponent, no group commas. */
export function integer(min: number, max: number, fallback: string): SettingSpec<number> {
  return {
    rule: { kind: 'integer', min, max },
    fallback,
    mayBeEmpty: false,
    secret: false,
    unset: Number(fallback),
    parse: (raw) => parseInteger(raw, min, max),
  }
}

export function optionalInteger(min: number, max: number): SettingSpec<number | null> {
  return {
    rule: { kind: 'integer', min, max },
    fallback: '',
    mayBeEmpty: true,
    secret: false,
    unset: null,
    parse: (raw) => parseInteger(raw, min, max),
  }
}

function parseInteger(raw: string, min: number, max: number): number | undefined {
  if (!/^-?\d{1,15}$/.test(raw)) return undefined
  const value = Number(raw)
  return value >= min && value <= max ? value : undefined
}

export function choice<const V extends string>(
  values: readonly V[],
  fallback: V,
  mayBeEmpty = false,
): SettingSpec<V> {
  return {
    rule: { kind: 'choice', values },
    fallback,
    mayBeEmpty,
    secret: false,
    unset: fallback,
    parse: (raw) => values.find((value) => value === raw),
  }
}

/** Booleans are taken in any case, as .NET's `bool.Parse` does. */
export function flag(fallback: boolean): SettingSpec<boolean> {
  return {
    rule: { kind: 'boolean' },
    fallback: String(fallback),
    mayBeEmpty: false,
    secret: false,
    unset: fallback,
    parse: (raw) => {
      const lower = raw.toLowerCase()
      return lower === 'true' ? true : lower === 'false' ? false : undefined
    },
  }
}

/** The fallback '' is "not set yet": readiness tells staff so, the command line refuses it. */
export function absolutePath(): SettingSpec<string> {
  return {
    ...text(1024, ''),
    rule: { kind: 'absolute_path' },
    mayBeEmpty: false,
    parse: (raw, platform) => (isAbsolutePath(raw, platform) ? raw : undefined),
  }
}

function isAbsolutePath(raw: string, platform: Platform): boolean {
  if (raw.includes('\0') || raw.length > 1024) return false
  if (platform === 'posix') return raw.startsWith('/')
  return /^[A-Za-z]:[\\/]/.test(raw) || /^\\\\[^\\/]+[\\/][^\\/]+/.test(raw)
}

export function baseUrl(): SettingSpec<string> {
  return {
    ...text(2048, ''),
    rule: { kind: 'base_url' },
    mayBeEmpty: false,
    parse: (raw) => (isBaseUrl(raw) ? raw : undefined),
  }
}

/** http(s) with a host; user, query and fragment have no meaning for a base and would end up in the log. */
function isBaseUrl(raw: string): boolean {
  if (/\s/.test(raw) || !/^https?:\/\//i.test(raw) || !URL.canParse(raw)) return false
  const url = new URL(raw)
  return url.hostname !== '' && url.username === '' && url.password === '' && !/[?#]/.test(raw)
}

export function host(): SettingSpec<string> {
  return {
    ...text(255, ''),
    rule: { kind: 'host' },
    parse: (raw) => (/^(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])$/.test(raw) ? raw : undefined),
  }
}

export function text(maxLength: number, fallback: string): SettingSpec<string> {
  return {
    rule: { kind: 'text', maxLength },
    fallback,
    mayBeEmpty: true,
    secret: false,
    unset: fallback,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character here would break a log line or a header
    parse: (raw) => (raw.length <= maxLength && !/[\u0000-\u001f\u007f]/.test(raw) ? raw : undefined),
  }
}

export function secret(): SettingSpec<string> {
  return { ...text(1024, ''), secret: true }
}

/** A piece of the endpoint's path: letters, digits and `-._~/` only. */
export function urlPath(fallback: string): SettingSpec<string> {
  return {
    ...text(256, fallback),
    rule: { kind: 'url_path' },
    parse: (raw) => (/^[A-Za-z0-9\-._~/]{1,256}$/.test(raw) && !raw.includes('..') ? raw : undefined),
  }
}

/** Several values separated by `;`; blanks around each are dropped. */
export function list(fallback: string): SettingSpec<readonly string[]> {
  const split = (raw: string) =>
    raw
      .split(';')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  return {
    rule: { kind: 'list' },
    fallback,
    mayBeEmpty: true,
    secret: false,
    unset: split(fallback),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: see text()
    parse: (raw) => (raw.length <= 8192 && !/[\u0000-\u001f\u007f]/.test(raw) ? split(raw) : undefined),
  }
}

/**
 * `local@domain` as mail servers take it without quoting (RFC 5321 4.1.2, an address literal included), dots at any
 * place: some mobile carriers gave such addresses out. No name beside it, no line break, so that nothing of it can become
 * another header or command.
 */
const MAIL_ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])$/

export function mailAddress(): SettingSpec<string> {
  return {
    ...text(320, ''),
    rule: { kind: 'mail_address' },
    parse: (raw) => (MAIL_ADDRESS.test(raw) ? raw : undefined),
  }
}

/** Several addresses separated by `;`, each once. */
export function mailAddresses(): SettingSpec<readonly string[]> {
  const addresses = list('')
  return {
    ...addresses,
    rule: { kind: 'mail_addresses' },
    parse: (raw, platform) => {
      const all = addresses.parse(raw, platform)
      return all?.every((address) => MAIL_ADDRESS.test(address)) ? [...new Set(all)] : undefined
    },
  }
}
