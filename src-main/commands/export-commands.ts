import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { exportText } from '../../src-shared/text/ja/screens-history.ts'
import { systemClock } from '../clock.ts'
import { localDate } from '../engine/local-time.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { displayNames, toFilter } from './transfer-commands.ts'

type ExportCommand = Extract<keyof Handlers, `export.${string}`>

/** CSV出力 of 送信履歴. */
export function exportCommands({ session, desk }: CommandContext): Pick<Handlers, ExportCommand> {
  return {
    'export.start': async (asked) => {
      if (session.exporting.state.phase === 'running') throw new RelayError('R5007', 'export')
      const { current } = session
      const file = await desk.saveFile(
        exportText.dialog,
        exportText.fileName(localDate(systemClock.now()).replaceAll('-', '')),
        [{ name: exportText.kind, extensions: ['csv'] }],
      )
      if (file === null) return { started: false }
      session.exporting.start({
        search: current.search,
        filter: toFilter(asked),
        names: displayNames(current),
        file,
        onDone: (rows) =>
          current.audit.add({
            action: 'history.exported',
            subject: file,
            before: null,
            after: `rows=${rows}`,
            reason: null,
          }),
      })
      return { started: true }
    },
    'export.get': () => session.exporting.state,
    'export.stop': async () => {
      await session.exporting.stop()
      return {}
    },
    'export.forget': () => {
      session.exporting.forget()
      return {}
    },
  }
}
