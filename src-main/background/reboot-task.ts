import type { RebootChoice } from '../../src-shared/domain/background.ts'
import { taskText } from '../../src-shared/text/ja/background.ts'
import { taskXml } from './task-xml.ts'
import { windowsCommandLine } from './windows-quoting.ts'

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** LocalSystem: it may shut the computer down, has no password, and reads nothing of ours. */
const SYSTEM = 'S-1-5-18'

/** Whoever sits at the computer can still save what is open. */
const NOTICE_SECONDS = 60

/** The periodic restart of manual 2.5, as a task of its own. */
export function rebootTaskXml(choice: RebootChoice): string {
  return taskXml({
    description: taskText.reboot,
    // The date only has to lie in the past; the time of day is what counts.
    trigger: `<CalendarTrigger><Enabled>true</Enabled><StartBoundary>2024-01-01T${choice.time}:00</StartBoundary>${schedule(choice)}</CalendarTrigger>`,
    settings: [
      // A computer that was off at night must not restart in the morning, when somebody works at it.
      '<StartWhenAvailable>false</StartWhenAvailable>',
      '<ExecutionTimeLimit>PT1H</ExecutionTimeLimit>',
    ],
    principal: `<UserId>${SYSTEM}</UserId><RunLevel>HighestAvailable</RunLevel>`,
    command: '%SystemRoot%\\System32\\shutdown.exe',
    commandArguments: windowsCommandLine(['/r', '/t', String(NOTICE_SECONDS), '/c', taskText.rebootNotice]),
  })
}

function schedule(choice: RebootChoice): string {
  switch (choice.every) {
    case 'day':
      return '<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>'
    case 'week':
      return `<ScheduleByWeek><DaysOfWeek><${WEEKDAYS[choice.day]} /></DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>`
    case 'month':
      return `<ScheduleByMonth><DaysOfMonth><Day>${choice.day}</Day></DaysOfMonth><Months>${MONTHS.map((month) => `<${month} />`).join('')}</Months></ScheduleByMonth>`
  }
}
