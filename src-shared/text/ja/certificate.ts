/** Already escaped and cut; dates as yyyy-MM-dd. */
interface NamedCertificate {
  readonly subject: string
  readonly issuer: string
  readonly fingerprint: string
  readonly validFrom: string
  readonly validTo: string
}

/** What is wrong, as far as the code does not say it. */
type CertificateFault =
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'host'; readonly name: string; readonly names: string }
  | { readonly kind: 'weak'; readonly name: string }
  | { readonly kind: 'verdict'; readonly name: string }

/** Names one certificate in the detail of an error, so that staff and the network's administrator mean the same one. */
export function certificateFaultText(certificate: NamedCertificate, fault?: CertificateFault): string {
  const { subject, issuer, fingerprint, validFrom, validTo } = certificate
  return [
    ...(fault === undefined ? [] : [faultText(fault)]),
    `証明書：${subject}`,
    `発行元：${issuer}`,
    `有効期間：${validFrom}〜${validTo}`,
    `SHA-256：${fingerprint}`,
  ].join('、')
}

function faultText(fault: CertificateFault): string {
  switch (fault.kind) {
    case 'missing':
      return `登録されていない発行元：${fault.name}`
    case 'host':
      return `接続先の名前：${fault.name}、証明書にある名前：${fault.names}`
    case 'weak':
      return `弱い方式：${fault.name}`
    case 'verdict':
      return `判定：${fault.name}`
  }
}
