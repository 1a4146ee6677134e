import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseSettings, type RawSettings } from '../../src-shared/domain/settings.ts'
import { type Certificate, derOf, hasOpenssl, selfSigned } from '../pmh/testing/certificate.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { openDispatcher } from './dispatcher.ts'

const TARGET = 'https://127.0.0.1'

function settingsWith(raw: RawSettings) {
  const parsed = parseSettings(raw, 'posix')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.settings
}

function fileWith(content: string | Buffer): string {
  const file = path.join(tempFolder(), 'added.cer')
  writeFileSync(file, content)
  return file
}

/** How setting up the way ends with this certificate file. */
async function opening(file: string, base = TARGET): Promise<string> {
  const settings = settingsWith({ CaCertificateFiles: file, PostRegistrationTasksBaseURL: base })
  return openDispatcher(settings).then(
    async (dispatcher) => {
      await dispatcher.destroy()
      return 'opened'
    },
    (error: { code: string; detail: string }) => `${error.code} ${error.detail}`,
  )
}

describe.skipIf(!hasOpenssl())('a certificate file (needs the openssl program)', () => {
  const pem = () => selfSigned().cert.toString()
  const BROKEN = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n'

  it.each([
    ['one as PEM', () => fileWith(pem())],
    ['one as DER', () => derOf(selfSigned().certFile)],
    [
      'several as PEM, with words and Windows line ends',
      () => fileWith(`Root\n${pem()}\nOther\n${pem()}`.replaceAll('\n', '\r\n')),
    ],
  ])('may hold %s', async (_, file) => expect(await opening(file())).toBe('opened'))

  it.each([
    ['nothing', () => fileWith('')],
    ['words', () => fileWith('no certificate at all')],
    ['bytes that are none', () => fileWith(Buffer.from([0x30, 0x82, 1, 2, 3]))],
    ['a key', () => fileWith(selfSigned().key)],
    ['a damaged one', () => fileWith(BROKEN)],
    ['a good one and a damaged one', () => fileWith(pem() + BROKEN)],
    ['one that was cut off', () => fileWith(pem().slice(0, 200))],
    ['half a DER', () => fileWith(readFileSync(derOf(selfSigned().certFile)).subarray(0, 100))],
  ])('that holds %s is R1006 with its name', async (_, make) => {
    const file = make()
    expect(await opening(file)).toBe(`R1006 ${file} (no certificate)`)
    expect(await opening(file, 'http://127.0.0.1')).toBe(`R1006 ${file} (no certificate)`)
  })
})

describe.skipIf(!hasOpenssl() || process.platform !== 'linux')(
  'what is trusted (needs the openssl program)',
  () => {
    /** A server that only those reach who trust it. */
    async function serverOf({ cert, key }: Certificate): Promise<string> {
      const server = createServer({ cert, key }, (_, response) => response.end()).listen(0, '127.0.0.1')
      await once(server, 'listening')
      onTestFinished(() => void server.close())
      return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    }

    interface Surroundings {
      /** The system's store. */
      readonly system?: string
      /** NODE_EXTRA_CA_CERTS. */
      readonly extra?: string
      /** CaCertificateFiles. */
      readonly added?: string
      /** A runtime that cannot list its certificates, as Node 20. */
      readonly old?: boolean
    }

    /** Asks the server from a process of its own: stores are read once, and by the environment of the start. */
    async function ask(url: string, { system, extra, added, old }: Surroundings): Promise<string> {
      const settings = settingsWith({
        PostRegistrationTasksBaseURL: url,
        ...(added === undefined ? {} : { CaCertificateFiles: added }),
      })
      const program = `
      import tls from 'node:tls'
      import { request } from 'undici'
      if (${old === true}) tls.getCACertificates = undefined
      const { openDispatcher } = await import(${JSON.stringify(new URL('dispatcher.ts', import.meta.url).href)})
      const dispatcher = await openDispatcher(${JSON.stringify(settings)})
      console.log(await request('${url}', { dispatcher }).then(({ statusCode }) => statusCode, ({ code }) => code))
      await dispatcher.destroy()`
      const child = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: {
            SSL_CERT_DIR: tempFolder(),
            SSL_CERT_FILE: system ?? path.join(tempFolder(), 'none.pem'),
            ...(extra === undefined ? {} : { NODE_EXTRA_CA_CERTS: extra }),
          },
        },
      )
      return (await text(child.stdout)).trim()
    }

    it('is nobody unknown', async () => {
      const url = await serverOf(selfSigned())
      for (const added of [undefined, selfSigned().certFile]) {
        const surroundings = added === undefined ? {} : { added }
        expect(await ask(url, surroundings)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
        expect(await ask(url, { ...surroundings, old: true })).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
      }
    })

    it.each([false, true])('is the system’s store, also beside added files (%s)', async (beside) => {
      const made = selfSigned()
      const added = beside ? { added: selfSigned().certFile } : {}
      expect(await ask(await serverOf(made), { system: made.certFile, ...added })).toBe('200')
    })

    it.each([
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ])(
      'is NODE_EXTRA_CA_CERTS, also beside added files (%s) and in an old runtime (%s)',
      async (beside, old) => {
        const made = selfSigned()
        const added = beside ? { added: selfSigned().certFile } : {}
        expect(await ask(await serverOf(made), { extra: made.certFile, old, ...added })).toBe('200')
      },
    )

    it.each([false, true])('is each certificate of an added file (old runtime: %s)', async (old) => {
      const made = selfSigned()
      const added = fileWith(`${selfSigned().cert}\n${made.cert}`)
      expect(await ask(await serverOf(made), { added, old })).toBe('200')
    })

    it('is the same for a URL in capital letters', async () => {
      const made = selfSigned()
      const url = (await serverOf(made)).replace('https', 'HTTPS')
      expect(await ask(url, { added: made.certFile })).toBe('200')
    })

    it('is not less for a NODE_EXTRA_CA_CERTS that is missing', async () => {
      const made = selfSigned()
      const way = { added: made.certFile, extra: '/no/such/file.pem' }
      expect(await ask(await serverOf(made), { ...way, old: true })).toBe('200')
    })
  },
)
