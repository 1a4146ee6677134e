import { type ErrorCode, errorRule, type Retry, type Scope } from './error-catalogue.ts'

/**
 * The one error class of the relay: everything that is not an answer of PMH.
 * Code branches on `scope` and `retry`, never on messages.
 */
export class RelayError extends Error {
  readonly code: ErrorCode
  /** A short fact for the log (a path, a host, an errno). Never a secret, never file contents. */
  readonly detail: string

  constructor(code: ErrorCode, detail = '', options?: ErrorOptions) {
    super(detail === '' ? code : `${code}: ${detail}`, options)
    this.name = 'RelayError'
    this.code = code
    this.detail = detail
  }

  get scope(): Scope {
    return errorRule(this.code).scope
  }

  get retry(): Retry {
    return errorRule(this.code).retry
  }
}

/** The errno name of a Node error (`ENOENT`), or the error's class name: safe to log, free of contents. */
export function errnoOf(error: unknown): string {
  if (error instanceof Error) {
    const code = 'code' in error ? error.code : undefined
    return typeof code === 'string' ? code : error.name
  }
  return 'unknown'
}
