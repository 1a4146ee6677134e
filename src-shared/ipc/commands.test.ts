import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { COMMANDS, type CommandName, isCommandName } from './commands.ts'

const NAMES = Object.keys(COMMANDS) as CommandName[]

/** One good input of every command that takes any. */
const GOOD = {
  'app.answer-farewell': { answer: 'close', remember: false },
  'engine.send-now': { folder: null },
  'folders.add': { folder: 'a', displayName: '', token: 't', paused: false, createDirectory: false },
  'folders.update': { id: 1, folder: 'a', displayName: '', token: null, paused: true },
  'folders.pause': { id: 1, paused: true },
  'folders.remove': { id: 1 },
  'folders.move': { id: 1, position: 0 },
  'folders.create-directory': { folder: 'a' },
  'folders.look-up': { folder: 'a' },
  'settings.save': { changes: { MonitoringTimer: '1' } },
  'import.read-arguments': { text: 'TOKEN|kodomo' },
  'import.forget': { source: 'arguments' },
  'import.apply': { ticket: 't', pauseOthers: false },
  'official.export': { kind: 'service', secrets: true },
  'certificates.add': { fingerprints: [Array(32).fill('0F').join(':')] },
  'certificates.remove': { file: '/a.pem' },
  'log.tail': { number: 0 },
  'log.reveal': { number: 0 },
  'audit.search': { from: null, to: null, who: null, action: null, text: '', before: null },
  'audit.accept-faults': { fingerprint: 'a'.repeat(64), reason: 'x' },
  'audit.export': { from: null, to: null, who: null, action: null, text: '' },
  'transfers.search': { page: 1, folder: null, status: null },
  'transfers.get': { id: 1 },
  'transfers.reveal': { id: 1 },
  'transfers.decide': { id: 1, decision: 'treated_as_sent', serialNumber: null, reason: '' },
  'export.start': { folder: null, status: 'held' },
  'report.get': { date: '2026-04-01' },
  'practice.play': { play: 'slow' },
  'practice.put': { folder: 'kodomo' },
  'vault.choose': { kind: 'memory' },
  'vault.unlock': { passphrase: 'x' },
  'lock.open': { pin: '123456' },
  'lock.set-pin': { pin: '123456' },
  'moving.export': { passphrase: 'x'.repeat(12) },
  'moving.open': { passphrase: 'x' },
  'vault.make-key-file': { account: null },
  'background.preview': { way: 'login' },
  'background.save': { way: 'reboot', reboot: { every: 'week', day: 0, time: '03:30' } },
  'background.register': {
    request: { way: 'service', task: { trigger: 'startup', account: 'a', logon: 'none' } },
    overForeign: false,
  },
  'background.remove': { way: 'service' },
} as const satisfies Partial<Record<CommandName, object>>

const goodInput = (name: CommandName): object =>
  Object.hasOwn(GOOD, name) ? GOOD[name as keyof typeof GOOD] : {}
const accepts = (name: CommandName, input: unknown) => COMMANDS[name].input.safeParse(input).success

describe('command names', () => {
  it.each([
    '',
    'app',
    'APP.INFO',
    'app.info ',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    5,
    null,
    undefined,
    {},
    ['app.info'],
  ])('do not hold %j', (name) => expect(isCommandName(name)).toBe(false))

  it('hold every one of the table', () => expect(NAMES.every(isCommandName)).toBe(true))
})

describe('the input of every command', () => {
  it.each(NAMES)('takes its own shape: %s', (name) => expect(accepts(name, goodInput(name))).toBe(true))

  it.each(NAMES)('takes no further key: %s', (name) => {
    expect(accepts(name, { ...goodInput(name), extra: 1 })).toBe(false)
  })

  it.each(NAMES)('takes nothing that is no object: %s', (name) => {
    for (const input of [undefined, null, 'text', 5, true, [], [goodInput(name)]])
      expect(accepts(name, input)).toBe(false)
  })

  it.each(Object.entries(GOOD) as [CommandName, Record<string, unknown>][])(
    'needs each of its keys: %s',
    (name, good) => {
      for (const key of Object.keys(good)) {
        const { [key]: _, ...rest } = good
        expect([key, accepts(name, rest)]).toEqual([key, false])
      }
    },
  )
})

describe('bounds', () => {
  it.each<[CommandName, object]>([
    ['folders.remove', { id: 0 }],
    ['folders.remove', { id: -1 }],
    ['folders.remove', { id: 1.5 }],
    ['folders.remove', { id: '1' }],
    ['folders.remove', { id: Number.NaN }],
    ['folders.remove', { id: 2 ** 60 }],
    ['folders.move', { id: 1, position: -1 }],
    ['folders.look-up', { folder: 'x'.repeat(1025) }],
    ['folders.add', { ...GOOD['folders.add'], token: 'x'.repeat(8193) }],
    ['folders.pause', { id: 1, paused: 1 }],
    ['transfers.search', { page: 0, folder: null, status: null }],
    ['transfers.search', { page: 1_000_001, folder: null, status: null }],
    ['transfers.search', { page: 1, folder: null, status: 'done' }],
    ['transfers.decide', { id: 1, decision: 'accepted', serialNumber: null, reason: '' }],
    ['transfers.decide', { id: 1, decision: 'resend', serialNumber: 'a b', reason: '' }],
    ['transfers.decide', { id: 1, decision: 'resend', serialNumber: 'a\nb', reason: '' }],
    ['transfers.decide', { id: 1, decision: 'resend', serialNumber: '', reason: '' }],
    ['transfers.decide', { id: 1, decision: 'resend', serialNumber: null, reason: 'x'.repeat(1025) }],
    ['certificates.add', { fingerprints: [] }],
    ['certificates.add', { fingerprints: ['../../etc'] }],
    ['certificates.add', { fingerprints: Array(51).fill(Array(32).fill('0F').join(':')) }],
    ['log.tail', { number: 10 }],
    ['log.tail', { number: -1 }],
    ['audit.search', { ...GOOD['audit.search'], from: '2026/04/01' }],
    ['audit.search', { ...GOOD['audit.search'], text: 'x'.repeat(201) }],
    ['audit.search', { ...GOOD['audit.search'], before: 0 }],
    ['transfers.search', { ...GOOD['transfers.search'], status: 'accepted' }],
    ['transfers.search', { ...GOOD['transfers.search'], from: '2026/04/01' }],
    ['export.start', { ...GOOD['export.start'], text: 'x'.repeat(201) }],
    ['report.get', { date: '' }],
    ['settings.save', { changes: { MonitoringTimer: 5 } }],
    ['settings.save', { changes: { NoSuchKey: '1' } }],
    ['settings.save', { changes: { constructor: '1' } }],
    ['settings.save', { changes: { MailFrom: 'x'.repeat(8193) } }],
    ['import.read-arguments', { text: 'x'.repeat(65_537) }],
    ['import.forget', { source: 'everything' }],
    ['import.apply', { ticket: 'x'.repeat(65), pauseOthers: false }],
    ['official.export', { kind: 'passwords', secrets: true }],
    ['vault.choose', { kind: 'os' }],
    ['vault.choose', { kind: 'passphrase' }],
    ['vault.choose', { kind: 'passphrase', passphrase: 'x'.repeat(11) }],
    ['vault.choose', { kind: 'passphrase', passphrase: 'x'.repeat(1025) }],
    ['vault.choose', { kind: 'memory', passphrase: 'x'.repeat(12) }],
    ['vault.unlock', { passphrase: 'x'.repeat(1025) }],
    ['moving.export', { passphrase: 'x'.repeat(11) }],
    ['moving.open', { passphrase: 'x'.repeat(1025) }],
    ['app.answer-farewell', { answer: 'kill', remember: true }],
  ])('refuse %s %j', (name, input) => expect(accepts(name, input)).toBe(false))

  it('let a settings change of nothing pass', () =>
    expect(accepts('settings.save', { changes: {} })).toBe(true))
})

describe('outputs', () => {
  it('have no place for a token or a password', () => {
    const shapes = NAMES.map((name) => z.toJSONSchema(COMMANDS[name].output, { unrepresentable: 'any' }))
    const names = JSON.stringify(shapes).match(/"[A-Za-z]+":/g) ?? []
    expect(names).toContain('"tokenHint":')
    expect(names.filter((name) => /token|password|secret|passphrase/i.test(name)).toSorted()).toEqual([
      '"hasPassphrase":',
      '"secretsSet":',
      '"tokenHint":',
    ])
  })
})
