import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { weaknessOf } from './certificate-weakness.ts'
import { CertificateMaker, type CertificatePlan, opensslProblem } from './testing/certificate-maker.ts'

const problem = opensslProblem()

describe.skipIf(problem !== null)(`the weakness of a certificate${problem ?? ''}`, () => {
  const weakness = (plan: Partial<CertificatePlan>, isRoot = false) => {
    const maker = new CertificateMaker(tempFolder())
    return weaknessOf(new X509Certificate(maker.make({ name: 'x', ...plan }).cert), isRoot)
  }

  it.each([
    [{ key: 'ec' }, null],
    [{ key: 'ec224' }, null],
    [{ key: 'ec192' }, 'EC 192'],
    [{ key: 'rsa2048' }, null],
    [{ key: 'rsa1024' }, 'RSA 1024'],
    [{ key: 'rsa1024', digest: 'sha1' }, 'RSA 1024'],
    [{ key: 'ed25519' }, null],
    [{ key: 'ec', digest: 'sha1' }, 'SHA-1'],
    [{ key: 'rsa2048', digest: 'sha1' }, 'SHA-1'],
    [{ key: 'rsa2048', digest: 'md5' }, 'MD5'],
    [{ key: 'rsa2048', isPss: true }, null],
    [{ key: 'rsa2048', isPss: true, digest: 'sha1' }, 'SHA-1'],
  ] as const)('of %j is %s', (plan, expected) => expect(weakness(plan)).toBe(expected))

  it('is not told of a key that cannot be read', () => {
    const maker = new CertificateMaker(tempFolder())
    const { raw } = new X509Certificate(maker.make({ name: 'x' }).cert)
    // The identifier of the curve becomes one that nobody knows.
    const curve = Buffer.from('2a8648ce3d030107', 'hex')
    raw[raw.indexOf(curve) + curve.length - 1] = 0x63
    const unreadable = new X509Certificate(raw)
    expect(() => unreadable.publicKey).toThrow()
    expect(weaknessOf(unreadable, false)).toBe(null)
  })

  it('is not a trusted root’s signature on itself, but its key', () => {
    expect(weakness({ digest: 'sha1' }, true)).toBe(null)
    expect(weakness({ key: 'rsa1024', digest: 'sha1' }, true)).toBe('RSA 1024')
  })
})
