import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { CertificateMaker, type CertificatePlan, opensslProblem } from './testing/certificate-maker.ts'
import { tlsPeer } from './testing/peer.ts'
import { openTrust, type Trust } from './trust.ts'

const problem = opensslProblem()
const missing = problem === null ? '' : ` (${problem})`

const OWN: CertificatePlan = { name: 'pmh.example', hosts: 'IP:127.0.0.1' }
const OTHER: CertificatePlan = { name: 'Other Root', isAuthority: true, to: '20300331120000Z' }

function fileWith(content: string | Buffer): string {
  const file = path.join(tempFolder(), 'added.cer')
  writeFileSync(file, content)
  return file
}

const trustIn = (...files: string[]): Promise<Trust> => openTrust({ CaCertificateFiles: files })

/** The code and the detail of what it throws. */
const refusal = (file: string) =>
  trustIn(file).then(
    () => 'opened',
    (error: { code: string; detail: string }) => `${error.code} ${error.detail}`,
  )

const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-trust-'))
const maker = new CertificateMaker(folder)
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(problem !== null)(`a certificate file${missing}`, () => {
  const pem = (plan = OWN) => maker.make(plan).cert
  const damaged = () => pem().replace(/^(.{100})./s, '$1*')

  it.each([
    ['one as PEM', () => fileWith(pem()), [OWN]],
    ['one as DER', () => maker.der(OTHER), [OTHER]],
    ['one behind a byte order mark', () => fileWith(`\ufeff${pem()}`), [OWN]],
    [
      'several as PEM, with words and Windows line ends',
      () => fileWith(`Root\n${pem()}\nOther\n${pem(OTHER)}`.replaceAll('\n', '\r\n')),
      [OWN, OTHER],
    ],
  ] as const)('may hold %s, and each is told', async (_, make, plans) => {
    const file = make()
    const { added } = await trustIn(file)
    expect(added).toEqual(
      plans.map((plan) => ({
        file,
        subject: `CN=${plan.name}`,
        issuer: `CN=${plan.name}`,
        fingerprint: maker.fingerprint(plan),
        validFrom: '2020-01-01',
        validTo: plan === OTHER ? '2030-03-31' : '2099-12-31',
      })),
    )
  })

  it.each([
    ['nothing', () => fileWith('')],
    ['words', () => fileWith('no certificate at all')],
    ['bytes that are none', () => fileWith(Buffer.from([0x30, 0x82, 1, 2, 3]))],
    ['a key', () => maker.make(OWN).keyFile],
    ['a damaged one', () => fileWith(damaged())],
    ['a good one and a damaged one', () => fileWith(pem() + damaged())],
    ['one that was cut off', () => fileWith(pem().slice(0, 200))],
    ['half a DER', () => fileWith(readFileSync(maker.der(OWN)).subarray(0, 100))],
  ])('that holds %s is R1028 with its name', async (_, make) => {
    const file = make()
    expect(await refusal(file)).toBe(`R1028 ${file} (no certificate)`)
  })

  it('is R1028 among good ones', async () => {
    const file = fileWith('')
    await expect(trustIn(maker.make(OWN).certFile, file)).rejects.toMatchObject({
      code: 'R1028',
      scope: 'engine',
      retry: 'safe',
      detail: `${file} (no certificate)`,
    })
  })
})

describe('a certificate file that cannot be read', () => {
  it('is R1028 when it is missing', async () =>
    expect(await refusal('/no/such/file.cer')).toBe('R1028 /no/such/file.cer (ENOENT)'))

  it('is R1028 when it is a folder', async () => {
    const place = tempFolder()
    expect(await refusal(place)).toBe(`R1028 ${place} (EISDIR)`)
  })

  it('is R1028 when it is far too large', async () => {
    const file = fileWith(Buffer.alloc(1024 * 1024 + 1))
    expect(await refusal(file)).toBe(`R1028 ${file} (too large)`)
  })
})

describe.skipIf(problem !== null || process.platform !== 'linux')(`what is trusted${missing}`, () => {
  interface Surroundings {
    /** The system's store. */
    readonly system?: string
    /** NODE_EXTRA_CA_CERTS. */
    readonly extra?: string
    /** CaCertificateFiles. */
    readonly added?: readonly string[]
    /** A runtime that cannot list its certificates, as Node 20. */
    readonly old?: boolean
    /** The server speaks TLS 1.1 alone, and the runtime was told to put up with it. */
    readonly lax?: boolean
  }

  /** Connects from a process of its own: stores are read once, and by the environment of the start. */
  async function meet({ system, extra, added = [], old = false, lax }: Surroundings): Promise<string> {
    const version = lax === true ? ({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' } as const) : {}
    const { port } = await tlsPeer({ ...maker.serve([OWN]), ...version })
    const here = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
    const program = `
      import { once } from 'node:events'
      import { connect } from 'node:net'
      import tls from 'node:tls'
      if (${old}) tls.getCACertificates = undefined
      const { openTrust } = await import(${here('trust.ts')})
      const { secureConnection } = await import(${here('secure.ts')})
      const trust = await openTrust({ CaCertificateFiles: ${JSON.stringify(added)} })
      const socket = connect(${port}, '127.0.0.1')
      await once(socket, 'connect')
      const end = await secureConnection(socket, { host: '127.0.0.1', trust }).then(() => 'secured', ({ code }) => code)
      console.log(end, trust.storeReadable)
      socket.destroy()`
    const permitted = lax === true ? ['--tls-min-v1.0', '--tls-cipher-list=DEFAULT@SECLEVEL=0'] : []
    const flags = [
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      ...permitted,
      '-e',
      program,
    ]
    const child = spawn(process.execPath, flags, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        SSL_CERT_DIR: tempFolder(),
        SSL_CERT_FILE: system ?? path.join(tempFolder(), 'none.pem'),
        ...(extra === undefined ? {} : { NODE_EXTRA_CA_CERTS: extra }),
      },
    })
    return (await text(child.stdout)).trim()
  }

  const own = () => maker.make(OWN).certFile
  const other = () => maker.make(OTHER).certFile

  it.each([false, true])('is nobody unknown (old runtime: %s)', async (old) => {
    for (const added of [[], [other()]]) expect(await meet({ added, old })).toBe(`R1023 ${!old}`)
  })

  it.each([false, true])('is the system’s store, also beside added files (%s)', async (beside) => {
    expect(await meet({ system: own(), added: beside ? [other()] : [] })).toBe('secured true')
  })

  it('is said not to be the system’s store in an old runtime', async () => {
    expect(await meet({ system: own(), old: true })).toBe('R1023 false')
  })

  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])(
    'is NODE_EXTRA_CA_CERTS, also beside added files (%s) and in an old runtime (%s)',
    async (beside, old) => {
      expect(await meet({ extra: own(), old, added: beside ? [other()] : [] })).toBe(`secured ${!old}`)
    },
  )

  it.each([false, true])('is each certificate of each added file (old runtime: %s)', async (old) => {
    const several = fileWith(`\ufeff${maker.make(OTHER).cert}\n${maker.make(OWN).cert}`)
    for (const added of [[several], [other(), maker.der(OWN)]]) {
      expect(await meet({ added, old })).toBe(`secured ${!old}`)
    }
  })

  it('is nobody who speaks TLS 1.1, even if the runtime would', async () => {
    expect(await meet({ added: [own()], lax: true })).toBe('R1026 true')
  })

  it('is not less for a NODE_EXTRA_CA_CERTS that is missing', async () => {
    expect(await meet({ added: [own()], extra: '/no/such/file.pem', old: true })).toBe('secured false')
  })
})
