import type { OfficialFinding } from '../../src-shared/domain/official-service.ts'
import type { ProgramEnd } from './program-run.ts'

/** ERROR_SERVICE_DOES_NOT_EXIST. */
const NO_SUCH_SERVICE = 1060

/** The names of states and start types are never translated, their labels are. */
const STATE = /:\s*\d\s+(STOPPED|START_PENDING|STOP_PENDING|RUNNING|CONTINUE_PENDING|PAUSE_PENDING|PAUSED)\b/
const START_TYPE = /:\s*\d\s+(BOOT_START|SYSTEM_START|AUTO_START|DEMAND_START|DISABLED)\b/

/** What `sc query` says. A service that is about to change counts as running: it may send. */
export function readServiceState({ exitCode, output }: ProgramEnd): OfficialFinding['service'] {
  const state = STATE.exec(output)?.[1]
  // First: a service may have ended with that number itself.
  if (state !== undefined) return state === 'STOPPED' ? 'stopped' : 'running'
  const isAbsent = exitCode === NO_SUCH_SERVICE || new RegExp(`\\b${NO_SUCH_SERVICE}\\b`).test(output)
  return isAbsent ? 'absent' : 'unknown'
}

export interface ServiceConfiguration {
  readonly startsItself: boolean
  /** The program alone: what stands behind it are the tokens (manual 2.2.3), and they go no further than here. */
  readonly program: string | null
}

/** What `sc qc` says. */
export function readServiceConfiguration({ output }: ProgramEnd): ServiceConfiguration {
  const startType = START_TYPE.exec(output)?.[1]
  const program = /^[^:\r\n]*:[ \t]*(?:"([^"|\r\n]+\.exe)"|([^"|\r\n]+?\.exe)(?=[ \t\r\n]|$))/im.exec(output)
  return {
    startsItself: startType !== undefined && startType !== 'DEMAND_START' && startType !== 'DISABLED',
    program: program?.[1] ?? program?.[2] ?? null,
  }
}
