import { X509Certificate } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { certificateCard, keepCertificate, pickedCertificates } from './added-certificates.ts'
import { CertificateMaker, opensslProblem } from './testing/certificate-maker.ts'
import { readCertificates } from './trust.ts'

const problem = opensslProblem()

describe.skipIf(problem !== null)(`certificates that staff add${problem ?? ''}`, () => {
  let one: X509Certificate
  let other: X509Certificate
  let made: string
  beforeAll(() => {
    made = mkdtempSync(path.join(os.tmpdir(), 'pmh-certificates-'))
    const maker = new CertificateMaker(made)
    const root = {
      name: '閉域網 認証局',
      isAuthority: true,
      from: '20260401000000Z',
      to: '20270331235959Z',
    } as const
    one = new X509Certificate(maker.make(root).cert)
    other = new X509Certificate(maker.make({ name: 'other' }).cert)
  })

  afterAll(() => rmSync(made, { recursive: true }))

  /** A file that holds these, one behind the other. */
  function written(...texts: readonly (string | X509Certificate)[]): string {
    const file = path.join(tempFolder(), 'picked.pem')
    writeFileSync(file, texts.map(String).join('\n'))
    return file
  }

  const namesOf = (certificates: readonly X509Certificate[]) =>
    certificates.map((each) => each.fingerprint256)

  it('are shown once each, in the order of the file', async () => {
    expect(namesOf(await pickedCertificates(written(other, one, other, one)))).toEqual(namesOf([other, one]))
  })

  it('may be shown many times in one file, as long as nobody has to read through too many', async () => {
    expect(await pickedCertificates(written(...Array.from({ length: 60 }, () => one)))).toHaveLength(1)
  })

  it.each(['none here', '', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'are none in a file of %j: R1028',
    async (text) => {
      const file = written(text)
      await expect(pickedCertificates(file)).rejects.toMatchObject({
        code: 'R1028',
        detail: `${file} (no certificate)`,
      })
    },
  )

  it('are none in a file with one that is damaged, whatever else it holds', async () => {
    const damaged = one.toString().replace(/\n[A-Za-z0-9+/]{10}/, '\n')
    await expect(pickedCertificates(written(other, damaged))).rejects.toMatchObject({ code: 'R1028' })
  })

  it.each([
    ['2026-03-31T23:59:59Z', 'not_yet_valid'],
    ['2026-04-01T00:00:00Z', 'valid'],
    ['2027-03-31T23:59:59Z', 'valid'],
    ['2027-04-01T00:00:00Z', 'expired'],
  ])('are judged by the moment: at %s %s', (now, validity) => {
    expect(certificateCard(one, new Date(now))).toMatchObject({ validity, isAuthority: true })
    expect(certificateCard(other, new Date(now)).isAuthority).toBe(false)
  })

  it('are kept under their fingerprint, for this account alone, and read back', async () => {
    const folder = path.join(tempFolder(), 'data', 'certificates')
    const file = await keepCertificate(folder, one)
    expect(path.basename(file)).toBe(`${one.fingerprint256.replaceAll(':', '').toLowerCase()}.pem`)
    expect(namesOf(await readCertificates(file))).toEqual(namesOf([one]))
    expect(readdirSync(folder)).toEqual([path.basename(file)])
    if (process.platform === 'win32') return
    expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600])
  })

  it('take the place of a copy that was broken, and of what an end in the midst left behind', async () => {
    const folder = tempFolder()
    const file = await keepCertificate(folder, one)
    writeFileSync(file, 'broken')
    writeFileSync(`${file}.tmp`, 'half of')
    expect(await keepCertificate(folder, one)).toBe(file)
    expect(readFileSync(file, 'utf8')).toBe(one.toString())
    expect(readdirSync(folder)).toEqual([path.basename(file)])
  })

  it.skipIf(process.platform === 'win32')(
    'never write through a link that somebody put in their way',
    async () => {
      const [folder, elsewhere] = [tempFolder(), path.join(tempFolder(), 'elsewhere')]
      writeFileSync(elsewhere, 'kept')
      const name = `${one.fingerprint256.replaceAll(':', '').toLowerCase()}.pem`
      symlinkSync(elsewhere, path.join(folder, `${name}.tmp`))
      symlinkSync(elsewhere, path.join(folder, name))
      await keepCertificate(folder, one)
      expect(readFileSync(elsewhere, 'utf8')).toBe('kept')
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(one.toString())
    },
  )

  it('are not kept where a folder stands in their place', async () => {
    const folder = tempFolder()
    mkdirSync(path.join(folder, `${one.fingerprint256.replaceAll(':', '').toLowerCase()}.pem`, 'x'), {
      recursive: true,
    })
    await expect(keepCertificate(folder, one)).rejects.toThrow()
  })
})
