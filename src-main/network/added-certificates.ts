import type { X509Certificate } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { CertificateCard } from '../../src-shared/ipc/answer-shapes.ts'
import { describeCertificate } from './certificate-description.ts'
import { readCertificates } from './trust.ts'

/** Nobody reads through more than that before they say yes. */
const PICK_LIMIT = 50

/**
 * The certificates of a file that staff chose, each once.
 * @throws RelayError R1028 that names the file when it cannot be read, holds anything else, or far too many
 */
export async function pickedCertificates(file: string): Promise<X509Certificate[]> {
  const all = await readCertificates(file)
  const once = new Map(all.map((certificate) => [certificate.fingerprint256, certificate]))
  if (once.size > PICK_LIMIT) throw new RelayError('R1028', `${file} (too many)`)
  return [...once.values()]
}

/** What staff see of a certificate, judged at this moment. */
export function certificateCard(certificate: X509Certificate, now: Date): CertificateCard {
  const isBefore = now.getTime() < new Date(certificate.validFrom).getTime()
  const isAfter = now.getTime() > new Date(certificate.validTo).getTime()
  return {
    ...describeCertificate(certificate),
    isAuthority: certificate.ca,
    validity: isBefore ? 'not_yet_valid' : isAfter ? 'expired' : 'valid',
  }
}

/**
 * Keeps a certificate in `folder` under its fingerprint, for this account alone; the file is there whole or not at all.
 * @returns the file
 */
export async function keepCertificate(folder: string, certificate: X509Certificate): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
  const file = path.join(folder, `${name}.pem`)
  const unfinished = `${file}.tmp`
  await rm(unfinished, { force: true })
  const handle = await open(unfinished, 'wx', 0o600)
  try {
    await handle.writeFile(certificate.toString())
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, file)
  return file
}
