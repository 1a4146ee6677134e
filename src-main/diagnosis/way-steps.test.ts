import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TlsOptions } from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import type { DiagnosisStep } from '../../src-shared/domain/diagnosis.ts'
import type { RawSettings } from '../../src-shared/domain/settings.ts'
import { diagnosisErrorText, diagnosisLines } from '../../src-shared/text/ja/diagnosis.ts'
import { BAD_CHAINS, GOOD_CHAINS, ROOT } from '../network/testing/certificate-cases.ts'
import { CertificateMaker, opensslProblem } from '../network/testing/certificate-maker.ts'
import { rawPeer, tlsPeer } from '../network/testing/peer.ts'
import { type Guard, says, testProxy } from '../network/testing/proxy.ts'
import { basicGuard, ntlmGuard } from '../network/testing/proxy-guards.ts'
import { diagnosed, endOf, SECRET } from './testing/diagnosed.ts'
import { deadPort, quietPmh, quietTarget } from './testing/quiet-target.ts'

const problem = opensslProblem()
const folder = mkdtempSync(path.join(os.tmpdir(), 'pmh-diagnosis-'))
afterAll(() => rmSync(folder, { recursive: true }))
const maker = new CertificateMaker(folder)
const goodChain = () => maker.serve(GOOD_CHAINS[0]?.sent ?? [ROOT])

const PASSWORD = `${SECRET}:秘密`
const NONE = { ProxyAuthType: '1' }
const BASIC = { ProxyAuthType: '2', ProxyUsername: '花子', ProxyPassword: PASSWORD }
const NTLM = { ProxyAuthType: '3', ProxyUsername: 'WARD\\hanako', ProxyPassword: PASSWORD }
const ACCOUNT = { user: 'Hanako', password: PASSWORD, domain: 'WARD' }

const at = (PostRegistrationTasksBaseURL: string): RawSettings => ({ PostRegistrationTasksBaseURL })
const secureAt = (port: number): RawSettings => ({
  ...at(`https://127.0.0.1:${port}`),
  CaCertificateFiles: maker.make(ROOT).certFile,
})
const behind = (port: number): RawSettings => ({ ProxyAddress: '127.0.0.1', ProxyPort: String(port) })

/** All is well before this step, it fails with this code, and nothing behind it is tried. */
function expectEnd(steps: readonly DiagnosisStep[], name: string, code: string): DiagnosisStep {
  const index = steps.findIndex((step) => step.result === 'failed')
  const failed = steps[index]
  expect([failed?.name, failed?.code]).toEqual([name, code])
  for (const before of steps.slice(0, index)) expect(before.result).toMatch(/^(?:ok|omitted)$/)
  for (const behindIt of steps.slice(index + 1))
    expect(behindIt).toMatchObject({ result: 'not_reached', ms: 0, code: null })
  if (failed === undefined) throw new Error('nothing failed')
  const { what, why, remedy } = diagnosisErrorText(code)
  const explained = diagnosisLines(failed).slice(1)
  for (const [index, text] of [code, what, why, remedy].entries()) expect(explained[index]).toContain(text)
  return failed
}

describe('a way that works', () => {
  const AROUND = ['proxy omitted', 'proxy_authentication omitted']

  it('is direct over http', async () => {
    const plain = await quietPmh()
    expect(endOf(await diagnosed(at(plain.url)))).toEqual(['name omitted', ...AROUND, 'tls omitted'])
  })

  it.skipIf(problem !== null)('is direct over https, and names the certificates', async () => {
    const pmh = await quietPmh({ tls: goodChain() })
    const steps = await diagnosed({ ...secureAt(pmh.port), ...at(`https://localhost:${pmh.port}`) })
    expect(endOf(steps)).toEqual(AROUND)
    const fact = (name: string) => steps.find((step) => step.name === name)?.fact
    expect(fact('store')).toContain('CN=Test Root')
    expect(fact('tls')).toMatch(/^TLSv1\.3、.*CN=pmh\.example.*2099\/12\/31/)
  })

  it.skipIf(problem !== null).each<[string, Guard, RawSettings, string[]]>([
    ['none', () => 'pass', NONE, ['proxy_authentication omitted']],
    ['Basic', basicGuard('花子', PASSWORD), BASIC, []],
    ['NTLM', ntlmGuard(ACCOUNT), NTLM, []],
  ])('leads through a proxy with %s', async (_, guard, raw, omitted) => {
    const plain = await quietPmh()
    const secure = await quietPmh({ tls: goodChain() })
    const proxy = await testProxy(guard)
    const way = { ...behind(proxy.port), ...raw }
    expect(endOf(await diagnosed({ ...at(plain.url), ...way }))).toEqual([
      'name omitted',
      ...omitted,
      'tls omitted',
    ])
    expect(endOf(await diagnosed({ ...secureAt(secure.port), ...way }))).toEqual(['name omitted', ...omitted])
    expect(new Set(proxy.seen.map(({ method }) => method))).toEqual(new Set(['HEAD', 'GET', 'CONNECT']))
  })
})

describe('a fault before the target', () => {
  it.each([
    ['is missing', null],
    ['is none', 'no certificate'],
  ])('of an added certificate file that %s is met at the store, and named', async (what, content) => {
    const CaCertificateFiles = path.join(folder, `${what}.cer`)
    if (content !== null) writeFileSync(CaCertificateFiles, content)
    const pmh = await quietPmh()
    const failed = expectEnd(await diagnosed({ ...at(pmh.url), CaCertificateFiles }), 'store', 'R1028')
    expect(failed.fact).toContain(CaCertificateFiles)
  })

  it('of the target’s name is met at the name, and named', async () => {
    const failed = expectEnd(await diagnosed(at('https://nobody.invalid')), 'name', 'R1001')
    expect(failed.fact).toContain('nobody.invalid')
  })

  it('of the proxy’s name is blamed on the proxy, not on the target', async () => {
    const pmh = await quietPmh()
    const raw = { ...at(pmh.url), ...behind(8080), ProxyAddress: 'proxy.invalid' }
    expect(expectEnd(await diagnosed(raw), 'name', 'R1004').fact).toContain('proxy.invalid')
  })

  it('of a target where nobody listens is met at the connection, and named', async () => {
    const port = await deadPort()
    const failed = expectEnd(await diagnosed(at(`http://127.0.0.1:${port}`)), 'tcp', 'R1002')
    expect(failed.fact).toMatch(new RegExp(`127\\.0\\.0\\.1.*${port}.*ECONNREFUSED`))
  })

  it('of a proxy where nobody listens is met there too, and is the proxy’s', async () => {
    const pmh = await quietPmh()
    const port = await deadPort()
    const failed = expectEnd(await diagnosed({ ...at(pmh.url), ...behind(port) }), 'tcp', 'R1004')
    expect(failed.fact).toContain(String(port))
  })

  it.each<[string, Guard, RawSettings, 'proxy' | 'proxy_authentication', string]>([
    ['does not let us through', says(503), NONE, 'proxy', 'R1014'],
    ['resets the connection', () => 'reset', NONE, 'proxy', 'R1015'],
    ['is no proxy', () => ({ raw: 'SSH-2.0-x\r\n\r\n', close: true }), NONE, 'proxy', 'R1015'],
    ['knows another Basic password', basicGuard('花子', 'x'), BASIC, 'proxy_authentication', 'R1005'],
    [
      'knows another NTLM password',
      ntlmGuard({ ...ACCOUNT, password: 'x' }),
      NTLM,
      'proxy_authentication',
      'R1005',
    ],
    [
      'wants NTLM instead of Basic',
      says(407, ['Proxy-Authenticate: NTLM']),
      BASIC,
      'proxy_authentication',
      'R1013',
    ],
    [
      'wants a password where none is set',
      says(407, ['Proxy-Authenticate: Basic realm="x"']),
      NONE,
      'proxy_authentication',
      'R1013',
    ],
  ])('of a proxy that %s is met at that step', async (_, guard, raw, step, code) => {
    for (const scheme of ['http', 'https']) {
      const proxy = await testProxy((seen) =>
        seen.method === 'HEAD' || seen.method === 'CONNECT' ? guard(seen) : 'reset',
      )
      const way = { ...at(`${scheme}://pmh.invalid`), ...behind(proxy.port), ...raw }
      expectEnd(await diagnosed(way), step, code)
      // A second try would be a step closer to a locked account.
      const tries = proxy.seen.filter(({ headers }) => 'proxy-authorization' in headers)
      expect(tries.length).toBe(raw === NONE ? 0 : code === 'R1005' && raw === NTLM ? 2 : 1)
    }
  })
})

describe.skipIf(problem !== null)('a fault of the target’s TLS is met at TLS', () => {
  it.each(BAD_CHAINS)(
    'for a certificate $name: $code, and it is named',
    async ({ sent, code, concerned }) => {
      const pmh = await quietPmh({ tls: maker.serve(sent) })
      const failed = expectEnd(await diagnosed(secureAt(pmh.port)), 'tls', code)
      expect(failed.fact).toContain(maker.fingerprint(sent[concerned] ?? sent[0]))
    },
  )

  it.each<[string, TlsOptions, string]>([
    ['is too old', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }, 'R1026'],
    ['wants a certificate of ours', { requestCert: true, rejectUnauthorized: true }, 'R1027'],
  ])('for a server that %s', async (_, options, code) => {
    const peer = await tlsPeer({ ...goodChain(), ...options })
    expectEnd(await diagnosed(secureAt(peer.port)), 'tls', code)
  })

  it('for a server that speaks something else', async () => {
    const peer = await rawPeer((socket) => void socket.end('220 smtp ready\r\n'))
    expectEnd(await diagnosed(secureAt(peer.port)), 'tls', 'R1012')
  })

  it('also behind a proxy', async () => {
    const proxy = await testProxy()
    const pmh = await quietPmh({ tls: maker.serve([{ name: 'pmh.example', hosts: 'IP:127.0.0.1' }]) })
    expectEnd(await diagnosed({ ...secureAt(pmh.port), ...behind(proxy.port) }), 'tls', 'R1023')
  })

  it('in one visible line, whatever the certificate is called', async () => {
    const name = `pmh\u202e${'長'.repeat(20)}\u001b[31m`
    const pmh = await quietPmh({ tls: maker.serve([{ name, hosts: 'IP:127.0.0.1' }]) })
    const failed = expectEnd(await diagnosed(secureAt(pmh.port)), 'tls', 'R1023')
    for (const line of diagnosisLines(failed)) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
    expect(failed.fact).toContain('pmh\\u202e')
  })
})

describe('a fault of the answer is met at HTTP', () => {
  it.each<[string, Parameters<typeof quietTarget>[0], string]>([
    ['closes without a word', (_, response) => response.destroy(), 'R1007'],
    ['leads elsewhere', (_, response) => response.writeHead(302, { location: '/login' }).end(), 'R1009'],
    ['leads elsewhere for good', (_, response) => response.writeHead(308, { location: '/' }).end(), 'R1009'],
    ['is a gateway without its server', (_, response) => response.writeHead(502).end('<html>'), 'HTTP502'],
    ['is at rest', (_, response) => response.writeHead(503).end(), 'HTTP503'],
    [
      'is at rest, as PMH says it',
      (_, response) => response.writeHead(503).end('{"errorCode":"E5030001"}'),
      'E5030001',
    ],
  ])('for a server that %s', async (_, answer, code) => {
    expectEnd(await diagnosed(at(await quietTarget(answer))), 'http', code)
  })
})
