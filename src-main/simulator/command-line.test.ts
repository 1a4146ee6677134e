import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runSimulator } from './command-line.ts'
import { post } from './testing/upload-client.ts'
import { argumentText, usageText } from './usage.ts'

const T1 = 'PRACTICE-TOKEN-1111'

let folder: string
let out: string
let errors: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-command-'))
  out = ''
  errors = ''
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Starts the command; `url` resolves once it says where it listens. */
function start(...argv: string[]) {
  let stop = () => {}
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  let listening = (_url: string) => {}
  const url = new Promise<string>((resolve) => (listening = resolve))
  const exitCode = runSimulator(argv, {
    writeOut: (text) => {
      out += text
      const address = /https?:\S+/.exec(text)?.[0]
      if (address !== undefined) listening(address)
    },
    writeError: (text) => (errors += text),
    stopped,
  })
  return { url, stop, exitCode }
}

describe('runSimulator', () => {
  it('runs until it is stopped', async () => {
    const { url, stop, exitCode } = start('--token', T1)
    expect((await post(await url, 'a\n', { token: T1 })).status).toBe(200)
    stop()
    expect(await exitCode).toBe(0)
    expect(out).toBe(`PMHシミュレーター: ${await url}\n`)
    expect(errors).toBe('')
    expect((await post(await url, 'a\n', { token: T1 })).error).toBe('ECONNREFUSED')
  })

  it('uses up all behaviours but the last, in their order', async () => {
    const behaviours = ['status:500', 'no_serial', 'status:503'].flatMap((kind) => ['--behave', kind])
    const { url, stop, exitCode } = start('--token', T1, ...behaviours)
    const statuses: (number | null)[] = []
    for (let upload = 1; upload <= 4; upload += 1) {
      statuses.push((await post(await url, 'a\n', { token: T1 })).status)
    }
    expect(statuses).toEqual([500, 200, 503, 503])
    stop()
    await exitCode
  })

  it('can be steered while it runs', async () => {
    const { url, stop, exitCode } = start('--token', T1)
    const path = '/simulator/behaviour?times=1'
    expect((await post(await url, '"not_json"', { path, contentType: 'application/json' })).status).toBe(204)
    expect((await post(await url, 'a\n', { token: T1 })).body).toBe('OK')
    stop()
    await exitCode
  })

  it('appends to a record that is there', async () => {
    const record = join(folder, 'requests.jsonl')
    writeFileSync(record, '{"earlier":true}\n')
    const { url, stop, exitCode } = start('--token', T1, '--record', record)
    await post(await url, 'a\n', { token: T1 })
    stop()
    expect(await exitCode).toBe(0)
    const lines = readFileSync(record, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      bytes: 2,
      outcome: 'accepted',
      token: { last4: '1111' },
    })
  })

  it('shows the help on standard output', async () => {
    expect(await start('--help').exitCode).toBe(0)
    expect(out).toBe(usageText())
    expect(errors).toBe('')
  })

  it.each([
    [['--token', T1, '--port', 'x'], '--port', 'x'],
    [['--token', T1, '--behave', 'delay:-1'], '--behave', 'delay:-1'],
    [
      ['--token', T1, '--tls', 'missing-cert.pem', 'missing-key.pem'],
      '--tls',
      'missing-cert.pem missing-key.pem',
    ],
    [[], '--token', ''],
  ])('refuses %j with one line and starts nothing', async (argv, argument, value) => {
    expect(await start(...argv).exitCode).toBe(2)
    expect(out).toBe('')
    expect(errors).toMatch(/^引数 [^\n]+\n$/)
    expect(errors).toContain(`引数 ${argument} の値「${value}」`)
    expect(errors).not.toContain(T1)
  })

  it('names a record file in a folder that is missing', async () => {
    const record = join(folder, 'missing', 'requests.jsonl')
    expect(await start('--token', T1, '--record', record).exitCode).toBe(2)
    expect(errors).toBe(`${argumentText('--record', record, '追記できるファイル')} (ENOENT)\n`)
  })
})
