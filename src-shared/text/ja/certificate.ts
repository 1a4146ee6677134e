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
    `有効期間：${certificatePeriod(validFrom, validTo)}`,
    `SHA-256：${fingerprint}`,
  ].join('、')
}

/** @param from yyyy-MM-dd */
export function certificatePeriod(from: string, to: string): string {
  return `${from.replaceAll('-', '/')}〜${to.replaceAll('-', '/')}`
}

/** What {@link certificateFaultText} joined, one fact a line; any other detail is one line as it stands. */
export function certificateFaultParts(detail: string): {
  readonly lines: readonly string[]
  /** `AB:CD:…`, null when none is named. */
  readonly fingerprint: string | null
} {
  const parts = detail.split(/、(?=(?:証明書|証明書にある名前|発行元|有効期間|SHA-256)：)/)
  const fingerprint = /^SHA-256：([0-9A-F:]+)$/.exec(parts.at(-1) ?? '')?.[1] ?? null
  const lines = fingerprint === null ? parts : parts.slice(0, -1)
  return { lines: lines.filter((line) => line !== ''), fingerprint }
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
