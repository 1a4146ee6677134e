import type { ErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { visible } from '../../src-shared/text/ja/visible.ts'
import type { MailServer } from './smtp.ts'

/** What nodemailer adds to its errors. */
interface SmtpFailure extends Error {
  readonly code?: string
  /** The system's or OpenSSL's word, where `code` is nodemailer's own. */
  readonly originalCode?: string
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
}

const NAME = /^(?:ENOTFOUND|EAI_\w+)$/
const UNREACHABLE = /^(?:ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)$/

/** OpenSSL's words for a certificate that is not believed, as Node reports them. */
const CERTIFICATE =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|CRL_|OCSP_)/

/** Longer answers tell nothing more to staff. */
const DETAIL_LIMIT = 200

/**
 * Names in which step a mail failed.
 * @param error what nodemailer or the socket threw
 * @param login what must not be repeated, though a server may
 */
export function smtpError(error: unknown, login: MailServer['login']): RelayError {
  if (error instanceof RelayError) return error
  if (!(error instanceof Error)) return new RelayError('R7011', errnoOf(error))
  const failure = rootOf(error) as SmtpFailure
  return new RelayError(codeOf(failure), detailOf(failure, login), { cause: error })
}

/** Several addresses that all fail give an AggregateError. */
function rootOf(error: Error): Error {
  const [first] = error instanceof AggregateError ? error.errors : []
  return first instanceof Error ? first : error
}

function codeOf({ code = '', originalCode = '', command = '' }: SmtpFailure): ErrorCode {
  const system = originalCode === '' ? code : originalCode
  if (NAME.test(system)) return 'R7001'
  if (CERTIFICATE.test(system)) return 'R7005'
  if (/^ERR_(?:SSL|TLS)_|^EPROTO$/.test(system)) return 'R7006'
  if (code === 'ETLS') return command === 'STARTTLS' ? 'R7004' : 'R7006'
  // nodemailer's own word for each of its time limits; the connection stands by then.
  if (code === 'ETIMEDOUT' && command !== '') return 'R7003'
  if (UNREACHABLE.test(system)) return 'R7002'
  if (code === 'EAUTH') return 'R7007'
  if (command === 'MAIL FROM') return 'R7008'
  if (command === 'RCPT TO') return 'R7009'
  if (command === 'DATA') return 'R7010'
  return 'R7011'
}

/** The server's own words where there are any, on one line and without what we logged in with. */
function detailOf(failure: SmtpFailure, login: MailServer['login']): string {
  const { response, originalCode, code } = failure
  if (response === undefined || response === '') return originalCode ?? code ?? errnoOf(failure)
  const line = visible(withoutSecret(response, login))
  return line.length > DETAIL_LIMIT ? `${line.slice(0, DETAIL_LIMIT)}…` : line
}

/** A server may repeat the line that it did not like, in clear or as it went over the wire. */
function withoutSecret(text: string, login: MailServer['login']): string {
  if (login === null || login.password === '') return text
  const { user, password } = login
  const written = [`\u0000${user}\u0000${password}`, password]
  const forms = written.flatMap((secret) => [Buffer.from(secret).toString('base64'), secret])
  return forms.reduce((rest, form) => rest.replaceAll(form, '•••'), text)
}

/** Whether the server will say the same of this mail at each further try. */
export function isRefusedForGood(error: RelayError): boolean {
  const status = (error.cause as SmtpFailure | undefined)?.responseCode ?? 0
  return status >= 500 && (error.code === 'R7009' || error.code === 'R7010')
}

/** Whether it concerns this mail alone, so that the others may still go. */
export function concernsOneMail(error: RelayError): boolean {
  return error.code === 'R7009' || error.code === 'R7010'
}
