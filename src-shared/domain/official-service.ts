/** What was found of the official batch (manual 2.2, 2.4, 2.5) on this computer. */
export interface OfficialFinding {
  /** unknown: the system could not be asked. */
  readonly service: 'absent' | 'stopped' | 'running' | 'unknown'
  /** It begins again with the computer. */
  readonly startsItself: boolean
  /** Its PMHFilePath; null when its configuration could not be read. */
  readonly root: string | null
  /** Its leftover tasks that are switched on. */
  readonly tasks: readonly OfficialTask[]
}

export interface OfficialTask {
  /** With its folder, as the Task Scheduler names it. */
  readonly name: string
  readonly kind: 'mail' | 'reboot'
}

/** The name under which manual 2.2.3 registers the service. */
export const OFFICIAL_SERVICE = 'PMH_Relay'

/** The task of manual 2.4. */
export const OFFICIAL_MAIL_TASK = 'PMH_Relay_EmailSend'

/**
 * Two senders on one PMHFilePath send twice; a batch whose path is not known may be one of them.
 * @param root our PMHFilePath
 */
export function sendsBeside(finding: OfficialFinding | null, root: string): boolean {
  if (finding?.service !== 'running') return false
  return finding.root === null || samePath(finding.root, root)
}

/** The code under which a finding stands among 対応が必要な項目; null when there is nothing to do. */
export function officialCode(finding: OfficialFinding | null): 'R8001' | 'R8002' | null {
  if (finding === null) return null
  if (finding.service === 'running') return 'R8001'
  const mails = finding.tasks.some((task) => task.kind === 'mail')
  return mails || (finding.service === 'stopped' && finding.startsItself) ? 'R8002' : null
}

/** The official batch is a program of Windows, which minds neither case nor the kind of slash. */
function samePath(one: string, other: string): boolean {
  return folded(one) === folded(other)
}

function folded(path: string): string {
  return path.trim().replaceAll('/', '\\').replace(/\\+$/, '').toLowerCase()
}
