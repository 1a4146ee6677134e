import { readFile, stat } from 'node:fs/promises'
import {
  OFFICIAL_SERVICE,
  type OfficialFinding,
  type OfficialTask,
} from '../../src-shared/domain/official-service.ts'
import { readConfigXml } from '../official/config-xml.ts'
import type { RunProgram } from './program-run.ts'
import { LIST_ARGUMENTS } from './schtasks.ts'
import { readServiceConfiguration, readServiceState } from './service-query.ts'
import type { SystemPrograms } from './system-programs.ts'
import { readOfficialTasks } from './task-list.ts'

const QUERY_MS = 10_000
/** A list of all tasks takes a second or two on a slow computer. */
const LIST_MS = 30_000

/** `sc qc` takes the room for its answer, and service arguments with tokens are longer than the 1024 bytes of its own. */
const ANSWER_BYTES = '8192'

const CONFIG_LIMIT_BYTES = 1024 * 1024

/**
 * Looks for the official batch on this computer: its service (manual 2.2), and the tasks of manual 2.4 and 2.5. What
 * cannot be asked is unknown, never an error.
 */
export async function findOfficialService(
  programs: Pick<SystemPrograms, 'sc' | 'schtasks'>,
  run: RunProgram,
): Promise<OfficialFinding> {
  const [service, tasks] = await Promise.all([
    findService(programs.sc, run),
    findTasks(programs.schtasks, run),
  ])
  return { ...service, tasks }
}

async function findService(sc: string, run: RunProgram): Promise<Omit<OfficialFinding, 'tasks'>> {
  const found = { service: 'unknown' as OfficialFinding['service'], startsItself: false, root: null }
  try {
    found.service = readServiceState(await run(sc, ['query', OFFICIAL_SERVICE], QUERY_MS))
    if (found.service === 'absent' || found.service === 'unknown') return found
    const { startsItself, program } = readServiceConfiguration(
      await run(sc, ['qc', OFFICIAL_SERVICE, ANSWER_BYTES], QUERY_MS),
    )
    return { ...found, startsItself, root: program === null ? null : await rootOf(program) }
  } catch {
    // A service that was seen running runs, also when its setup cannot be asked.
    return found
  }
}

async function findTasks(schtasks: string, run: RunProgram): Promise<readonly OfficialTask[]> {
  try {
    return readOfficialTasks((await run(schtasks, LIST_ARGUMENTS, LIST_MS)).output)
  } catch {
    return []
  }
}

/** PMHFilePath of the configuration beside the program. */
async function rootOf(program: string): Promise<string | null> {
  try {
    const file = `${program}.config`
    const { size } = await stat(file)
    if (size > CONFIG_LIMIT_BYTES) return null
    const config = readConfigXml(await readFile(file))
    return (config.ok && config.raw.PMHFilePath) || null
  } catch {
    return null
  }
}
