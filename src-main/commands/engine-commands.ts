import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { displayNames } from './transfer-commands.ts'

type EngineCommand =
  | 'engine.forecast'
  | 'engine.start'
  | 'engine.stop'
  | 'engine.send-now'
  | 'engine.cancel-upload'

export function engineCommands({ session }: CommandContext): Pick<Handlers, EngineCommand> {
  return {
    'engine.forecast': async () => {
      const names = displayNames(session.current)
      const folders = await session.current.engine.forecast()
      return {
        folders: folders.map(({ files, leftOut, ...entry }) => ({
          ...entry,
          displayName: names.get(entry.folder) ?? entry.folder,
          files: [...files],
          leftOut: [...leftOut],
        })),
      }
    },
    'engine.start': () => {
      requireComplete(session)
      session.current.facts.set('monitoring', 'on')
      session.current.audit.add({
        action: 'monitoring.started',
        subject: '',
        before: null,
        after: null,
        reason: null,
      })
      session.current.engine.start()
      return {}
    },
    // Answers once the upload under way has come to its end.
    'engine.stop': async () => {
      session.current.facts.set('monitoring', 'off')
      session.current.audit.add({
        action: 'monitoring.stopped',
        subject: '',
        before: null,
        after: null,
        reason: null,
      })
      await session.current.engine.stop()
      return {}
    },
    'engine.send-now': ({ folder }) => {
      requireComplete(session)
      if (folder !== null && session.current.folders.findByName(folder) === null)
        throw new RelayError('R5006', folder)
      return { started: session.current.engine.sendNow(folder) !== null }
    },
    'engine.cancel-upload': () => ({ cancelled: session.current.engine.cancelUpload() }),
  }
}

/** @throws RelayError R4005 while settings or every folder are missing */
function requireComplete({ current }: CommandContext['session']): void {
  current.configuration()
  if (current.folders.list().length === 0) throw new RelayError('R4005', '')
}
