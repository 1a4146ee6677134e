import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import { certificateFault } from './certificate-fault.ts'
import { CertificateMaker, opensslProblem } from './testing/certificate-maker.ts'

const problem = opensslProblem()
const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-chain-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a handshake leaves behind, as far as it is looked at. */
const shaken = (peer: unknown, verdict: string | null = null) =>
  ({
    authorized: verdict === null,
    authorizationError: verdict,
    getPeerCertificate: () => peer,
  }) as unknown as TLSSocket

describe.skipIf(problem !== null)(`a chain of certificates${problem ?? ''}`, () => {
  const maker = new CertificateMaker(folder)

  /** The certificate of a plan as the runtime shows it, without an issuer yet. */
  function shown(name: string): DetailedPeerCertificate {
    const { cert } = maker.make({ name, hosts: 'IP:127.0.0.1', isAuthority: true })
    return new X509Certificate(cert).toLegacyObject() as DetailedPeerCertificate
  }

  // Two authorities that vouch for each other are a ring, which a server is free to send.
  it('in a ring is followed to an end', () => {
    const [one, other] = [shown('one'), shown('other')]
    one.issuerCertificate = other
    other.issuerCertificate = one
    expect(certificateFault(shaken(one), '127.0.0.1')).toBeNull()
    expect(certificateFault(shaken(one, 'UNABLE_TO_GET_ISSUER_CERT'), '127.0.0.1')).toMatchObject({
      code: 'R1024',
    })
  })

  it.each(['CERT_UNTRUSTED', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
    'that is not known for %s is R1024',
    (verdict) => {
      expect(certificateFault(shaken(shown('root'), verdict), '127.0.0.1')).toMatchObject({ code: 'R1024' })
    },
  )

  it.each(['CRL_HAS_EXPIRED', 'toString', '__proto__', ''])(
    'that is refused for another reason is never let through: %j',
    (verdict) => {
      expect(certificateFault(shaken(shown('root'), verdict), '127.0.0.1')).toMatchObject({ code: 'R1006' })
    },
  )
})

it.each<[string, unknown]>([
  ['no certificate', {}],
  ['nothing', undefined],
  ['bytes that are none', { raw: Buffer.from('none') }],
])('a server that shows %s is never believed: R1006 with its name', (_, peer) => {
  expect(certificateFault(shaken(peer), 'pmh.example')).toMatchObject({
    code: 'R1006',
    detail: expect.stringMatching(/^pmh\.example \(/),
  })
})
