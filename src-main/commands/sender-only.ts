import type { CommandName } from '../../src-shared/ipc/commands.ts'
import type { Session } from '../session.ts'
import type { Handlers } from './handlers.ts'

/**
 * Who may run a command. `anyone`: it only looks, or concerns this process alone. `sender`: it changes what every
 * program on this data folder shares. A command that is missing here does not compile.
 */
const ALLOWED: Readonly<Record<CommandName, 'anyone' | 'sender'>> = {
  'app.info': 'anyone',
  'app.about': 'anyone',
  'app.reveal-data': 'anyone',
  'app.farewell': 'anyone',
  'app.answer-farewell': 'anyone',
  'overview.get': 'anyone',
  'engine.forecast': 'anyone',
  'engine.start': 'sender',
  'engine.stop': 'sender',
  'engine.send-now': 'sender',
  'engine.cancel-upload': 'sender',
  'folders.list': 'anyone',
  'folders.add': 'sender',
  'folders.update': 'sender',
  'folders.pause': 'sender',
  'folders.remove': 'sender',
  'folders.move': 'sender',
  'folders.create-directory': 'sender',
  'folders.look-up': 'anyone',
  'folders.pick': 'anyone',
  'settings.get': 'anyone',
  'settings.save': 'sender',
  'settings.pick-root': 'anyone',
  'transfers.search': 'anyone',
  'transfers.get': 'anyone',
  'transfers.reveal': 'anyone',
  'transfers.decide': 'sender',
  // It adds a row to 操作記録.
  'export.start': 'sender',
  'export.get': 'anyone',
  'export.stop': 'anyone',
  'export.forget': 'anyone',
  'report.get': 'anyone',
  'practice.start': 'sender',
  'practice.refill': 'sender',
  'practice.stop': 'sender',
  'diagnosis.start': 'anyone',
  'diagnosis.get': 'anyone',
  'diagnosis.stop': 'anyone',
  'certificates.list': 'anyone',
  'certificates.pick': 'anyone',
  'certificates.add': 'sender',
  'certificates.remove': 'sender',
  'log.tail': 'anyone',
  'log.reveal': 'anyone',
  'audit.search': 'anyone',
  // Writes who exported it into the trail.
  'audit.export': 'sender',
  'audit.export-progress': 'anyone',
  'audit.stop-export': 'anyone',
  'audit.check': 'anyone',
  'audit.check-state': 'anyone',
  'audit.accept-faults': 'sender',
  'vault.choose': 'sender',
  'vault.unlock': 'anyone',
}

/** Refuses the sender's commands with R4002 in a console that only shows. */
export function senderOnly(handlers: Handlers, session: Session): Handlers {
  const guarded = Object.entries<(input: never) => unknown>(handlers).map(([name, handler]) => [
    name,
    (input: never) => {
      if (ALLOWED[name as CommandName] === 'sender') session.requireSender()
      return handler(input)
    },
  ])
  return Object.fromEntries(guarded)
}
