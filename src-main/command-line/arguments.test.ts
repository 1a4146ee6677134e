import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './arguments.ts'

function parsed(...argv: string[]) {
  const result = parseCommandLine(argv)
  if (!result.ok) throw new Error(result.line)
  return result.value
}

function refusal(...argv: string[]): string {
  const result = parseCommandLine(argv)
  return result.ok ? `taken: ${JSON.stringify(result.value)}` : result.line
}

const RELAY = {
  kind: 'relay',
  dataDir: 'D',
  config: null,
  once: false,
  sets: [],
  mappingArguments: [],
  mappingFile: null,
  keyFile: null,
  passphraseFile: null,
}

describe('the command line', () => {
  it('takes the official inputs', () => {
    const argv = [
      '--config',
      'PMH_Relay.exe.config',
      '--data-dir',
      'D',
      '--once',
      '--set',
      'A=1',
      '--set',
      'B=2=3',
    ]
    expect(parsed(...argv, 'T1|a', 'T2|b')).toEqual({
      kind: 'relay',
      dataDir: 'D',
      config: 'PMH_Relay.exe.config',
      once: true,
      sets: ['A=1', 'B=2=3'],
      mappingArguments: ['T1|a', 'T2|b'],
      mappingFile: null,
      keyFile: null,
      passphraseFile: null,
    })
  })

  it.each<[string[], object]>([
    [['--data-dir', 'D'], {}],
    [['--data-dir=D'], {}],
    [['--headless', '--data-dir', 'D'], {}],
    [['--data-dir', 'D', '--mapping', '-'], { mappingFile: '-' }],
    [['--data-dir', 'D', '--mapping=m.txt'], { mappingFile: 'm.txt' }],
    [['--data-dir', 'D', '--once', '--once'], { once: true }],
    [['--data-dir', 'D', '--key-file', 'k'], { keyFile: 'k' }],
    [['--data-dir', 'D', '--passphrase-file', '-'], { passphraseFile: '-' }],
    [['T|a', '--data-dir', 'D', 'U|b'], { mappingArguments: ['T|a', 'U|b'] }],
    [['--data-dir', 'D', '--', '--T|a', '-U|b'], { mappingArguments: ['--T|a', '-U|b'] }],
    [['--data-dir', 'D', '--set', '-1'], { sets: ['-1'] }],
    [['--data-dir=--once'], { dataDir: '--once' }],
    [['--data-dir', 'D', '履歴|history'], { mappingArguments: ['履歴|history'] }],
  ])('may also be %j', (argv, fields) => expect(parsed(...argv)).toEqual({ ...RELAY, ...fields }))

  it.each([[['--help']], [['-h']], [['--help', '--data-dir', 'D', '--once']], [['history', '--help']]])(
    'shows its usage for %j',
    (argv) => expect(parsed(...argv)).toEqual({ kind: 'help' }),
  )

  it('asks for a check of the records', () => {
    expect(parsed('verify', '--data-dir', 'D')).toEqual({ kind: 'verify', dataDir: 'D' })
    expect(parsed('reset-lock', '--data-dir', 'D')).toEqual({ kind: 'reset-lock', dataDir: 'D' })
  })

  it('asks for the history', () => {
    expect(parsed('history', '--data-dir', 'D', '--json')).toEqual({ kind: 'history', dataDir: 'D' })
    expect(parsed('--json', '--data-dir', 'D', 'history')).toEqual({ kind: 'history', dataDir: 'D' })
  })
})

describe('a diagnosis', () => {
  const DIAGNOSE = {
    kind: 'diagnose',
    dataDir: null,
    config: null,
    json: false,
    sets: [],
    mappingArguments: [],
    mappingFile: null,
    keyFile: null,
    passphraseFile: null,
  }

  it.each<[string[], object]>([
    [['--config', 'C'], { config: 'C' }],
    [['--config', 'C', '--json'], { config: 'C', json: true }],
    [['--config', 'C', 'T|a', 'U|b'], { config: 'C', mappingArguments: ['T|a', 'U|b'] }],
    [['--config', 'C', '--set', 'A=1', '--set', 'B=2'], { config: 'C', sets: ['A=1', 'B=2'] }],
    [['--config', 'C', '--mapping', '-'], { config: 'C', mappingFile: '-' }],
    [['--config', 'C', '--mapping', 'm.txt'], { config: 'C', mappingFile: 'm.txt' }],
    [['--config', 'C', '--data-dir', 'D'], { config: 'C', dataDir: 'D' }],
    [['--config', 'C', '--', '--T|a', 'diagnose'], { config: 'C', mappingArguments: ['--T|a', 'diagnose'] }],
    [['--data-dir', 'D'], { dataDir: 'D' }],
    [['--data-dir', 'D', '--key-file=k'], { dataDir: 'D', keyFile: 'k' }],
    [['--headless', '--data-dir=D', '--json'], { dataDir: 'D', json: true }],
  ])('is asked for by %j', (argv, fields) => {
    expect(parsed('diagnose', ...argv)).toEqual({ ...DIAGNOSE, ...fields })
    const options = argv.indexOf('--') < 0 ? argv.filter((one) => !one.includes('|')) : []
    const mapping = argv.filter((one) => one.includes('|'))
    if (options.length > 0) expect(parsed(...options, 'diagnose', ...mapping)).toMatchObject(fields)
  })

  it('is only meant by the first word', () => {
    expect(parsed('--data-dir', 'D', 'T|a', 'diagnose')).toMatchObject({ kind: 'relay' })
    expect(parsed('diagnose', '--help')).toEqual({ kind: 'help' })
  })
})

describe('a wrong argument', () => {
  it.each<[string[], string, string]>([
    [[], '--data-dir', '指定されていません'],
    [['--once'], '--data-dir', '指定されていません'],
    [['T|a'], '--data-dir', '指定されていません'],
    [['--data-dir'], '--data-dir', '値がありません'],
    [['--data-dir', ''], '--data-dir', '値がありません'],
    [['--data-dir='], '--data-dir', '値がありません'],
    [['--data-dir', '--once'], '--data-dir', '値がありません'],
    [['--data-dir', 'D', '--config', '--once'], '--config', '値がありません'],
    [['--data-dir', 'D', '--set'], '--set', '値がありません'],
    [['--data-dir', 'D', '--mapping'], '--mapping', '値がありません'],
    [['--data-dir', 'D', '--data-dir', 'E'], '--data-dir', '2回'],
    [['--data-dir', 'D', '--config', 'a', '--config', 'a'], '--config', '2回'],
    [['--data-dir', 'D', '--mapping', 'a', '--mapping', 'b'], '--mapping', '2回'],
    [['--data-dir', 'D', '--once=true'], '--once', '値は指定できません'],
    [['--data-dir', 'D', '--help=x'], '--help', '値は指定できません'],
    [['--data-dir', 'D', '--Once'], '--Once', 'この引数はありません'],
    [['--data-dir', 'D', '--no-once'], '--no-once', 'この引数はありません'],
    [['--data-dir', 'D', '--token=SECRET'], '--token', 'この引数はありません'],
    [['--data-dir', 'D', '--json'], '--json', 'この引数はありません'],
    [['--data-dir', 'D', '--__proto__', 'x'], '-…', 'この引数はありません'],
    [['--data-dir', 'D', '-x'], '-…', 'この引数はありません'],
    [['--data-dir', 'D', '--mapping', 'm', 'SECRET|a'], '--mapping', '同時には指定できません'],
    [['diagnose'], '--config', '--config か --data-dir を指定してください'],
    [['diagnose', '--json'], '--config', '--config か --data-dir を指定してください'],
    [['diagnose', 'SECRET|a'], '--config', '--config か --data-dir を指定してください'],
    [['diagnose', '--config', 'C', '--once'], '--once', 'diagnose では使えません'],
    [['diagnose', '--data-dir', 'D', '--once', 'SECRET|a'], '--once', 'diagnose では使えません'],
    [['diagnose', '--config', 'C', '--mapping', 'm', 'SECRET|a'], '--mapping', '同時には指定できません'],
    [['diagnose', '--data-dir', 'D', 'SECRET|a'], '--config', '--config と一緒に指定してください'],
    [['diagnose', '--data-dir', 'D', '--mapping', '-'], '--config', '--config と一緒に指定してください'],
    [['diagnose', '--data-dir', 'D', '--set', 'SECRET=1'], '--config', '--config と一緒に指定してください'],
    [['diagnose', '--config', 'C', '--config', 'C'], '--config', '2回'],
    [['diagnose', '--config', '--json'], '--config', '値がありません'],
    [['diagnose', '--config', 'C', '--json=SECRET'], '--json', '値は指定できません'],
    [['diagnose', '--config', 'C', '--SECRET|a'], '-…', 'この引数はありません'],
    [['--data-dir', 'D', '--key-file'], '--key-file', '値がありません'],
    [['--data-dir', 'D', '--key-file', 'a', '--key-file', 'b'], '--key-file', '2回'],
    [['--data-dir', 'D', '--key-file', 'a', '--passphrase-file', 'b'], '--passphrase-file', '同時には'],
    [['--data-dir', 'D', '--config', 'C', '--key-file', 'a'], '--key-file', '--config と同時には'],
    [['--data-dir', 'D', '--config', 'C', '--passphrase-file', '-'], '--passphrase-file', '--config と'],
    [['history', '--data-dir', 'D', '--json', '--key-file', 'a'], '--key-file', 'history では使えません'],
    [['history', '--data-dir', 'D'], '--json', '--json を指定してください'],
    [['verify', '--data-dir', 'D', '--json'], '--json', 'verify では使えません'],
    [['verify', '--data-dir', 'D', 'SECRET'], '…', 'verify では使えません'],
    [['history', '--json'], '--data-dir', '指定されていません'],
    [['history', '--data-dir', 'D', '--json', '--once'], '--once', 'history では使えません'],
    [['history', '--data-dir', 'D', '--json', 'SECRET'], '…', 'history では使えません'],
  ])('%j is refused in one Japanese line that names it and its rule', (argv, name, rule) => {
    const line = refusal(...argv)
    expect(line).toMatch(/^引数 [^\n]+：[^\n]+。$/)
    expect(line.startsWith(`引数 ${name}：`)).toBe(true)
    expect(line).toContain(rule)
    expect(line).not.toContain('SECRET')
  })

  it.each([
    ['--SECRET-TOKEN-0123456789|a'],
    ['--secret_token'],
    ['-SECRET|a'],
    ['--SECRET=1'],
    ['--a\n2026-01-01 00:00:00 - サービス停止'],
  ])('that may be a token is not repeated: %j', (token) => {
    const line = refusal('--data-dir', 'D', token)
    expect(line).toMatch(/^引数 [^\n]+：この引数はありません。[^\n]+。$/)
    expect(line).not.toMatch(/SECRET-|secret|SECRET\||2026/)
  })
})
