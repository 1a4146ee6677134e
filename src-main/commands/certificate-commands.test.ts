import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  CertificateMaker,
  type CertificatePlan,
  opensslProblem,
} from '../network/testing/certificate-maker.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { type OpenSession, openSession } from './testing/open-session.ts'

const problem = opensslProblem()
const missing = problem === null ? '' : ` (${problem})`

const ROOT: CertificatePlan = { name: 'Closed network root', isAuthority: true }
const OTHER: CertificatePlan = { name: 'Other root', isAuthority: true, to: '20210101120000Z' }
const LEAF: CertificatePlan = { name: 'pmh.example', hosts: 'IP:127.0.0.1', issuer: ROOT }

const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-certificates-'))
const maker = new CertificateMaker(folder)
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(content: string | Buffer, name = 'picked.cer'): string {
  const file = path.join(tempFolder(), name)
  writeFileSync(file, content)
  return file
}

async function pick(opened: OpenSession, file: string) {
  opened.picks = file
  return (await opened.value('certificates.pick')).picked?.certificates ?? []
}

/** Chooses a file and trusts all that is in it. */
async function add(opened: OpenSession, file: string) {
  const cards = await pick(opened, file)
  await opened.value('certificates.add', { fingerprints: cards.map(({ fingerprint }) => fingerprint) })
}

const files = ({ session }: OpenSession) => session.real.currentSettings().CaCertificateFiles
const keptName = (plan: CertificatePlan) => `${maker.fingerprint(plan).replaceAll(':', '').toLowerCase()}.pem`
const keptFile = ({ dataDir }: OpenSession, plan: CertificatePlan) =>
  path.join(dataDir, 'certificates', keptName(plan))
const trail = ({ session }: OpenSession) =>
  session.real.audit
    .newestFirst(50)
    .filter(({ action }) => action.startsWith('certificate.'))
    .map(({ action, subject, before, after }) => [action, subject, before, after])

describe.skipIf(problem !== null)(`certificates.pick${missing}`, () => {
  it('shows what is in the file, and trusts nothing', async () => {
    const opened = openSession()
    const several = fileWith(maker.make(OTHER).cert + maker.make(LEAF).cert + maker.make(LEAF).cert)
    expect(await pick(opened, several)).toEqual([
      {
        subject: 'CN=Other root',
        issuer: 'CN=Other root',
        fingerprint: maker.fingerprint(OTHER),
        validFrom: '2020-01-01',
        validTo: '2021-01-01',
        isAuthority: true,
        validity: 'expired',
        known: false,
      },
      {
        subject: 'CN=pmh.example',
        issuer: 'CN=Closed network root',
        fingerprint: maker.fingerprint(LEAF),
        validFrom: '2020-01-01',
        validTo: '2099-12-31',
        isAuthority: false,
        validity: 'valid',
        known: false,
      },
    ])
    expect([files(opened), opened.told]).toEqual([[], []])
  })

  it('is nothing when staff cancelled', async () =>
    expect(await openSession().value('certificates.pick')).toEqual({ picked: null }))

  it.each([
    ['words', () => fileWith('no certificate'), 'no certificate'],
    ['one that is broken', () => fileWith(maker.make(ROOT).cert.slice(0, 300)), 'no certificate'],
    ['far too much', () => fileWith(Buffer.alloc(1024 * 1024 + 1)), 'too large'],
    ['nothing to read', () => path.join(tempFolder(), 'none.cer'), 'ENOENT'],
  ])('refuses %s by its name', async (_, make, why) => {
    const opened = openSession()
    opened.picks = make()
    expect(await opened.refusal('certificates.pick')).toBe(`R1028 ${opened.picks} (${why})`)
  })

  it('knows what is trusted already', async () => {
    const opened = openSession()
    await add(opened, maker.der(ROOT))
    expect(await pick(opened, fileWith(maker.make(ROOT).cert))).toMatchObject([{ known: true }])
  })
})

describe.skipIf(problem !== null)(`certificates.add${missing}`, () => {
  it('keeps a copy for this account alone, changes the setting, and leaves a trail', async () => {
    const opened = openSession()
    await add(opened, maker.der(ROOT))
    const kept = keptFile(opened, ROOT)
    expect(files(opened)).toEqual([kept])
    expect(readFileSync(kept, 'utf8')).toBe(maker.make(ROOT).cert)
    if (process.platform !== 'win32') expect(statSync(kept).mode & 0o777).toBe(0o600)
    expect(trail(opened)).toEqual([
      ['certificate.added', 'CN=Closed network root', null, maker.fingerprint(ROOT)],
    ])
    expect(opened.told).toEqual(['settings'])
  })

  it('trusts what was shown, though the file changed since', async () => {
    const opened = openSession()
    const file = fileWith(maker.make(ROOT).cert)
    const [shown] = await pick(opened, file)
    writeFileSync(file, maker.make(OTHER).cert)
    await opened.value('certificates.add', { fingerprints: [shown?.fingerprint ?? ''] })
    expect(readFileSync(keptFile(opened, ROOT), 'utf8')).toBe(maker.make(ROOT).cert)
  })

  it('trusts nothing that was not shown', async () => {
    const opened = openSession()
    await pick(opened, maker.make(ROOT).certFile)
    const fingerprints = [maker.fingerprint(ROOT), maker.fingerprint(OTHER)]
    expect(await opened.refusal('certificates.add', { fingerprints })).toBe('R5006 certificate')
    expect(files(opened)).toEqual([])
    expect(existsSync(path.join(opened.dataDir, 'certificates'))).toBe(false)
  })

  it('a second time changes nothing but a copy that somebody broke', async () => {
    const opened = openSession()
    await add(opened, maker.make(ROOT).certFile)
    writeFileSync(keptFile(opened, ROOT), 'broken')
    await add(opened, maker.make(ROOT).certFile)
    expect(files(opened)).toEqual([keptFile(opened, ROOT)])
    expect(readFileSync(keptFile(opened, ROOT), 'utf8')).toBe(maker.make(ROOT).cert)
  })

  it('leaves entries by path as they are', async () => {
    const opened = openSession()
    const own = maker.make(OTHER).certFile
    await opened.value('settings.save', { changes: { CaCertificateFiles: own } })
    await add(opened, maker.make(ROOT).certFile)
    expect(files(opened)).toEqual([own, keptFile(opened, ROOT)])
  })

  it.skipIf(process.platform === 'win32')(
    'into a folder whose path the list cannot hold is refused',
    async () => {
      const dataDir = path.join(tempFolder(), 'a;b')
      mkdirSync(dataDir)
      const opened = openSession({ dataDir })
      const [shown] = await pick(opened, maker.make(ROOT).certFile)
      const fingerprints = [shown?.fingerprint ?? '']
      expect(await opened.refusal('certificates.add', { fingerprints })).toBe('R5002 CaCertificateFiles')
      expect([files(opened), trail(opened)]).toEqual([[], []])
    },
  )

  it('says so when the data folder cannot be written to', async () => {
    const opened = openSession()
    writeFileSync(path.join(opened.dataDir, 'certificates'), '')
    const [shown] = await pick(opened, maker.make(ROOT).certFile)
    const fingerprints = [shown?.fingerprint ?? '']
    expect(await opened.refusal('certificates.add', { fingerprints })).toBe(
      `R5008 ${path.join(opened.dataDir, 'certificates')} (EEXIST)`,
    )
    expect(files(opened)).toEqual([])
  })
})

describe.skipIf(problem !== null)(`certificates.list and remove${missing}`, () => {
  it('lists copies, files by path, and files that cannot be read', async () => {
    const opened = openSession()
    const own = fileWith(maker.make(OTHER).cert + maker.make(LEAF).cert)
    await opened.value('settings.save', { changes: { CaCertificateFiles: `${own};/no/such.pem` } })
    await add(opened, maker.make(ROOT).certFile)
    const { entries } = await opened.value('certificates.list')
    expect(
      entries.map(({ file, kept, certificates, problem }) => [file, kept, certificates.length, problem]),
    ).toEqual([
      [own, false, 2, null],
      ['/no/such.pem', false, 0, { code: 'R1028', detail: '/no/such.pem (ENOENT)' }],
      [keptFile(opened, ROOT), true, 1, null],
    ])
  })

  it('removing deletes a copy of our own, and leaves a trail', async () => {
    const opened = openSession()
    await add(opened, fileWith(maker.make(ROOT).cert + maker.make(OTHER).cert))
    await opened.value('certificates.remove', { file: keptFile(opened, ROOT) })
    expect(files(opened)).toEqual([keptFile(opened, OTHER)])
    expect([existsSync(keptFile(opened, ROOT)), existsSync(keptFile(opened, OTHER))]).toEqual([false, true])
    expect(trail(opened)[0]).toEqual([
      'certificate.removed',
      'CN=Closed network root',
      maker.fingerprint(ROOT),
      null,
    ])
  })

  it('removing leaves a file that is not ours where it is, also when it cannot be read', async () => {
    const opened = openSession()
    const own = fileWith('no certificate')
    await opened.value('settings.save', { changes: { CaCertificateFiles: own } })
    await opened.value('certificates.remove', { file: own })
    expect([files(opened), existsSync(own)]).toEqual([[], true])
    expect(trail(opened)[0]).toEqual(['certificate.removed', own, null, null])
  })

  it('removes nothing that is not in the list', async () => {
    const opened = openSession()
    const stranger = fileWith('')
    expect(await opened.refusal('certificates.remove', { file: stranger })).toBe(`R5006 ${stranger}`)
    expect(existsSync(stranger)).toBe(true)
  })
})
