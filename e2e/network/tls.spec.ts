import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TlsOptions } from 'node:tls'
import {
  BAD_CHAINS,
  GOOD_CHAINS,
  ROOT,
  type SentChain,
} from '../../src-main/network/testing/certificate-cases.ts'
import { CertificateMaker, opensslProblem } from '../../src-main/network/testing/certificate-maker.ts'
import { type Simulator, startSimulator } from '../../src-main/simulator/simulator.ts'
import { runRelay } from '../support/relay-command.ts'
import { expect, test } from '../support/test.ts'

const problem = opensslProblem()
test.skip(problem !== null, problem ?? '')

let home: string
let maker: CertificateMaker
test.beforeAll(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'pmh-tls-'))
  maker = new CertificateMaker(home)
})
test.afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly isFileLeft: boolean
  readonly pmh: Simulator
}

type VersionOptions = Pick<TlsOptions, 'minVersion' | 'maxVersion' | 'requestCert' | 'rejectUnauthorized'>

/** One file for a simulator that sends this chain, by the real command. */
async function relayTo(
  sent: SentChain,
  options: VersionOptions & { readonly host?: string; readonly added?: string },
): Promise<Run> {
  const { host = '127.0.0.1', added = maker.make(ROOT).certFile, ...tls } = options
  const site = mkdtempSync(path.join(home, 'site-'))
  const file = path.join(site, 'PMH_RELAY', 'subsidy1', 'a.csv')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, '氏名,住所\r\n')
  writeFileSync(path.join(site, 'mapping.txt'), 'TOKEN|subsidy1\n', { mode: 0o600 })
  const pmh = await startSimulator({ tokens: ['TOKEN'], tls: { ...maker.serve(sent), ...tls } })
  const settings = {
    PMHFilePath: path.join(site, 'PMH_RELAY'),
    StabilityWindow: '0',
    PostRegistrationTasksBaseURL: `https://${host}:${pmh.port}`,
    CaCertificateFiles: added,
  }
  const keys = Object.entries(settings).map(([key, value]) => `<add key="${key}" value="${value}" />`)
  writeFileSync(
    path.join(site, 'PMH_Relay.exe.config'),
    `<configuration><appSettings>${keys.join('')}</appSettings></configuration>`,
  )
  const args = [
    '--config',
    'PMH_Relay.exe.config',
    '--data-dir',
    'data',
    '--once',
    '--mapping',
    'mapping.txt',
  ]
  const end = await runRelay(site, args).finally(() => pmh.close())
  return { ...end, isFileLeft: existsSync(file), pmh }
}

function expectRefusal(
  { code, stdout, isFileLeft, pmh }: Run,
  errorCode: string,
  ...says: readonly string[]
) {
  const line = stdout.split('\n').find((one) => one.includes('ＰＭＨ連携に失敗しました。')) ?? ''
  expect(line).toContain(`エラーコード: ${errorCode}, メッセージ: `)
  for (const part of says) expect(line).toContain(part)
  expect([code, isFileLeft, pmh.receivedCount, pmh.underWay.length]).toEqual([1, true, 0, 0])
}

for (const { name, sent } of GOOD_CHAINS) {
  for (const host of ['127.0.0.1', 'localhost']) {
    test(`a certificate ${name} is believed (${host})`, async () => {
      const { code, isFileLeft, pmh } = await relayTo(sent, { host })
      expect([code, isFileLeft, pmh.received[0]?.outcome]).toEqual([0, false, 'accepted'])
    })
  }
}

for (const { name, code, sent, concerned, says } of BAD_CHAINS) {
  test(`a certificate ${name} is ${code}: named, nothing sent, the file stays`, async () => {
    const plan = sent[concerned] ?? sent[0]
    expectRefusal(await relayTo(sent, {}), code, says, `CN=${plan.name}`, maker.fingerprint(plan))
  })
}

const good = GOOD_CHAINS[0]?.sent ?? [ROOT]

for (const [hosts, host] of [
  ['DNS:localhost', '127.0.0.1'],
  ['IP:127.0.0.1', 'localhost'],
] as const) {
  test(`a certificate of ${hosts} is R1022 for ${host}, the same computer`, async () => {
    const sent = [{ name: 'pmh.example', hosts, issuer: ROOT }] as const
    expectRefusal(await relayTo(sent, { host }), 'R1022', host, hosts.slice(4))
  })
}

test('a server that speaks only TLS 1.1 is R1026', async () => {
  expectRefusal(await relayTo(good, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' }), 'R1026', '127.0.0.1')
})

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  test(`a server that wants a certificate of ours is R1027 (${version})`, async () => {
    const wanted = { requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version }
    expectRefusal(await relayTo(good, wanted), 'R1027', '127.0.0.1')
  })
}

test('a certificate file that is none is R1028 with its name', async () => {
  const added = path.join(home, 'note.cer')
  writeFileSync(added, 'no certificate at all')
  expectRefusal(await relayTo(good, { added }), 'R1028', added)
})
