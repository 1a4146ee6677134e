import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { RebootChoice, TaskChoice } from '../../src-shared/domain/background.ts'
import { splitWindowsArguments } from '../official/windows-arguments.ts'
import { headlessLaunch } from './launch.ts'
import { rebootTaskXml } from './reboot-task.ts'
import { asksForPassword, backgroundTaskXml, taskFile } from './task-xml.ts'
import { shapeFaults, TASK_SHAPE } from './testing/task-schema.ts'

const LAUNCH = headlessLaunch({
  program: 'C:\\Program Files\\PMH & 連携\\console.exe',
  before: [],
  dataDir: 'D:\\医療費 <助成>\\',
  keyFile: 'D:\\医療費 <助成>\\background.key',
  platform: 'win32',
})
const CHOICE: TaskChoice = { trigger: 'startup', account: 'CITY\\関係課', logon: 'password' }

type Node = Readonly<Record<string, unknown>>

function parsed(xml: string): Node[] {
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false })
  return parser.parse(xml) as Node[]
}

/** The element's text with its entities resolved. */
function text(xml: string, name: string): string {
  const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, htmlEntities: true })
  const values: string[] = []
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [inner, content] of Object.entries(value)) walk(content, inner)
    else if (key === name) values.push(String(value))
  }
  walk(parser.parse(xml), '')
  expect(values).toHaveLength(1)
  return values[0] ?? ''
}

const BACKGROUND: [string, TaskChoice][] = [
  ['at start-up with a password', CHOICE],
  ['at start-up without one', { ...CHOICE, logon: 'none' }],
  ['at log-on', { ...CHOICE, trigger: 'logon' }],
]
const REBOOT: [string, RebootChoice][] = [
  ['each day', { every: 'day', time: '03:30' }],
  ['each Sunday', { every: 'week', day: 0, time: '03:30' }],
  ['each Saturday', { every: 'week', day: 6, time: '23:59' }],
  ['on the 28th', { every: 'month', day: 28, time: '00:00' }],
]
const ALL: [string, string][] = [
  ...BACKGROUND.map(([name, choice]): [string, string] => [name, backgroundTaskXml(LAUNCH, choice)]),
  ...REBOOT.map(([name, choice]): [string, string] => [`restart ${name}`, rebootTaskXml(choice)]),
]

describe('every task', () => {
  it.each(ALL)('fits the published schema: %s', (_, xml) => {
    const task = parsed(xml).find((node) => 'Task' in node) ?? {}
    expect(task[':@']).toEqual({
      '@_version': '1.2',
      '@_xmlns': 'http://schemas.microsoft.com/windows/2004/02/mit/task',
    })
    expect(shapeFaults(task.Task as Node[], TASK_SHAPE, 'Task')).toEqual([])
  })

  it.each(ALL)('ignores a second start, batteries and idleness: %s', (_, xml) => {
    expect(text(xml, 'MultipleInstancesPolicy')).toBe('IgnoreNew')
    for (const name of [
      'DisallowStartIfOnBatteries',
      'StopIfGoingOnBatteries',
      'RunOnlyIfIdle',
      'StopOnIdleEnd',
    ])
      expect([name, text(xml, name)]).toEqual([name, 'false'])
  })

  it('is judged by a table that finds faults', () => {
    const xml = backgroundTaskXml(LAUNCH, CHOICE)
    const faults = (broken: string) => {
      const task = parsed(broken).find((node) => 'Task' in node) ?? {}
      return shapeFaults(task.Task as Node[], TASK_SHAPE, 'Task')
    }
    expect(faults(xml.replace('LeastPrivilege', 'Root'))).toEqual([
      'Task/Principals/Principal/RunLevel: Root',
    ])
    expect(faults(xml.replaceAll('Exec>', 'Run>'))).toEqual(['Task/Actions: Run is unknown'])
    expect(
      faults(
        xml.replace(/<Enabled>true<\/Enabled>(<Repetition>.*<\/Repetition>)/, '$1<Enabled>true</Enabled>'),
      ),
    ).toEqual(['Task/Triggers/BootTrigger: Enabled after Repetition'])
    expect(faults(xml.replace('<Interval>PT1M</Interval>', ''))).toEqual([
      'Task/Settings/RestartOnFailure: no Interval',
    ])
  })
})

describe('backgroundTaskXml', () => {
  it.each([
    [BACKGROUND[0]?.[1], 'Password', 'BootTrigger', true],
    [BACKGROUND[1]?.[1], 'S4U', 'BootTrigger', false],
    [BACKGROUND[2]?.[1], 'InteractiveToken', 'LogonTrigger', false],
  ])('%j logs on by %s', (choice = CHOICE, logonType, trigger, asks) => {
    const xml = backgroundTaskXml(LAUNCH, choice)
    expect(text(xml, 'LogonType')).toBe(logonType)
    expect(text(xml, 'RunLevel')).toBe('LeastPrivilege')
    expect(xml).toContain(`<${trigger}>`)
    expect(asksForPassword(choice)).toBe(asks)
  })

  it('runs for as long as it likes and is started again', () => {
    const xml = backgroundTaskXml(LAUNCH, CHOICE)
    expect(text(xml, 'ExecutionTimeLimit')).toBe('PT0S')
    expect(xml).toContain('<RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>')
    expect(xml).toContain('<Repetition><Interval>PT5M</Interval>')
  })

  it('starts exactly the program with its arguments, and no token among them', () => {
    const xml = backgroundTaskXml(LAUNCH, CHOICE)
    expect(text(xml, 'Command')).toBe(LAUNCH.program)
    const words = splitWindowsArguments(text(xml, 'Arguments'))
    expect(words).toEqual(LAUNCH.arguments)
    // `TOKEN|FOLDER` is how a token would come, `--mapping`, `--set` and `--config` how a secret would.
    expect(words.filter((word) => word.includes('|') || /^--(?:mapping|set|config)/.test(word))).toEqual([])
  })

  it.each(['CITY\\user" /f', 'a\nb', '', ' user', '/ru', 'a%PATH%', 'x'.repeat(257)])(
    'refuses the account %j',
    (account) => {
      expect(() => backgroundTaskXml(LAUNCH, { ...CHOICE, account })).toThrow(/^R8003/)
    },
  )

  it.each(['CITY\\user', '.\\user', 'user@city.lg.jp', '利用者 一', 'DOM-1\\svc_pmh.1'])(
    'takes the account %s',
    (account) => {
      expect(text(backgroundTaskXml(LAUNCH, { ...CHOICE, account }), 'UserId')).toBe(account)
    },
  )
})

describe('rebootTaskXml', () => {
  it.each([
    [REBOOT[0]?.[1], '2024-01-01T03:30:00', '<DaysInterval>1<'],
    [REBOOT[1]?.[1], '2024-01-01T03:30:00', '<DaysOfWeek><Sunday /></DaysOfWeek>'],
    [REBOOT[3]?.[1], '2024-01-01T00:00:00', '<DaysOfMonth><Day>28</Day></DaysOfMonth>'],
  ])('%j begins at %s', (choice = { every: 'day', time: '' }, start, part) => {
    const xml = rebootTaskXml(choice)
    expect(text(xml, 'StartBoundary')).toBe(start)
    expect(xml).toContain(part)
  })

  it('restarts by shutdown, with a minute to save, and never later than asked for', () => {
    const xml = rebootTaskXml({ every: 'day', time: '03:30' })
    expect(text(xml, 'Command')).toBe('%SystemRoot%\\System32\\shutdown.exe')
    expect(splitWindowsArguments(text(xml, 'Arguments')).slice(0, 4)).toEqual(['/r', '/t', '60', '/c'])
    expect(text(xml, 'StartWhenAvailable')).toBe('false')
  })
})

describe('taskFile', () => {
  it('is UTF-16LE with a byte order mark', () => {
    const bytes = taskFile('<a>漢</a>')
    expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0x00])
    expect(new TextDecoder('utf-16le').decode(bytes)).toBe('<a>漢</a>')
  })
})
