import { X509Certificate } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { describeCertificate, shownName } from './certificate-description.ts'
import { CertificateMaker, type CertificatePlan, opensslProblem } from './testing/certificate-maker.ts'

const problem = opensslProblem()

describe.skipIf(problem !== null)(`the description of a certificate${problem ?? ''}`, () => {
  afterEach(() => void vi.unstubAllEnvs())
  const described = (plan: CertificatePlan) => {
    const maker = new CertificateMaker(tempFolder())
    return { ...describeCertificate(new X509Certificate(maker.make(plan).cert)), by: maker.fingerprint(plan) }
  }

  it('is its names, its fingerprint and its dates', () => {
    const issuer = { name: '市町村認証局/OU=LGWAN', isAuthority: true }
    const { by, ...rest } = described({ name: 'pmh.example', issuer, to: '20300331120000Z' })
    expect(rest).toEqual({
      subject: 'CN=pmh.example',
      issuer: expect.stringMatching(/^(?:OU=LGWAN, CN=市町村認証局|CN=市町村認証局, OU=LGWAN)$/),
      fingerprint: by,
      validFrom: '2020-01-01',
      validTo: '2030-03-31',
    })
  })

  it.each([
    ['UTC', '2030-03-31'],
    ['Asia/Tokyo', '2030-04-01'],
  ])('has the dates of this computer (%s)', (zone, day) => {
    vi.stubEnv('TZ', zone)
    expect(described({ name: 'x', to: '20300331150000Z' }).validTo).toBe(day)
  })

  it('holds back what would break a line or turn it around', () => {
    const { subject } = described({ name: 'a\u202eb\nc' })
    expect(subject).toMatch(/^CN=a\\u202eb[^\n]*c$/)
  })
})

describe('a name that is shown', () => {
  it('is cut between characters', () => {
    expect(shownName('x'.repeat(200))).toBe('x'.repeat(200))
    expect(shownName('😀'.repeat(201))).toBe(`${'😀'.repeat(200)}…`)
    expect(shownName('\u202e'.repeat(65_536)).length).toBe(201)
  })

  it('is a dash when there is none', () => expect(shownName('')).toBe('-'))
})
