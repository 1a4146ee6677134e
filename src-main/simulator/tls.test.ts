import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './simulator.ts'
import { post } from './testing/upload-client.ts'

const T1 = 'PRACTICE-TOKEN-1111'
const BODY = Buffer.alloc(200_000, 'a')

// The certificate is made by the real program; where it is missing the simulator's TLS stays untested.
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

describe.skipIf(!hasOpenssl)('a simulator with TLS (needs the openssl program)', () => {
  let folder: string
  let cert: Buffer
  let simulator: Simulator

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'simulator-tls-'))
    const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    const name = ['-subj', '/CN=simulator', '-addext', 'subjectAltName=IP:127.0.0.1']
    const out = ['-keyout', files.key, '-out', files.cert]
    execFileSync('openssl', ['req', '-x509', ...curve, ...name, ...out], { stdio: 'ignore' })
    cert = readFileSync(files.cert)
    simulator = await startSimulator({ tokens: [T1], tls: { cert, key: readFileSync(files.key) } })
  })
  afterEach(async () => {
    await simulator.close()
    rmSync(folder, { recursive: true })
  })

  it('receives over https', async () => {
    expect(simulator.url).toBe(`https://127.0.0.1:${simulator.port}`)
    expect((await post(simulator.url, BODY, { token: T1, ca: cert })).status).toBe(200)
    expect(simulator.received[0]).toMatchObject({ bytes: BODY.length, connectionId: 1, outcome: 'accepted' })
  })

  it('is not trusted without its certificate', async () => {
    const answer = await post(simulator.url, BODY, { token: T1 })
    expect(answer.error).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(simulator.receivedCount).toBe(0)
  })

  it.each(['reset_before_body', 'reset_after_body', { kind: 'reset_after_bytes', bytes: 1000 }] as const)(
    'breaks the connection as asked: %j',
    async (behaviour) => {
      simulator.behave(behaviour, { times: 1 })
      expect((await post(simulator.url, BODY, { token: T1, ca: cert })).status).toBeNull()
      expect(simulator.received[0]).toMatchObject({ outcome: 'reset' })
      expect((await post(simulator.url, BODY, { token: T1, ca: cert })).status).toBe(200)
    },
  )

  it('ends connections that never finished their handshake when it is closed', async () => {
    const socket = connect(simulator.port, '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => {})
    await simulator.close()
    await closed
  })
})
