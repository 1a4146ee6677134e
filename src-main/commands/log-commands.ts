import path from 'node:path'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { type LogTail, logFileName, logFiles, logTail } from '../official/log-tail.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type LogCommand = Extract<keyof Handlers, `log.${string}`>

export function logCommands({ session, desk }: CommandContext): Pick<Handlers, LogCommand> {
  const fileOf = (number: number) => path.join(session.current.logFolder, logFileName(number))
  return {
    'log.tail': async ({ number }) => {
      const { logFolder } = session.current
      const files = await logFiles(logFolder)
      return { folder: logFolder, files, ...(await tailOf(fileOf(number))) }
    },
    'log.reveal': ({ number }) => {
      desk.reveal(fileOf(number))
      return {}
    },
  }
}

/** Before the first line there is no file, and a rotation may take one away between two looks. */
async function tailOf(file: string): Promise<LogTail> {
  try {
    return await logTail(file)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return { lines: [], cut: false }
    throw new RelayError('R5008', `${file} (${errnoOf(error)})`, { cause: error })
  }
}
