import type { Settings } from '../../src-shared/domain/settings.ts'

/**
 * Every assumption about the PMH Web API, in one place. The full interface specification is handed to municipalities
 * only; a site that has it corrects settings, not code. Sources: manual 3.1, the published OpenAPI pages
 * (医療費助成対象者情報登録API(自治体) 0.1.1), and the assumptions named in docs/pmh-contract.md.
 */

export type ContractSettings = Pick<
  Settings,
  | 'PostRegistrationTasksBaseURL'
  | 'PostRegistrationTasksType'
  | 'PostRegistrationFileType'
  | 'PathPrefix'
  | 'CsvPathPrefix'
  | 'EndpointFull'
  | 'EndpointDifferential'
  | 'EndpointDifferentialReset'
  | 'BodyFormat'
  | 'MultipartField'
  | 'SerialFields'
  | 'ErrorCodeFields'
  | 'ErrorMessageFields'
>

/** An answer longer than this is not read to its end: 1 MiB. */
export const ANSWER_LIMIT_BYTES = 1024 * 1024

/** The form of a 処理通番 in the manual's sample: a letter and 22 digits. */
export const SERIAL_PATTERN = /^[A-Z]\d{22}$/

/** Files with this extension, in any case, are candidates (PostRegistrationFileType). */
export function fileExtension(settings: ContractSettings): '.csv' | '.json' {
  return settings.PostRegistrationFileType === '1' ? '.json' : '.csv'
}

/** The URL that files are posted to: `{base}{prefix}{csv/}{operation}`. */
export function endpointUrl(settings: ContractSettings): string {
  const base = settings.PostRegistrationTasksBaseURL.replace(/\/+$/, '')
  const csv = settings.PostRegistrationFileType === '2' ? settings.CsvPathPrefix : ''
  return `${base}/${joinPath(settings.PathPrefix, csv, operation(settings))}`
}

function operation(settings: ContractSettings): string {
  if (settings.PostRegistrationTasksType === '1') return settings.EndpointFull
  if (settings.PostRegistrationTasksType === '3') return settings.EndpointDifferentialReset
  return settings.EndpointDifferential
}

function joinPath(...parts: readonly string[]): string {
  return parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')
}

/** The media type of the file itself. */
export function contentType(settings: ContractSettings): string {
  return settings.PostRegistrationFileType === '1' ? 'application/json' : 'text/csv'
}

/** Every scheme has a token of its own (bearerAuth). */
export function authorization(token: string): string {
  return `Bearer ${token}`
}
