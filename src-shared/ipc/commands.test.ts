import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ANSWERS } from './answers.ts'
import { COMMANDS, type CommandName, isCommandName } from './commands.ts'
import { GOOD, goodInput } from './testing/good-inputs.ts'

const NAMES = Object.keys(COMMANDS) as CommandName[]

const accepts = (name: CommandName, input: unknown) => COMMANDS[name]().safeParse(input).success

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

const reboot = (choice: object) => ({ way: 'reboot', reboot: choice })

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

  it.each<[CommandName, object]>([
    ['folders.remove', { id: Number.MAX_SAFE_INTEGER }],
    ['folders.move', { id: 1, position: 0 }],
    ['folders.look-up', { folder: 'x'.repeat(1024) }],
    ['folders.add', { ...GOOD['folders.add'], token: 'x'.repeat(8192), displayName: 'x'.repeat(1024) }],
    ['folders.update', { ...GOOD['folders.update'], preflight: null }],
    ['transfers.search', { page: 1_000_000, folder: 'x'.repeat(1024), status: null, text: 'x'.repeat(200) }],
    ['transfers.decide', { id: 1, decision: 'resend', serialNumber: null, reason: 'x'.repeat(1024) }],
    ['certificates.add', { fingerprints: Array(50).fill(Array(32).fill('0F').join(':')) }],
    ['log.tail', { number: 9 }],
    ['audit.search', { ...GOOD['audit.search'], text: 'x'.repeat(200), who: 'x', before: 1 }],
    ['settings.save', { changes: { MailTo: 'x'.repeat(8192) } }],
    ['import.read-arguments', { text: 'x'.repeat(65_536) }],
    ['import.apply', { ticket: 'x'.repeat(64), pauseOthers: true }],
    ['vault.choose', { kind: 'passphrase', passphrase: 'x'.repeat(12) }],
    ['vault.choose', { kind: 'passphrase', passphrase: 'x'.repeat(1024) }],
    ['moving.export', { passphrase: 'x'.repeat(1024) }],
    ['moving.open', { passphrase: '' }],
    ['background.save', reboot({ every: 'day', time: '00:00' })],
    ['background.save', reboot({ every: 'week', day: 6, time: '23:59' })],
    ['background.save', reboot({ every: 'month', day: 28, time: '03:30' })],
  ])('let pass what is just within: %s', (name, input) => expect(accepts(name, input)).toBe(true))

  it.each([
    { every: 'day', time: '24:00' },
    { every: 'day', time: '3:30' },
    { every: 'day', time: '03:60' },
    { every: 'day', time: '03:30\n' },
    { every: 'day', day: 1, time: '03:30' },
    { every: 'week', day: 7, time: '03:30' },
    { every: 'week', day: -1, time: '03:30' },
    { every: 'month', day: 0, time: '03:30' },
    // Not every month has it: the computer would not restart in February.
    { every: 'month', day: 29, time: '03:30' },
    { every: 'year', day: 1, time: '03:30' },
  ])('refuse a restart of %j', (choice) => expect(accepts('background.save', reboot(choice))).toBe(false))

  it.each([{ trigger: 'boot' }, { logon: 'kept' }, { account: 'x'.repeat(257) }, { password: 'SECRET' }])(
    'refuse a task with %j',
    (part) => {
      const task = { trigger: 'startup', account: 'a', logon: 'none', ...part }
      expect(accepts('background.preview', { way: 'service', task })).toBe(false)
    },
  )

  it('let a settings change of nothing pass', () =>
    expect(accepts('settings.save', { changes: {} })).toBe(true))
})

describe('outputs', () => {
  it('have no place for a token or a password', () => {
    const shapes = NAMES.map((name) => z.toJSONSchema(ANSWERS[name], { unrepresentable: 'any' }))
    const names = JSON.stringify(shapes).match(/"[A-Za-z]+":/g) ?? []
    expect(names).toContain('"tokenHint":')
    expect(names.filter((name) => /token|password|secret|passphrase/i.test(name)).toSorted()).toEqual([
      '"hasPassphrase":',
      '"secretsSet":',
      '"tokenHint":',
    ])
  })
})
