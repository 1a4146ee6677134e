/**
 * The shape of a task by the published schema ([MS-TSCH] 2.5, schema version 1.2), as far as a task of ours could use
 * it. `all` takes its elements in any order, `sequence` in the order given; every element at most once.
 */
export interface Shape {
  readonly order: 'all' | 'sequence'
  readonly elements: Readonly<Record<string, Shape | RegExp>>
  readonly required?: readonly string[]
  /** The elements that may be there once or more, one kind or mixed. */
  readonly many?: boolean
}

const BOOLEAN = /^(?:true|false)$/
const TEXT = /^[\s\S]{1,8192}$/
const DURATION = /^P(?=.)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/
const EMPTY = /^$/

const sequence = (elements: Shape['elements'], required: readonly string[] = []): Shape => ({
  order: 'sequence',
  elements,
  required,
})
const all = (elements: Shape['elements'], required: readonly string[] = []): Shape => ({
  order: 'all',
  elements,
  required,
})

const names = (words: string) => Object.fromEntries(words.split(' ').map((word) => [word, EMPTY]))

const TRIGGER = {
  Enabled: BOOLEAN,
  StartBoundary: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
  EndBoundary: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
  Repetition: sequence({ Interval: DURATION, Duration: DURATION, StopAtDurationEnd: BOOLEAN }, ['Interval']),
  ExecutionTimeLimit: DURATION,
}

export const TASK_SHAPE: Shape = all(
  {
    RegistrationInfo: all({
      URI: TEXT,
      SecurityDescriptor: TEXT,
      Source: TEXT,
      Date: TEXT,
      Author: TEXT,
      Version: TEXT,
      Description: TEXT,
      Documentation: TEXT,
    }),
    Triggers: {
      order: 'sequence',
      many: true,
      elements: {
        BootTrigger: sequence({ ...TRIGGER, Delay: DURATION }),
        LogonTrigger: sequence({ ...TRIGGER, UserId: TEXT, Delay: DURATION }),
        CalendarTrigger: sequence(
          {
            ...TRIGGER,
            RandomDelay: DURATION,
            ScheduleByDay: sequence({ DaysInterval: /^(?:[1-9]\d{0,2})$/ }),
            ScheduleByWeek: all({
              WeeksInterval: /^(?:[1-9]|[1-4]\d|5[0-2])$/,
              DaysOfWeek: all(names('Monday Tuesday Wednesday Thursday Friday Saturday Sunday')),
            }),
            ScheduleByMonth: all({
              DaysOfMonth: sequence({ Day: /^(?:[1-9]|[12]\d|3[01]|Last)$/ }),
              Months: all(
                names(
                  'January February March April May June July August September October November December',
                ),
              ),
            }),
          },
          ['StartBoundary'],
        ),
      },
    },
    Settings: all({
      AllowStartOnDemand: BOOLEAN,
      RestartOnFailure: all(
        { Interval: /^PT(?:[1-9]\d*)M$/, Count: /^(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/ },
        ['Interval', 'Count'],
      ),
      MultipleInstancesPolicy: /^(?:Parallel|Queue|IgnoreNew|StopExisting)$/,
      DisallowStartIfOnBatteries: BOOLEAN,
      StopIfGoingOnBatteries: BOOLEAN,
      AllowHardTerminate: BOOLEAN,
      StartWhenAvailable: BOOLEAN,
      NetworkProfileName: TEXT,
      RunOnlyIfNetworkAvailable: BOOLEAN,
      WakeToRun: BOOLEAN,
      Enabled: BOOLEAN,
      Hidden: BOOLEAN,
      DeleteExpiredTaskAfter: DURATION,
      IdleSettings: all({
        Duration: DURATION,
        WaitTimeout: DURATION,
        StopOnIdleEnd: BOOLEAN,
        RestartOnIdle: BOOLEAN,
      }),
      ExecutionTimeLimit: DURATION,
      Priority: /^(?:\d|10)$/,
      RunOnlyIfIdle: BOOLEAN,
    }),
    Principals: sequence({
      Principal: all({
        UserId: TEXT,
        LogonType: /^(?:S4U|Password|InteractiveToken|InteractiveTokenOrPassword)$/,
        GroupId: TEXT,
        DisplayName: TEXT,
        RunLevel: /^(?:LeastPrivilege|HighestAvailable)$/,
      }),
    }),
    Actions: {
      order: 'sequence',
      many: true,
      elements: { Exec: all({ Command: TEXT, Arguments: TEXT, WorkingDirectory: TEXT }, ['Command']) },
    },
  },
  ['Actions'],
)

/** An element as fast-xml-parser gives it with `preserveOrder`. */
type Node = Readonly<Record<string, unknown>>

/** What is wrong with the children of one element; nothing when they fit. */
export function shapeFaults(children: readonly Node[], shape: Shape, place: string): string[] {
  const known = Object.keys(shape.elements)
  const found = children.map((node) => Object.keys(node).find((key) => key !== ':@') ?? '')
  const faults = (shape.required ?? [])
    .filter((name) => !found.includes(name))
    .map((name) => `${place}: no ${name}`)
  for (const [index, name] of found.entries()) {
    const inner = shape.elements[name]
    if (inner === undefined) {
      faults.push(`${place}: ${name} is unknown`)
      continue
    }
    if (shape.many !== true && found.indexOf(name) !== index) faults.push(`${place}: ${name} twice`)
    const before = found[index - 1]
    if (shape.order === 'sequence' && before !== undefined && known.indexOf(before) > known.indexOf(name))
      faults.push(`${place}: ${name} after ${before}`)
    const content = children[index]?.[name] as readonly Node[]
    if (inner instanceof RegExp) {
      const text = content.map((node) => String(node['#text'] ?? '<element>')).join('')
      if (!inner.test(text)) faults.push(`${place}/${name}: ${text}`)
    } else faults.push(...shapeFaults(content, inner, `${place}/${name}`))
  }
  return faults
}
