import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DIAGNOSIS_STEPS } from '../../src-shared/domain/diagnosis.ts'
import { diagnosisEnd, diagnosisErrorText } from '../../src-shared/text/ja/diagnosis.ts'
import { createRelay } from '../compose.ts'
import { quietPmh, quietTarget } from '../diagnosis/testing/quiet-target.ts'
import { acquireInstanceLock } from '../store/instance-lock.ts'
import { filesBelow } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { parseCommandLine } from './arguments.ts'
import { runDiagnosis } from './run-diagnosis.ts'
import { recordedOutput } from './testing/recorded-output.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'
const OTHER = 'SECRET-TOKEN-other'

/** An official configuration file; the folder that it names is not there. */
function configFor(url: string, more: Readonly<Record<string, string>> = {}): string {
  const config = path.join(tempFolder(), 'PMH_Relay.exe.config')
  const all = {
    PMHFilePath: path.join(path.dirname(config), 'root'),
    PostRegistrationTasksBaseURL: url,
    ...more,
  }
  const keys = Object.entries(all).map(([key, value]) => `<add key="${key}" value="${value}"/>`)
  writeFileSync(config, `<configuration><appSettings>${keys.join('')}</appSettings></configuration>`)
  return config
}

async function run(argv: readonly string[], stop = new AbortController().signal, onLog = (_: string) => {}) {
  const parsed = parseCommandLine(['diagnose', ...argv])
  if (!parsed.ok || parsed.value.kind !== 'diagnose') throw new Error(JSON.stringify(parsed))
  const { output, log, errors } = recordedOutput()
  const heard = {
    ...output,
    log(line: string) {
      output.log(line)
      onLog(line)
    },
  }
  const code = await runDiagnosis(parsed.value, heard, stop)
  expect(JSON.stringify([log, errors])).not.toContain('SECRET')
  return { code, log, errors }
}

describe('a diagnosis with --config', () => {
  it('ends with 0 when files would get through; one line a step', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const { code, log, errors } = await run(['--config', configFor(pmh.url), `${TOKEN}|kodomo`])
    expect([code, errors]).toEqual([0, []])
    expect(log).toHaveLength(DIAGNOSIS_STEPS.length + 1)
    expect(log.at(-2)).toMatch(/^✓ PMHの認証（kodomo）: 成功 /)
    expect(log.at(-1)).toBe(diagnosisEnd.through)
  })

  it('ends with 1 and the remedy when a token is wrong, and tries the others', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const argv = ['--config', configFor(pmh.url), `${OTHER}|a`, `${TOKEN}|b`]
    const { code, log } = await run(argv)
    expect(code).toBe(1)
    const failed = log.findIndex((line) => line.startsWith('✕ PMHの認証（a）'))
    expect(log.slice(failed + 1, failed + 5)).toEqual([
      '    コード: E4010003',
      ...Object.values(diagnosisErrorText('E4010003')).map((text) => expect.stringContaining(text)),
    ])
    expect(log[failed + 5]).toMatch(/^✓ PMHの認証（b）/)
    expect(log.at(-1)).toBe(diagnosisEnd.failed('PMHの認証（a）'))
  })

  it('needs no token: then the rest of the way is taken', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const { code, log } = await run(['--config', configFor(pmh.url)])
    expect(code).toBe(0)
    expect(log.at(-2)).toMatch(/^－ PMHの認証: 省略 /)
  })

  it('reads the mapping from a file', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const config = configFor(pmh.url)
    const mapping = path.join(path.dirname(config), 'm.txt')
    writeFileSync(mapping, `${TOKEN}|kodomo\n`)
    expect((await run(['--config', config, '--mapping', mapping])).code).toBe(0)
    writeFileSync(mapping, '')
    const { code, errors } = await run(['--config', config, '--mapping', mapping])
    expect([code, errors.length]).toEqual([2, 1])
  })

  it('prints with --json one object a step, and nothing else', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const { code, log } = await run(['--config', configFor(pmh.url), '--json', `${OTHER}|kodomo`])
    expect(code).toBe(1)
    const steps = log.map((line) => JSON.parse(line))
    expect(steps.map(({ step }) => step)).toEqual(DIAGNOSIS_STEPS)
    for (const step of steps.slice(0, -1)) {
      expect(Object.keys(step)).toEqual(['step', 'title', 'result', 'ms', 'fact', 'code', 'cause', 'remedy'])
      expect(step).toMatchObject({ ms: expect.any(Number), code: null, cause: null, remedy: null })
    }
    const { what, why, remedy } = diagnosisErrorText('E4010003')
    expect(steps.at(-1)).toMatchObject({
      step: 'token',
      title: 'PMHの認証（kodomo）',
      folder: 'kodomo',
      result: 'failed',
      code: 'E4010003',
      cause: `${what}${why}`,
      remedy,
    })
  })

  it('writes nothing, neither beside the file nor into a data folder', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const config = configFor(pmh.url)
    const home = path.dirname(config)
    const dataDir = path.join(home, 'data')
    await run(['--config', config, '--data-dir', dataDir, `${TOKEN}|kodomo`])
    expect(existsSync(dataDir)).toBe(false)
    expect(filesBelow(home)).toEqual(['PMH_Relay.exe.config'])
  })

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['a setting is wrong', { ProxyPort: '99999' }, [], /^設定 ProxyPort/],
    ['a setting is missing', { PostRegistrationTasksBaseURL: '' }, [], /^設定 PostRegistrationTasksBaseURL/],
    ['an override is wrong', {}, ['--set', 'Nothing=1'], /^引数 --set/],
    ['a token has no folder', {}, [TOKEN], /トークン|フォルダ/],
  ])('ends with 2 when %s, before anything is tried', async (_, settings, argv, line) => {
    const { code, log, errors } = await run(['--config', configFor('http://127.0.0.1:9', settings), ...argv])
    expect([code, log]).toEqual([2, []])
    expect(errors).toEqual([expect.stringMatching(line)])
  })

  it('ends with 1 when it is stopped, and does not say that all is well', async () => {
    const url = await quietTarget(() => stop.abort())
    const stop = new AbortController()
    const { code, log } = await run(['--config', configFor(url), `${TOKEN}|kodomo`], stop.signal)
    expect([code, log.at(-1)]).toEqual([1, diagnosisEnd.stopped])
  })
})

describe('a diagnosis with --data-dir', () => {
  /** A data folder as the console leaves it. */
  async function stored(url: string, displayName = 'こども医療費'): Promise<string> {
    const dataDir = path.join(tempFolder(), 'data')
    const relay = createRelay({ dataDir, sealer: null, memoryVault: true })
    relay.settings.write(
      new Map([
        ['PMHFilePath', path.dirname(dataDir)],
        ['PostRegistrationTasksBaseURL', url],
      ]),
    )
    relay.folders.add({ folder: 'kodomo', displayName, paused: false })
    relay.folders.add({ folder: 'old', displayName: '終わった制度', paused: true })
    await relay.close()
    return dataDir
  }

  it('goes by the stored settings, also beside the console that sends from there', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const dataDir = await stored(pmh.url)
    const since = '2026-04-01T09:00:00.000+09:00'
    const lock = acquireInstanceLock(dataDir, { pid: 4711, host: 'pc-1', mode: 'console', since })
    onTestFinished(() => lock.release())
    const { code, log, errors } = await run(['--data-dir', dataDir])
    expect(errors).toEqual([])
    expect(log.find((line) => line.includes('Webの応答'))).toMatch(/^✓ /)
    // The token of the console cannot be read here.
    expect(log.find((line) => line.includes('PMHの認証'))).toMatch(/^✕ PMHの認証（こども医療費）/)
    expect(log.join()).toContain('コード: R3009')
    expect(log.join()).not.toContain('終わった制度')
    expect(code).toBe(1)
  })

  it.each([[['--json']], [[]]])('shows a hostile 表示名 on one visible line: %j', async (flags) => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const dataDir = await stored(pmh.url, `医療\u202e\n✓ \u0085\u2028${'長'.repeat(10_000)}`)
    const { log } = await run(['--data-dir', dataDir, ...flags])
    expect(log.join()).toMatch(/医療\\{1,2}u202e/)
    for (const line of log) {
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
      expect(line.length).toBeLessThan(2000)
    }
  })

  it('leaves the stored records as they are', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const dataDir = await stored(pmh.url)
    const file = path.join(dataDir, 'relay.db')
    const before = [filesBelow(dataDir), statSync(file).size, readFileSync(file)]
    await run(['--data-dir', dataDir])
    expect([filesBelow(dataDir), statSync(file).size, readFileSync(file)]).toEqual(before)
  })

  it('ends with 2 where nothing is stored, and makes nothing', async () => {
    const dataDir = path.join(tempFolder(), 'data')
    expect((await run(['--data-dir', dataDir])).code).toBe(2)
    expect(existsSync(dataDir)).toBe(false)
  })

  it('ends with 2 at records that are damaged', async () => {
    const dataDir = path.join(tempFolder(), 'data')
    mkdirSync(dataDir)
    writeFileSync(path.join(dataDir, 'relay.db'), 'x'.repeat(10_000))
    const { code, log, errors } = await run(['--data-dir', dataDir])
    expect([code, log]).toEqual([2, []])
    expect(errors).toEqual([expect.stringMatching(/^R4004：/)])
  })
})
