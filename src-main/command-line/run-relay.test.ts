import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Simulator, startSimulator } from '../simulator/simulator.ts'
import { acquireInstanceLock } from '../store/instance-lock.ts'
import { openedDatabase } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { parseCommandLine } from './arguments.ts'
import { printHistory } from './print-history.ts'
import { runRelay } from './run-relay.ts'
import { recordedOutput } from './testing/recorded-output.ts'

const TOKEN = 'SECRET-TOKEN-4f2a'

interface Place {
  readonly home: string
  readonly root: string
  readonly dataDir: string
  readonly config: string
  readonly pmh: Simulator
}

/** A root with one scheme folder, an official configuration file, and PMH. */
async function place(): Promise<Place> {
  const home = tempFolder()
  const root = path.join(home, 'root')
  mkdirSync(path.join(root, 'kodomo'), { recursive: true })
  const pmh = await startSimulator({ tokens: [TOKEN] })
  onTestFinished(() => pmh.close())
  const config = path.join(home, 'PMH_Relay.exe.config')
  writeFileSync(
    config,
    `<configuration><appSettings><add key="PMHFilePath" value="${root}"/>` +
      `<add key="PostRegistrationTasksBaseURL" value="${pmh.url}"/></appSettings></configuration>`,
  )
  return { home, root, dataDir: path.join(home, 'data'), config, pmh }
}

async function run(argv: readonly string[], stop = new AbortController().signal, onLog = (_: string) => {}) {
  const parsed = parseCommandLine(argv)
  if (!parsed.ok || parsed.value.kind !== 'relay')
    throw new Error(parsed.ok ? parsed.value.kind : parsed.line)
  const { output, log, errors } = recordedOutput()
  const heard = {
    ...output,
    log(line: string) {
      output.log(line)
      onLog(line)
    },
  }
  return { code: await runRelay(parsed.value, heard, stop), log, errors }
}

const quick = ({ config, dataDir }: Place) => [
  '--config',
  config,
  '--data-dir',
  dataDir,
  '--set',
  'StabilityWindow=0',
]

async function historyOf(dataDir: string) {
  const { output, lines, errors } = recordedOutput()
  return { code: await printHistory(dataDir, output), rows: lines.map((line) => JSON.parse(line)), errors }
}

describe('a run with --once', () => {
  it('sends what lies there, logs it, and ends with 0', async () => {
    const at = await place()
    writeFileSync(path.join(at.root, 'kodomo', 'a.csv'), 'a,b\n')
    const { code, log, errors } = await run([...quick(at), '--once', `${TOKEN}|kodomo`])
    expect({ code, errors }).toEqual({ code: 0, errors: [] })
    expect(readdirSync(path.join(at.root, 'PROCEED', 'kodomo'))).toEqual(['a.csv'])
    expect(readFileSync(path.join(at.dataDir, 'logs', 'log.txt'), 'utf8')).toBe(`${log.join('\n')}\n`)
    expect(at.pmh.received.map((upload) => upload.outcome)).toEqual(['accepted'])
    expect(await historyOf(at.dataDir)).toMatchObject({
      code: 0,
      rows: [
        {
          folder: 'kodomo',
          fileName: 'a.csv',
          sizeBytes: 4,
          outcome: 'accepted',
          serialNumber: at.pmh.received[0]?.serialNumber,
          attempts: 1,
        },
      ],
    })
  })

  it.each([
    ['warn', 0, 'PROCEED/kodomo'],
    ['off', 0, 'PROCEED/kodomo'],
    ['block', 1, 'kodomo'],
  ])('with PreflightMode=%s ends with %i for a file with a fault', async (mode, code, folder) => {
    const at = await place()
    writeFileSync(path.join(at.root, 'kodomo', 'a.csv'), 'a,b\n1\n')
    const argv = [...quick(at), '--set', `PreflightMode=${mode}`, '--once', `${TOKEN}|kodomo`]
    expect((await run(argv)).code).toBe(code)
    expect((await run(argv)).code).toBe(code)
    expect(readdirSync(path.join(at.root, folder))).toEqual(['a.csv'])
  })

  it('ends with 0 when there is nothing to send', async () => {
    const at = await place()
    expect((await run([...quick(at), '--once', `${TOKEN}|kodomo`])).code).toBe(0)
  })

  it('ends with 1 when PMH refuses a file', async () => {
    const at = await place()
    writeFileSync(path.join(at.root, 'kodomo', 'a.csv'), 'x')
    at.pmh.behave({ kind: 'status', status: 400, code: 'E4000012', message: '項目が不正です。' })
    expect((await run([...quick(at), '--once', `${TOKEN}|kodomo`])).code).toBe(1)
    expect((await historyOf(at.dataDir)).rows).toMatchObject([
      { outcome: 'rejected', errorCode: 'E4000012', errorMessage: '項目が不正です。', serialNumber: null },
    ])
  })

  it('leaves no token and no setting behind', async () => {
    const at = await place()
    writeFileSync(path.join(at.root, 'kodomo', 'a.csv'), 'x')
    const { log } = await run([
      ...quick(at),
      '--once',
      '--set',
      'ProxyPassword=SECRET-PASSWORD',
      `${TOKEN}|kodomo`,
    ])
    const bytes = readdirSync(at.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
    expect(bytes.length).toBeGreaterThan(1)
    expect(Buffer.concat(bytes).includes('SECRET')).toBe(false)
    expect(log.join()).not.toContain('SECRET')
    const db = openedDatabase(at.dataDir)
    expect(
      db.prepare('SELECT (SELECT count(*) FROM settings) + (SELECT count(*) FROM secrets)').pluck().get(),
    ).toBe(0)
  })

  it('sends nothing when it was stopped before it began', async () => {
    const at = await place()
    writeFileSync(path.join(at.root, 'kodomo', 'a.csv'), 'x')
    expect((await run([...quick(at), '--once', `${TOKEN}|kodomo`], AbortSignal.abort())).code).toBe(0)
    expect(at.pmh.receivedCount).toBe(0)
  })
})

describe('a run that is refused', () => {
  const refusals: [string, (at: Place) => string[] | Promise<string[]>, RegExp][] = [
    [
      'wrong settings',
      (at) => [...quick(at), '--set', 'MonitoringTimer=0', `${TOKEN}|kodomo`],
      /^設定 MonitoringTimer/,
    ],
    ['no mapping', (at) => quick(at), /^制度フォルダの指定/],
    [
      'a root that is missing',
      (at) => [...quick(at), '--set', `PMHFilePath=${at.root}/none`, `${TOKEN}|kodomo`],
      /^設定 PMHFilePath.*none/,
    ],
    [
      'a root that is a file',
      (at) => [...quick(at), '--set', `PMHFilePath=${at.config}`, `${TOKEN}|kodomo`],
      /^設定 PMHFilePath/,
    ],
    [
      'a root below a file',
      (at) => [...quick(at), '--set', `PMHFilePath=${at.config}/x`, `${TOKEN}|kodomo`],
      /^設定 PMHFilePath/,
    ],
    ['nothing stored', (at) => ['--data-dir', at.dataDir], /^引数 --config/],
    ['a mapping without --config', (at) => ['--data-dir', at.dataDir, `${TOKEN}|kodomo`], /^引数 --config/],
    [
      'a data folder without settings',
      (at) => {
        openedDatabase(at.dataDir).close()
        return ['--data-dir', at.dataDir]
      },
      /^R4005：/,
    ],
    [
      'a data folder that is a file',
      (at) => {
        writeFileSync(at.dataDir, '')
        return [...quick(at), `${TOKEN}|kodomo`]
      },
      /^R4001：/,
    ],
    [
      'a damaged database',
      (at) => {
        mkdirSync(at.dataDir)
        writeFileSync(path.join(at.dataDir, 'relay.db'), 'x'.repeat(4096))
        return [...quick(at), `${TOKEN}|kodomo`]
      },
      /^R4004：/,
    ],
    [
      'a database of a newer program',
      (at) => {
        const db = openedDatabase(at.dataDir)
        db.pragma('user_version = 99')
        return [...quick(at), `${TOKEN}|kodomo`]
      },
      /^R4003：/,
    ],
  ]

  it.each(refusals)(
    'by %s ends with 2 and one line, sends nothing, and holds no lock',
    async (_, argv, line) => {
      const at = await place()
      writeFileSync(path.join(at.root, 'kodomo', 'a.csv'), 'x')
      const { code, errors } = await run([...(await argv(at)), '--once'])
      expect({ code, errors }).toEqual({ code: 2, errors: [expect.stringMatching(line)] })
      expect(errors[0]).toMatch(/^[^\n]+。$/)
      expect(errors[0]).not.toContain('SECRET')
      expect(at.pmh.receivedCount).toBe(0)
      if (!errors[0]?.startsWith('R4001')) {
        acquireInstanceLock(at.dataDir, { pid: 1, host: 'h', mode: 'console', since: '' }).release()
      }
    },
  )

  it('by another program on the data folder ends with 3 and names it', async () => {
    const at = await place()
    const lock = acquireInstanceLock(at.dataDir, { pid: 4711, host: 'pc-1', mode: 'console', since: '' })
    onTestFinished(() => lock.release())
    const { code, errors } = await run([...quick(at), '--once', `${TOKEN}|kodomo`])
    expect(code).toBe(3)
    expect(errors).toEqual([expect.stringMatching(/^R4002：.*pc-1 \(PID 4711, console\).*。$/)])
    expect(at.pmh.receivedCount).toBe(0)
  })
})

describe('a run without --once', () => {
  it('goes on until it is stopped, and ends with 0 when nothing failed', async () => {
    const at = await place()
    writeFileSync(path.join(at.root, 'kodomo', 'a.csv'), 'x')
    const stop = new AbortController()
    const onLog = (line: string) => {
      if (line.includes('送信処理終了')) stop.abort()
    }
    const { code, log } = await run([...quick(at), `${TOKEN}|kodomo`], stop.signal, onLog)
    expect(code).toBe(0)
    expect(log.at(-1)).toContain('サービス停止')
    expect(at.pmh.received.map((upload) => upload.outcome)).toEqual(['accepted'])
  })

  it('waits for a root that is not there yet, and ends with 1', async () => {
    const at = await place()
    const stop = new AbortController()
    const onLog = (line: string) => {
      if (line.includes('R3006')) stop.abort()
    }
    const argv = [...quick(at), '--set', `PMHFilePath=${at.config}/x`, `${TOKEN}|kodomo`]
    expect((await run(argv, stop.signal, onLog)).code).toBe(1)
  })
})

describe('the history', () => {
  it('is refused without a journal, in one line', async () => {
    const dataDir = tempFolder()
    expect(await historyOf(dataDir)).toEqual({
      code: 2,
      rows: [],
      errors: [expect.stringMatching(/^引数 --data-dir：.+。$/)],
    })
    expect(readdirSync(dataDir)).toEqual([])
  })

  it.each([['x'.repeat(4096), /^R4004：/]])(
    'is refused when the journal is damaged, in one line',
    async (content, line) => {
      const dataDir = tempFolder()
      writeFileSync(path.join(dataDir, 'relay.db'), content)
      expect(await historyOf(dataDir)).toEqual({ code: 2, rows: [], errors: [expect.stringMatching(line)] })
    },
  )

  it('shows an upload that is under way as unknown', async () => {
    const at = await place()
    const db = openedDatabase(at.dataDir)
    db.prepare(
      `INSERT INTO transfers (root, folder, file_name, size_bytes, sha256, status, endpoint, started_at) VALUES ('/srv/pmh', 'a', 'b', 1, ?, 'sending', 'e', 's')`,
    ).run('0'.repeat(64))
    expect((await historyOf(at.dataDir)).rows).toMatchObject([
      { outcome: 'unknown', status: 'sending', finishedAt: null },
    ])
  })
})
