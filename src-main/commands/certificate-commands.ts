import type { X509Certificate } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { parseSettings } from '../../src-shared/domain/settings.ts'
import type { CertificateEntry } from '../../src-shared/ipc/answer-shapes.ts'
import { certificateText } from '../../src-shared/text/ja/screens-certificates.ts'
import { systemClock } from '../clock.ts'
import type { Relay } from '../compose.ts'
import { certificateCard, keepCertificate, pickedCertificates } from '../network/added-certificates.ts'
import { describeCertificate } from '../network/certificate-description.ts'
import { readCertificates } from '../network/trust.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type CertificateCommand = Extract<keyof Handlers, `certificates.${string}`>

const FILE_KINDS = [{ name: certificateText.fileKind, extensions: ['cer', 'crt', 'pem', 'der'] }]

export function certificateCommands({ session, desk }: CommandContext): Pick<Handlers, CertificateCommand> {
  // What staff were shown is what becomes trusted, even if the file changes in between.
  let picked: readonly X509Certificate[] = []
  const changed = () => {
    session.current.engine.settingsChanged()
    session.current.post?.wayChanged()
    session.changed('settings')
  }
  return {
    'certificates.list': async () => ({ entries: await entriesOf(session.current) }),
    'certificates.pick': async () => {
      picked = []
      const file = await desk.pickFile(certificateText.pickTitle, FILE_KINDS)
      if (file === null) return { picked: null }
      const certificates = await pickedCertificates(file)
      const entries = await entriesOf(session.current)
      const known = new Set(entries.flatMap((entry) => entry.certificates.map((card) => card.fingerprint)))
      const now = systemClock.now()
      picked = certificates
      const cards = certificates.map((certificate) => certificateCard(certificate, now))
      return { picked: { file, certificates: cards.map((c) => ({ ...c, known: known.has(c.fingerprint) })) } }
    },
    'certificates.add': async ({ fingerprints }) => {
      const wanted = new Set(fingerprints)
      const chosen = picked.filter(({ fingerprint256 }) => wanted.has(fingerprint256))
      if (chosen.length !== wanted.size) throw new RelayError('R5006', 'certificate')
      await trust(session.current, chosen)
      picked = []
      changed()
      return {}
    },
    'certificates.remove': async ({ file }) => {
      await distrust(session.current, file)
      changed()
      return {}
    },
  }
}

function entriesOf(relay: Relay): Promise<CertificateEntry[]> {
  return Promise.all(relay.currentSettings().CaCertificateFiles.map((file) => entryOf(relay, file)))
}

async function entryOf(relay: Relay, file: string): Promise<CertificateEntry> {
  const kept = isKept(relay, file)
  try {
    const now = systemClock.now()
    const certificates = (await readCertificates(file)).map((found) => certificateCard(found, now))
    return { file, kept, certificates, problem: null }
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    return { file, kept, certificates: [], problem: { code: error.code, detail: error.detail } }
  }
}

const folderOf = (relay: Relay) => path.join(relay.dataDir, 'certificates')

function isKept(relay: Relay, file: string): boolean {
  return path.dirname(file) === folderOf(relay)
}

async function trust(relay: Relay, certificates: readonly X509Certificate[]): Promise<void> {
  const files = new Set(relay.currentSettings().CaCertificateFiles)
  for (const certificate of certificates) files.add(await keep(relay, certificate))
  relay.atomically(() => {
    storeFiles(relay, [...files])
    for (const certificate of certificates) {
      const { subject, fingerprint } = describeCertificate(certificate)
      const entry = { action: 'certificate.added', subject, before: null, after: fingerprint, reason: null }
      relay.audit.add(entry)
    }
  })
}

async function keep(relay: Relay, certificate: X509Certificate): Promise<string> {
  try {
    return await keepCertificate(folderOf(relay), certificate)
  } catch (error) {
    throw new RelayError('R5008', `${folderOf(relay)} (${errnoOf(error)})`, { cause: error })
  }
}

async function distrust(relay: Relay, file: string): Promise<void> {
  if (!relay.currentSettings().CaCertificateFiles.includes(file)) throw new RelayError('R5006', file)
  const { kept, certificates } = await entryOf(relay, file)
  relay.atomically(() => {
    // Read again: another one may have been added while the file was read.
    const left = relay.currentSettings().CaCertificateFiles.filter((other) => other !== file)
    storeFiles(relay, left)
    const subject = certificates.map((card) => card.subject).join(' / ') || file
    const before = certificates.map((card) => card.fingerprint).join(' ') || null
    relay.audit.add({ action: 'certificate.removed', subject, before, after: null, reason: null })
  })
  // Nobody trusts what is left when this fails.
  if (kept) await rm(file, { force: true }).catch(() => {})
}

/** @throws RelayError R5002 when the list gets too long, or a path in it could not be told from two */
function storeFiles(relay: Relay, files: readonly string[]): void {
  const raw = files.join(';')
  const platform = process.platform === 'win32' ? 'windows' : 'posix'
  const checked = parseSettings({ CaCertificateFiles: raw }, platform)
  if (!checked.ok || checked.settings.CaCertificateFiles.join(';') !== raw || holdsSeparator(files))
    throw new RelayError('R5002', 'CaCertificateFiles')
  relay.settings.write(new Map([['CaCertificateFiles', raw === '' ? null : raw]]))
}

const holdsSeparator = (files: readonly string[]) => files.some((file) => file.includes(';'))
