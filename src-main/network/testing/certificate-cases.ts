import type { ErrorCode } from '../../../src-shared/domain/error-catalogue.ts'
import type { CertificatePlan } from './certificate-maker.ts'

const LONG_AGO = '20210101120000Z'
const FAR_AHEAD = '20980101120000Z'

/** The one that is added to the trusted ones. */
export const ROOT: CertificatePlan = { name: 'Test Root', isAuthority: true }

const STRANGER: CertificatePlan = { name: 'Stranger Root', isAuthority: true }

const between = (name: string, more: Partial<CertificatePlan> = {}): CertificatePlan => ({
  name,
  isAuthority: true,
  issuer: ROOT,
  ...more,
})
const SUB = between('Test Sub')
const OLD_SUB = between('Old Sub', { to: LONG_AGO })
const SHORT_SUB = between('Short Sub', { key: 'rsa1024' })
const CURVE_SUB = between('Curve Sub', { key: 'ec192' })
const FORGEABLE_SUB = between('Forgeable Sub', { digest: 'sha1' })

/** The server's own, good for both of its names. */
const leaf = (more: Partial<CertificatePlan> = {}): CertificatePlan => ({
  name: 'pmh.example',
  hosts: 'IP:127.0.0.1,DNS:localhost',
  issuer: ROOT,
  ...more,
})
const SELF_SIGNED: CertificatePlan = { name: 'pmh.example', hosts: 'IP:127.0.0.1,DNS:localhost' }

/** What a server sends, its own certificate first. */
export type SentChain = readonly [CertificatePlan, ...CertificatePlan[]]

export const GOOD_CHAINS: readonly { readonly name: string; readonly sent: SentChain }[] = [
  { name: 'signed by the root', sent: [leaf()] },
  { name: 'signed by an authority in between', sent: [leaf({ issuer: SUB }), SUB] },
  { name: 'with its root', sent: [leaf({ issuer: SUB }), SUB, ROOT] },
  { name: 'with an RSA key of 2048 bits', sent: [leaf({ key: 'rsa2048' })] },
]

export interface BadChain {
  readonly name: string
  readonly code: ErrorCode
  readonly sent: SentChain
  /** Which one of `sent` the error has to name. */
  readonly concerned: number
  /** What else it has to say. */
  readonly says: string
}

export const BAD_CHAINS: readonly BadChain[] = [
  bad('expired', 'R1020', [leaf({ to: LONG_AGO })], 0, '〜2021/01/01'),
  bad('behind an expired one', 'R1020', [leaf({ issuer: OLD_SUB }), OLD_SUB], 1, '〜2021/01/01'),
  bad('not yet valid', 'R1021', [leaf({ from: FAR_AHEAD })], 0, '2098/01/01〜'),
  bad('of another host', 'R1022', [leaf({ hosts: 'DNS:other.example' })], 0, 'DNS:other.example'),
  bad('signed by itself', 'R1023', [SELF_SIGNED], 0, 'CN=pmh.example'),
  bad(
    'of an unknown root',
    'R1024',
    [leaf({ issuer: STRANGER })],
    0,
    '登録されていない発行元：CN=Stranger Root',
  ),
  bad(
    'with its unknown root',
    'R1024',
    [leaf({ issuer: STRANGER }), STRANGER],
    1,
    '登録されていない発行元：CN=Stranger Root',
  ),
  bad(
    'without the one in between',
    'R1024',
    [leaf({ issuer: SUB })],
    0,
    '登録されていない発行元：CN=Test Sub',
  ),
  bad('with an RSA key of 1024 bits', 'R1025', [leaf({ key: 'rsa1024' })], 0, 'RSA 1024'),
  bad('behind an RSA key of 1024 bits', 'R1025', [leaf({ issuer: SHORT_SUB }), SHORT_SUB], 1, 'RSA 1024'),
  bad('behind an EC key of 192 bits', 'R1025', [leaf({ issuer: CURVE_SUB }), CURVE_SUB], 1, 'EC 192'),
  bad('signed with SHA-1', 'R1025', [leaf({ digest: 'sha1' })], 0, 'SHA-1'),
  bad('behind one signed with SHA-1', 'R1025', [leaf({ issuer: FORGEABLE_SUB }), FORGEABLE_SUB], 1, 'SHA-1'),
]

function bad(name: string, code: ErrorCode, sent: SentChain, concerned: number, says: string): BadChain {
  return { name, code, sent, concerned, says }
}
