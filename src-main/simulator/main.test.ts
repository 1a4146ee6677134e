import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { post } from './testing/upload-client.ts'

const MAIN = join(import.meta.dirname, 'main.ts')
const T1 = 'PRACTICE-TOKEN-1111'

let folder: string
let started: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-main-'))
  started = []
})
afterEach(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function run(...argv: string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...argv])
  started.push(child)
  let stderr = ''
  let stdout = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  const firstLine = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  )
  return { child, firstLine, ended }
}

describe('npm run simulator', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'says where it listens, receives, and ends with 0 at %s',
    async (signal) => {
      const record = join(folder, 'requests.jsonl')
      const { child, firstLine, ended } = run(
        '--token',
        T1,
        '--record',
        record,
        '--behave',
        'not_json',
        '--behave',
        'status:503',
      )
      const line = await firstLine
      expect(line).toMatch(/^PMHシミュレーター: http:\/\/127\.0\.0\.1:\d+$/)
      const url = line.replace('PMHシミュレーター: ', '')
      const answers = [
        await post(url, 'a', { token: T1 }),
        await post(url, 'a', { token: T1 }),
        await post(url, 'a', { token: T1 }),
      ]
      expect(answers.map((answer) => answer.status)).toEqual([200, 503, 503])
      expect(readFileSync(record, 'utf8').trimEnd().split('\n')).toHaveLength(3)
      child.kill(signal)
      expect(await ended).toEqual({ code: 0, stdout: `${line}\n`, stderr: '' })
    },
  )

  it('shows its usage in Japanese', async () => {
    const { code, stdout, stderr } = await run('--help').ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('使い方')
    expect(stdout).toContain('reset_after_body')
  })

  it('refuses bad arguments with one line and exit code 2', async () => {
    const { code, stdout, stderr } = await run('--token', T1, '--port', '99999').ended
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toBe('引数 --port の値「99999」は使えません: 0～65535の整数\n')
  })

  it('names the file that cannot be used', async () => {
    const record = await run('--token', T1, '--record', folder).ended
    expect(record.code).toBe(2)
    expect(record.stderr).toBe(`引数 --record の値「${folder}」は使えません: 追記できるファイル (EISDIR)\n`)
    const broken = join(folder, 'broken.pem')
    writeFileSync(broken, 'not a certificate')
    const tls = await run('--token', T1, '--tls', broken, broken).ended
    expect(tls.code).toBe(2)
    expect(tls.stderr).toContain('引数 --tls の値')
    const missing = await run('--token', T1, '--tls', broken, join(folder, 'missing.pem')).ended
    expect(missing.stderr).toMatch(/--tls .*ENOENT/)
  })

  it('names the port that is taken', async () => {
    const first = run('--token', T1)
    const port = (await first.firstLine).split(':').at(-1) ?? ''
    const second = await run('--token', T1, '--port', port).ended
    expect(second.code).toBe(2)
    expect(second.stderr).toBe(`引数 --port の値「${port}」は使えません: 使用できる空きポート (EADDRINUSE)\n`)
  })
})
