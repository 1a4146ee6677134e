import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import type { Invocation } from './arguments.ts'
import { readBounded } from './bounded-input.ts'
import { readMapping, readRunConfiguration, readSets } from './run-configuration.ts'

type RelayInvocation = Extract<Invocation, { kind: 'relay' }>

const INVOCATION: RelayInvocation = {
  kind: 'relay',
  dataDir: 'D',
  config: null,
  once: true,
  sets: [],
  mappingArguments: ['T1|subsidy1'],
  mappingFile: null,
  keyFile: null,
  passphraseFile: null,
}

function written(content: string | Buffer, name = 'file.txt'): string {
  const file = path.join(tempFolder(), name)
  writeFileSync(file, content)
  return file
}

const xml = (entries: Record<string, string>) =>
  `<?xml version="1.0" encoding="utf-8"?><configuration><appSettings>${Object.entries(entries)
    .map(([key, value]) => `<add key="${key}" value="${value}"/>`)
    .join('')}</appSettings></configuration>`

const GOOD = { PMHFilePath: '/srv/pmh', PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp' }

async function linesOf(
  entries: Record<string, string>,
  fields: Partial<RelayInvocation> = {},
): Promise<readonly string[]> {
  const config = written(xml(entries), 'PMH_Relay.exe.config')
  const outcome = await readRunConfiguration({ ...INVOCATION, ...fields, config })
  return outcome.ok ? [] : outcome.lines
}

describe('the settings of a run', () => {
  it('are the file, the arguments over it, and defaults', async () => {
    const config = written(xml({ ...GOOD, MonitoringTimer: '1000', ProxyPort: '1' }))
    const sets = ['MonitoringTimer=2000', 'StabilityWindow=0', 'MonitoringTimer=3000']
    const outcome = await readRunConfiguration({ ...INVOCATION, sets, config })
    expect(outcome).toMatchObject({
      ok: true,
      notices: [],
      value: {
        settings: { ...GOOD, MonitoringTimer: 3000, StabilityWindow: 0, ProxyPort: 1, InDoubtPolicy: 'hold' },
        folders: [{ folder: 'subsidy1', token: 'T1' }],
      },
    })
  })

  it('may hold keys that nobody knows: reported, not fatal', async () => {
    const config = written(xml({ ...GOOD, Unknown: '1' }))
    const outcome = await readRunConfiguration({ ...INVOCATION, config })
    expect(outcome).toMatchObject({ ok: true, notices: [expect.stringMatching(/^設定 Unknown：.+。$/)] })
  })

  it('are refused with every problem at once, mapping included', async () => {
    const lines = await linesOf(
      { ...GOOD, MonitoringTimer: '0', ProxyPort: 'x' },
      { mappingArguments: ['SECRET', 'T|CON'] },
    )
    expect(lines).toHaveLength(4)
    for (const line of lines) expect(line).toMatch(/^(?:設定 |制度フォルダの指定)[^\n]+：[^\n]+。$/)
    expect(lines.join()).not.toContain('SECRET')
    expect(lines.join()).toMatch(/MonitoringTimer.*ProxyPort.*1番目.*2番目/)
  })

  it('are refused when what has no default is missing', async () => {
    expect(await linesOf({})).toEqual([
      '設定 PMHFilePath（監視する場所）：指定されていません。必ず指定してください。',
      '設定 PostRegistrationTasksBaseURL（接続先URL）：指定されていません。必ず指定してください。',
    ])
  })

  it('are refused when a key is there but empty', async () => {
    expect(await linesOf({ ...GOOD, MonitoringTimer: '' })).toEqual([
      expect.stringContaining('空にはできません'),
    ])
  })

  it('never show a password', async () => {
    const lines = await linesOf(
      { ...GOOD, ProxyPassword: 'x'.repeat(1025) },
      { sets: [`MailPassword=${'SECRET'.repeat(200)}`] },
    )
    expect(lines).toHaveLength(2)
    expect(lines.join()).not.toMatch(/xxx|SECRET/)
  })
})

describe('a configuration file that cannot be used', () => {
  it.each<[string, () => string, string]>([
    ['is missing', () => path.join(tempFolder(), 'none.config'), 'ENOENT'],
    ['is a folder', () => tempFolder(), 'EISDIR'],
    ['is larger than a megabyte', () => written(Buffer.alloc(1024 * 1024 + 1, ' ')), 'RangeError'],
    ['is no XML', () => written('not xml'), '形式ではありません'],
    ['is empty', () => written(''), '形式ではありません'],
    ['is another XML', () => written('<a/>'), '形式ではありません'],
    [
      'declares an entity',
      () => written('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><configuration/>'),
      '形式ではありません',
    ],
  ])('gives one line that names it: it %s', async (_, make, why) => {
    const config = make()
    const outcome = await readRunConfiguration({ ...INVOCATION, config })
    expect(outcome).toEqual({ ok: false, lines: [expect.stringMatching(/^引数 --config：[^\n]+。$/)] })
    expect(JSON.stringify(outcome)).toContain(why)
    expect(JSON.stringify(outcome)).toContain(config)
  })
})

describe('--set', () => {
  it('takes everything behind the first equals sign', () => {
    expect(readSets(['MailTo=a=b;c', 'ProxyAddress='])).toEqual({
      ok: true,
      value: { MailTo: 'a=b;c', ProxyAddress: '' },
      notices: [],
    })
  })

  it.each([
    ['SECRET', 'キー=値'],
    ['=SECRET', 'キー=値'],
    ['', 'キー=値'],
    ['NoSuchKey=SECRET', 'NoSuchKey'],
    ['monitoringtimer=SECRET', 'monitoringtimer'],
    ['SECRET0123456789==', '…'],
    ['SECRET\n0=1', '…'],
    ['__proto__=SECRET', '…'],
    ['constructor=SECRET', 'constructor'],
  ])('is refused in one line that repeats no value: %j', (item, shown) => {
    const outcome = readSets([item])
    const lines = outcome.ok ? [] : outcome.lines
    expect(lines).toEqual([expect.stringMatching(/^引数 --set：[^\n]+。$/)])
    expect(lines[0]).toContain(shown)
    expect(lines[0]).not.toContain('SECRET')
  })
})

describe('the mapping', () => {
  it('may come from a file, with byte order mark, blank lines and comments', async () => {
    const mappingFile = written('\ufeff# 制度\r\nT1|a\r\n\r\n  T|2|b  \n')
    expect(await readMapping({ ...INVOCATION, mappingArguments: [], mappingFile })).toMatchObject({
      ok: true,
      value: [
        { token: 'T1', folder: 'a' },
        { token: 'T|2', folder: 'b' },
      ],
    })
  })

  it('may come from a file of a Windows machine', async () => {
    const mappingFile = written(Buffer.from([0x54, 0x7c, 0x8e, 0x71]))
    expect(await readMapping({ ...INVOCATION, mappingFile })).toMatchObject({
      value: [{ token: 'T', folder: '子' }],
    })
  })

  it.each<[string, () => string, string]>([
    ['is missing', () => path.join(tempFolder(), 'none.txt'), 'ENOENT'],
    ['is a folder', () => tempFolder(), 'EISDIR'],
    ['is neither UTF-8 nor Shift_JIS', () => written(Buffer.from([0x54, 0x7c, 0x8e])), 'encoding'],
    ['is larger than a megabyte', () => written('x'.repeat(1024 * 1024 + 1)), 'RangeError'],
  ])('is refused in one line when its file %s', async (_, make, why) => {
    const mappingFile = make()
    const outcome = await readMapping({ ...INVOCATION, mappingFile })
    expect(outcome).toEqual({ ok: false, lines: [expect.stringMatching(/^引数 --mapping：[^\n]+。$/)] })
    expect(JSON.stringify(outcome)).toContain(why)
  })

  it('is refused without its token where the pair stands in the place of the file', async () => {
    const outcome = await readMapping({ ...INVOCATION, mappingFile: 'SECRET|subsidy1' })
    expect(outcome).toMatchObject({ ok: false, lines: [expect.stringContaining('--mapping')] })
    expect(JSON.stringify(outcome)).not.toContain('SECRET')
  })

  it.each(['', '# only a comment\n', 'SECRET\n', 'SECRET 1|a\n', 'SECRET-1|a\nSECRET-2|A\n'])(
    'is refused without its tokens when the file holds %j',
    async (text) => {
      const outcome = await readMapping({ ...INVOCATION, mappingFile: written(text) })
      expect(outcome).toEqual({
        ok: false,
        lines: [expect.stringMatching(/^制度フォルダの指定[^\n]*：[^\n]+。$/)],
      })
      expect(JSON.stringify(outcome)).not.toContain('SECRET')
    },
  )
})

describe('readBounded', () => {
  it('reads up to just a megabyte', async () => {
    expect((await readBounded(written(Buffer.alloc(1024 * 1024)))).length).toBe(1024 * 1024)
    await expect(readBounded(written(Buffer.alloc(1024 * 1024 + 1)))).rejects.toThrow(RangeError)
  })

  it.skipIf(process.platform === 'win32')('gives up on a source without an end', async () => {
    await expect(readBounded('/dev/zero')).rejects.toThrow(RangeError)
  })

  it('reads standard input for a hyphen, though a file has that name', () => {
    const folder = tempFolder()
    mkdirSync(path.join(folder, 'sub'))
    writeFileSync(path.join(folder, '-'), 'the file')
    const module = path.join(import.meta.dirname, 'bounded-input.ts')
    const program = `import { readBounded } from ${JSON.stringify(module)}; process.stdout.write(await readBounded('-'))`
    const argv = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program]
    expect(execFileSync(process.execPath, argv, { input: 'T1|a\n', cwd: folder, encoding: 'utf8' })).toBe(
      'T1|a\n',
    )
  })
})
