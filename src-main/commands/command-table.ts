import { AdminLock } from './admin-lock.ts'
import { appCommands } from './app-commands.ts'
import { auditCommands } from './audit-commands.ts'
import { backgroundCommands } from './background-commands.ts'
import { backgroundKeyCommands } from './background-key-commands.ts'
import { certificateCommands } from './certificate-commands.ts'
import { diagnosisCommands } from './diagnosis-commands.ts'
import { engineCommands } from './engine-commands.ts'
import { exportCommands } from './export-commands.ts'
import { folderCommands } from './folder-commands.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { importCommands } from './import-commands.ts'
import { lockCommands } from './lock-commands.ts'
import { logCommands } from './log-commands.ts'
import { mailCommands } from './mail-commands.ts'
import { movingCommands } from './moving-commands.ts'
import { officialCommands } from './official-commands.ts'
import { officialExportCommands } from './official-export-commands.ts'
import { overviewCommands } from './overview-commands.ts'
import { practiceCommands } from './practice-commands.ts'
import { reportCommands } from './report-commands.ts'
import { allowedOnly } from './sender-only.ts'
import { settingsCommands } from './settings-commands.ts'
import { transferCommands } from './transfer-commands.ts'
import { vaultCommands } from './vault-commands.ts'

/** Every handler of the window's commands. */
export function createHandlers(context: CommandContext): Handlers {
  const { real } = context.session
  const lock = new AdminLock(real.facts, real.audit, Date.now, () => context.session.changed('lock'))
  const handlers: Handlers = {
    ...appCommands(context),
    ...overviewCommands(context),
    ...engineCommands(context),
    ...folderCommands(context),
    ...settingsCommands(context),
    ...importCommands(context),
    ...officialExportCommands(underLock(context, lock)),
    ...transferCommands(context),
    ...exportCommands(context),
    ...reportCommands(context),
    ...practiceCommands(context),
    ...vaultCommands(context),
    ...backgroundKeyCommands(context),
    ...movingCommands(underLock(context, lock)),
    ...diagnosisCommands(context),
    ...certificateCommands(context),
    ...mailCommands(context),
    ...logCommands(context),
    ...auditCommands(context),
    ...lockCommands(lock),
    ...backgroundCommands(context),
    ...officialCommands(context),
  }
  return allowedOnly(handlers, context.session, lock)
}

/** A file dialog may stand open for longer than 管理者ロック does: what it leads to is asked about once more. */
function underLock(context: CommandContext, lock: AdminLock): CommandContext {
  const { desk } = context
  const saveFile: typeof desk.saveFile = async (...asked) => {
    const file = await desk.saveFile(...asked)
    if (file !== null) lock.require()
    return file
  }
  return { ...context, desk: { ...desk, saveFile } }
}
