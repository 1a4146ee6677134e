import type { X509Certificate } from 'node:crypto'
import { visible } from '../../src-shared/text/ja/visible.ts'

/** What tells one certificate from another, safe to show: names from outside are escaped and cut. */
export interface CertificateDescription {
  /** As `C=JP, O=…, CN=…`. */
  readonly subject: string
  readonly issuer: string
  /** SHA-256, as `AB:CD:…`. */
  readonly fingerprint: string
  /** yyyy-MM-dd of this computer, as the system's own certificate dialog shows it. */
  readonly validFrom: string
  readonly validTo: string
}

/** A name may be 64 KB long; a log line must stay one that can be read. */
const NAME_LIMIT = 200

export function describeCertificate(certificate: X509Certificate): CertificateDescription {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    fingerprint: certificate.fingerprint256,
    validFrom: localDate(certificate.validFrom),
    validTo: localDate(certificate.validTo),
  }
}

/** Text of a certificate's maker on one bounded line; `-` when there is none. */
export function shownName(text: string): string {
  const chars = [...visible(text)]
  if (chars.length === 0) return '-'
  return chars.length > NAME_LIMIT ? `${chars.slice(0, NAME_LIMIT).join('')}…` : chars.join('')
}

/** Node puts each part of a name on a line of its own, and nothing at all for an empty one. */
function nameOf(name: string | undefined): string {
  return shownName((name ?? '').split('\n').join(', '))
}

function localDate(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return shownName(time)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
