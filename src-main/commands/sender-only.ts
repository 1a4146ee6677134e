import type { CommandName } from '../../src-shared/ipc/commands.ts'
import type { Session } from '../session.ts'
import type { AdminLock } from './admin-lock.ts'
import type { Handlers } from './handlers.ts'

/**
 * Who may run a command. `anyone`: it only looks, or concerns this process alone. `sender`: it changes what every
 * program on this data folder shares. `admin`: the sender, and 管理者ロック is open (ui.md: settings, mapping, deletion and
 * decisions). A command that is missing here does not compile.
 */
const ALLOWED: Readonly<Record<CommandName, 'anyone' | 'sender' | 'admin'>> = {
  'app.info': 'anyone',
  // For those who do not send yet.
  'app.take-over': 'anyone',
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
  'folders.add': 'admin',
  'folders.update': 'admin',
  'folders.pause': 'admin',
  'folders.remove': 'admin',
  'folders.move': 'admin',
  'folders.create-directory': 'sender',
  'folders.look-up': 'anyone',
  'folders.pick': 'anyone',
  'settings.get': 'anyone',
  'settings.save': 'admin',
  'settings.pick-root': 'anyone',
  'transfers.search': 'anyone',
  'transfers.get': 'anyone',
  'transfers.reveal': 'anyone',
  'transfers.decide': 'admin',
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
  'certificates.add': 'admin',
  'certificates.remove': 'admin',
  'log.tail': 'anyone',
  'log.reveal': 'anyone',
  'audit.search': 'anyone',
  // Writes who exported it into the trail.
  'audit.export': 'sender',
  'audit.export-progress': 'anyone',
  'audit.stop-export': 'anyone',
  'audit.check': 'anyone',
  'audit.check-state': 'anyone',
  'audit.accept-faults': 'admin',
  'vault.choose': 'admin',
  'vault.unlock': 'anyone',
  'lock.state': 'anyone',
  // Counts wrong tries in the data folder.
  'lock.open': 'sender',
  'lock.close': 'anyone',
  'lock.set-pin': 'admin',
  'lock.remove-pin': 'admin',
}

/** Refuses the sender's commands with R4002 in a console that only shows, and the administrator's with R6010 while it is locked. */
export function allowedOnly(handlers: Handlers, session: Session, lock: AdminLock): Handlers {
  const guarded = Object.entries<(input: never) => unknown>(handlers).map(([name, handler]) => [
    name,
    (input: never) => {
      const allowed = ALLOWED[name as CommandName]
      if (allowed !== 'anyone') session.requireSender()
      if (allowed === 'admin') lock.require()
      return handler(input)
    },
  ])
  return Object.fromEntries(guarded)
}
