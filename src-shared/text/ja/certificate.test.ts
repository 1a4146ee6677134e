import { expect, it } from 'vitest'
import { certificateFaultParts, certificateFaultText } from './certificate.ts'

const FINGERPRINT = Array.from({ length: 32 }, (_, n) => `A${n % 10}`).join(':')
const CERTIFICATE = {
  subject: 'C=JP, CN=pmh.example',
  issuer: 'CN=APCAR2-Root',
  fingerprint: FINGERPRINT,
  validFrom: '2020-01-01',
  validTo: '2099-12-31',
}

it('names the certificate with its dates as they are written elsewhere', () => {
  expect(certificateFaultText(CERTIFICATE)).toBe(
    `証明書：C=JP, CN=pmh.example、発行元：CN=APCAR2-Root、有効期間：2020/01/01〜2099/12/31、SHA-256：${FINGERPRINT}`,
  )
})

it('comes apart into what the screen shows line by line', () => {
  const fact = certificateFaultText(CERTIFICATE, { kind: 'host', name: '127.0.0.1', names: 'DNS:a、DNS:b' })
  expect(certificateFaultParts(fact)).toEqual({
    lines: [
      '接続先の名前：127.0.0.1',
      '証明書にある名前：DNS:a、DNS:b',
      '証明書：C=JP, CN=pmh.example',
      '発行元：CN=APCAR2-Root',
      '有効期間：2020/01/01〜2099/12/31',
    ],
    fingerprint: FINGERPRINT,
  })
  expect(certificateFaultParts('ECONNREFUSED、443')).toEqual({
    lines: ['ECONNREFUSED、443'],
    fingerprint: null,
  })
  expect(certificateFaultParts('')).toEqual({ lines: [], fingerprint: null })
})
