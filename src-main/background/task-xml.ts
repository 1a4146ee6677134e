import type { TaskChoice } from '../../src-shared/domain/background.ts'
import { taskText } from '../../src-shared/text/ja/background.ts'
import { encodeAttribute } from '../official/xml-text.ts'
import { requireAccount } from './account-name.ts'
import type { Launch } from './launch.ts'
import { windowsCommandLine } from './windows-quoting.ts'

/** By this a task of ours is known again; `Source` is not shown to staff. */
export const TASK_SOURCE = 'PMH Relay Console'

/** A start that failed is tried again each minute, as often as the schema lets one ask. */
const RESTART = { interval: 'PT1M', count: 255 }

/**
 * The scheduler's own restart minds a start that failed, but not every exit code, so the trigger comes again as well:
 * a run that ended begins anew within this time, and IgnoreNew drops the call while it goes on.
 */
const AGAIN = 'PT5M'

/**
 * The task that runs the relay without a window (requirements section 3; schema
 * http://schemas.microsoft.com/windows/2004/02/mit/task).
 * @throws RelayError R8003 for an account that has no place in a registration
 */
export function backgroundTaskXml(launch: Launch, choice: TaskChoice): string {
  const { account } = choice
  requireAccount(account)
  const repetition = `<Repetition><Interval>${AGAIN}</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>`
  const trigger =
    choice.trigger === 'startup'
      ? `<BootTrigger><Enabled>true</Enabled>${repetition}</BootTrigger>`
      : `<LogonTrigger><Enabled>true</Enabled>${repetition}<UserId>${encodeAttribute(account)}</UserId></LogonTrigger>`
  return taskXml({
    description: taskText.background,
    trigger,
    // No 72-hour limit, no battery, no idle rule: it has to run as the service did.
    settings: [
      `<RestartOnFailure><Interval>${RESTART.interval}</Interval><Count>${RESTART.count}</Count></RestartOnFailure>`,
      '<StartWhenAvailable>true</StartWhenAvailable>',
      '<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>',
    ],
    principal: `<UserId>${encodeAttribute(account)}</UserId><LogonType>${logonType(choice)}</LogonType><RunLevel>LeastPrivilege</RunLevel>`,
    command: launch.program,
    commandArguments: windowsCommandLine(launch.arguments),
  })
}

/** At log-on the account is there already, so that nobody has to give its password. */
export function asksForPassword({ trigger, logon }: TaskChoice): boolean {
  return trigger === 'startup' && logon === 'password'
}

function logonType(choice: TaskChoice): string {
  if (choice.trigger === 'logon') return 'InteractiveToken'
  return choice.logon === 'password' ? 'Password' : 'S4U'
}

export interface TaskParts {
  readonly description: string
  readonly trigger: string
  readonly settings: readonly string[]
  readonly principal: string
  readonly command: string
  readonly commandArguments: string
}

/** A whole task; every part but the texts is XML already. */
export function taskXml(parts: TaskParts): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo>',
    `    <Source>${TASK_SOURCE}</Source>`,
    `    <Author>${encodeAttribute(taskText.author)}</Author>`,
    `    <Description>${encodeAttribute(parts.description)}</Description>`,
    '  </RegistrationInfo>',
    '  <Triggers>',
    `    ${parts.trigger}`,
    '  </Triggers>',
    '  <Principals>',
    `    <Principal id="Author">${parts.principal}</Principal>`,
    '  </Principals>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <IdleSettings><StopOnIdleEnd>false</StopOnIdleEnd><RestartOnIdle>false</RestartOnIdle></IdleSettings>',
    '    <RunOnlyIfIdle>false</RunOnlyIfIdle>',
    '    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>',
    ...parts.settings.map((line) => `    ${line}`),
    '  </Settings>',
    '  <Actions Context="Author">',
    '    <Exec>',
    `      <Command>${encodeAttribute(parts.command)}</Command>`,
    `      <Arguments>${encodeAttribute(parts.commandArguments)}</Arguments>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
  ]
  return `${lines.join('\r\n')}\r\n`
}

/** The bytes as `schtasks /create /xml` wants them: UTF-16LE with a byte order mark. */
export function taskFile(xml: string): Uint8Array {
  return Buffer.from(`\ufeff${xml}`, 'utf16le')
}
