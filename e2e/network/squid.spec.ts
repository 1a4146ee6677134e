/**
 * The relay through real proxies: Debian's Squid, and Samba that checks NTLM as a Windows domain does. As root on
 * Debian both are installed; otherwise the tests are skipped and say why.
 *
 * With bodies of 200 MB: `RELIABILITY=full npm run e2e -- e2e/network/squid.spec.ts`
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CertificateMaker } from '../../src-main/network/testing/certificate-maker.ts'
import { type Simulator, startSimulator } from '../../src-main/simulator/simulator.ts'
import { filesBelow } from '../support/disk.ts'
import { test as base, expect } from '../support/test.ts'
import { type Accounts, DOMAIN, startAccounts } from './squid/squid-accounts.ts'
import { squidProblem } from './squid/squid-packages.ts'
import { freePort, type Squid, startSquid } from './squid/squid-proxy.ts'
import { SquidSite } from './squid/squid-site.ts'

const MEGABYTE = 1024 * 1024
const LARGE_BYTES = (process.env.RELIABILITY === 'full' ? 200 : 32) * MEGABYTE
const MEMORY_LIMIT_BYTES = 250 * MEGABYTE

const USER = 'hanako'
const PASSWORD = 'SECRET:区役所'

const ROOT = { name: 'Closed network root', isAuthority: true }
const SERVER = { name: 'PMH', issuer: ROOT, hosts: 'IP:127.0.0.1' }

const SCHEMES = ['http', 'https'] as const
const KINDS = ['none', 'Basic', 'NTLM'] as const
type Kind = (typeof KINDS)[number]

interface SquidVariant {
  readonly tunnelPorts?: readonly number[]
  readonly closesOnAsking?: boolean
}

interface Rig {
  readonly site: SquidSite
  readonly pmh: Simulator
  openSquid(kinds: readonly Kind[], more?: SquidVariant): Promise<Squid>
  /** What the relay needs to know for this proxy and this simulator. */
  settings(kind: Kind, port: number, password?: string): Record<string, string>
}

const problem = squidProblem()

const test = base.extend<{ scheme: (typeof SCHEMES)[number]; rig: Rig }, { accounts: Accounts }>({
  scheme: ['http', { option: true }],
  accounts: [
    async ({}, use) => {
      const home = enterableFolder('pmh-accounts-')
      const accounts = await startAccounts(home, USER, PASSWORD)
      await use(accounts)
      await accounts.stop()
      rmSync(home, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  rig: async ({ scheme, accounts }, use) => {
    const home = enterableFolder('pmh-squid-')
    const certificates = path.join(home, 'certificates')
    mkdirSync(certificates)
    const maker = new CertificateMaker(certificates)
    const site = new SquidSite(home)
    const tls = scheme === 'https' ? { tls: maker.serve([SERVER]) } : {}
    const pmh = await startSimulator({ tokens: site.tokens, ...tls })
    const squids: Squid[] = []
    await use({
      site,
      pmh,
      async openSquid(kinds, { tunnelPorts = [443, pmh.port], closesOnAsking = false } = {}) {
        const squid = await startSquid({
          home,
          tunnelPorts,
          ...(kinds.includes('Basic') ? { basic: { user: USER, password: PASSWORD } } : {}),
          ...(kinds.includes('NTLM') ? { ntlm: { helper: accounts.helper, closesOnAsking } } : {}),
        })
        squids.push(squid)
        return squid
      },
      settings: (kind, port, password = PASSWORD) => ({
        PostRegistrationTasksBaseURL: pmh.url,
        CaCertificateFiles: scheme === 'https' ? maker.make(ROOT).certFile : '',
        ProxyAuthType: String(KINDS.indexOf(kind) + 1),
        ProxyAddress: '127.0.0.1',
        ProxyPort: String(port),
        ...(kind === 'none' ? {} : { ProxyUsername: USER, ProxyPassword: password }),
        ...(kind === 'NTLM' ? { ProxyDomain: DOMAIN } : {}),
      }),
    })
    for (const squid of squids) await squid.stop()
    await pmh.close()
    rmSync(home, { recursive: true, force: true })
  },
})

test.skip(problem !== null, problem ?? '')

for (const scheme of SCHEMES) {
  test.describe(`an ${scheme} target`, () => {
    test.use({ scheme })

    for (const kind of KINDS) {
      test(`through Squid with ${kind}: a file arrives, a large one too, in little memory`, async ({
        rig,
      }) => {
        test.setTimeout(180_000)
        const squid = await rig.openSquid([kind])
        const sha256 = rig.site.drop(LARGE_BYTES)
        const end = await rig.site.relay(rig.settings(kind, squid.port))
        expect(end).toMatchObject({ code: 0, isFileLeft: false, isFileInProceed: true })
        expect(rig.pmh.received).toMatchObject([{ outcome: 'accepted', sha256, bytes: LARGE_BYTES }])
        expect(end.log).toContain(`処理通番: ${rig.pmh.received[0]?.serialNumber}`)
        expect(end.peakBytes).toBeGreaterThan(20 * MEGABYTE)
        expect(end.peakBytes).toBeLessThan(MEMORY_LIMIT_BYTES)
        console.log(
          `${scheme} ${kind}: peak ${Math.round(end.peakBytes / MEGABYTE)} MB\n${squid.requests().join('\n')}`,
        )
      })
    }

    for (const kind of ['Basic', 'NTLM'] as const) {
      test(`through Squid with ${kind}: a wrong password sends nothing and is tried once`, async ({
        rig,
      }) => {
        const squid = await rig.openSquid([kind])
        rig.site.drop(4 * MEGABYTE)
        const end = await rig.site.relay(rig.settings(kind, squid.port, 'SECRET:other'))
        expect(end).toMatchObject({ code: 1, isFileLeft: true })
        expect(end.log.match(/エラーコード: .*/g)).toEqual([expect.stringContaining('R1005')])
        expect([rig.pmh.received, rig.pmh.underWay]).toEqual([[], []])
        expect(squid.requests().map((line) => line.slice(0, 3))).toEqual(
          kind === 'Basic' ? ['407'] : ['407', '407'],
        )
        const data = path.join(rig.site.home, 'data')
        for (const file of filesBelow(data))
          expect(readFileSync(path.join(data, file)).includes('SECRET'), file).toBe(false)
        expect(end.stdout + end.stderr).not.toContain('SECRET')
      })
    }

    for (const kind of ['Basic', 'NTLM'] as const) {
      test(`through a Squid that offers both methods, by ${kind}`, async ({ rig }) => {
        const squid = await rig.openSquid(['NTLM', 'Basic'])
        rig.site.drop(100)
        expect(await rig.site.relay(rig.settings(kind, squid.port))).toMatchObject({ code: 0 })
        expect(rig.pmh.received).toMatchObject([{ outcome: 'accepted' }])
      })
    }

    test('through a Squid that closes when it has to ask for NTLM', async ({ rig }) => {
      const squid = await rig.openSquid(['NTLM'], { closesOnAsking: true })
      rig.site.drop(100)
      expect(await rig.site.relay(rig.settings('NTLM', squid.port))).toMatchObject({ code: 0 })
      expect(rig.pmh.received).toMatchObject([{ outcome: 'accepted' }])
    })

    test('through Squid with another method than the one set up: R1013 names both', async ({ rig }) => {
      const squid = await rig.openSquid(['NTLM'])
      rig.site.drop(100)
      const end = await rig.site.relay(rig.settings('Basic', squid.port))
      expect(end).toMatchObject({ code: 1, isFileLeft: true })
      expect(end.log).toContain('R1013')
      expect(end.log).toContain('Proxy-Authenticate: NTLM; ProxyAuthType: Basic')
      expect(rig.pmh.received).toEqual([])
    })

    test('behind a Squid that has stopped: R1004', async ({ rig }) => {
      const squid = await rig.openSquid([])
      await squid.stop()
      rig.site.drop(100)
      const end = await rig.site.relay(rig.settings('none', squid.port))
      expect(end).toMatchObject({ code: 1, isFileLeft: true })
      expect(end.log.match(/エラーコード: .*/g)).toEqual([expect.stringContaining('R1004')])
      expect(rig.pmh.received).toEqual([])
    })

    test('that Squid cannot reach: R1014, safe', async ({ rig }) => {
      const port = await freePort()
      const squid = await rig.openSquid(['NTLM'], { tunnelPorts: [port] })
      rig.site.drop(100)
      const settings = rig.settings('NTLM', squid.port)
      const end = await rig.site.relay({
        ...settings,
        PostRegistrationTasksBaseURL: `${scheme}://127.0.0.1:${port}`,
      })
      expect(end).toMatchObject({ code: 1, isFileLeft: true })
      expect(end.log.match(/エラーコード: .*/g)).toEqual([expect.stringMatching(/R1014.*HTTP503/)])
    })
  })
}

test.describe('a Squid that lets CONNECT to port 443 alone through', () => {
  test.use({ scheme: 'https' })

  for (const kind of KINDS) {
    test(`with ${kind}: R1014 for an https target on another port`, async ({ rig }) => {
      const squid = await rig.openSquid([kind], { tunnelPorts: [443] })
      rig.site.drop(100)
      const end = await rig.site.relay(rig.settings(kind, squid.port))
      expect(end).toMatchObject({ code: 1, isFileLeft: true })
      expect(end.log.match(/エラーコード: .*/g)).toEqual([expect.stringMatching(/R1014.*HTTP403/)])
      expect(rig.pmh.received).toEqual([])
    })
  }
})

/** Squid runs as a user of its own. */
function enterableFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), name))
  chmodSync(folder, 0o755)
  return folder
}
