import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { HangGuard } from '../engine/hang-guard.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import {
  requireAlone,
  requireAloneToSend,
  requireComplete,
  startBesideOfficial,
  startMonitoring,
  stopMonitoring,
} from './monitoring.ts'
import { displayNames } from './transfer-commands.ts'

/** A share may be slow with many files; one that has not answered by then hangs. */
const FORECAST_MS = 10_000

type EngineCommand =
  | 'engine.forecast'
  | 'engine.start'
  | 'engine.stop'
  | 'engine.send-now'
  | 'engine.cancel-upload'
  | 'engine.stop-purge'

export function engineCommands({ session }: CommandContext): Pick<Handlers, EngineCommand> {
  const guard = new HangGuard()
  return {
    'engine.forecast': async () => {
      const names = displayNames(session.current)
      const root = session.current.currentSettings().PMHFilePath
      const folders = await guard.ask(root, () => session.current.engine.forecast(), FORECAST_MS)
      if (folders === null) throw new RelayError('R3013', root)
      return {
        folders: folders.map(({ files, leftOut, ...entry }) => ({
          ...entry,
          displayName: names.get(entry.folder) ?? entry.folder,
          files: [...files],
          leftOut: [...leftOut],
        })),
      }
    },
    'engine.start': async ({ besideOfficial }) => {
      if (besideOfficial === true) return startBesideOfficial(session)
      await requireAlone(session, session.current)
      startMonitoring(session.current)
      return {}
    },
    // Answers once the upload under way has come to its end.
    'engine.stop': async () => {
      await stopMonitoring(session.current)
      return {}
    },
    'engine.send-now': async ({ folder }) => {
      const relay = session.current
      requireComplete(relay)
      if (folder !== null && relay.folders.findByName(folder) === null) throw new RelayError('R5006', folder)
      await requireAloneToSend(session, relay)
      return { started: relay.engine.sendNow(folder) !== null }
    },
    'engine.stop-purge': async () => {
      await session.current.engine.stopPurge()
      return {}
    },
    'engine.cancel-upload': (upload) => ({ cancelled: session.current.engine.cancelUpload(upload) }),
  }
}
