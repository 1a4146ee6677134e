import type { CommandContext, Handlers } from './handlers.ts'

type AppCommand = Extract<keyof Handlers, `app.${string}`>

export function appCommands(context: CommandContext): Pick<Handlers, AppCommand> {
  const { session, desk, farewell, about } = context
  return {
    'app.info': () => {
      const { real, current } = session
      return {
        version: context.version,
        runtime: context.runtime,
        dataDir: real.dataDir,
        practice: session.practice !== null,
        vault: current.vault.state(current.facts.get('passphrase') !== null),
        firstRun: session.practice === null && isUntouched(session),
        heldBy: session.heldBy,
      }
    },
    'app.take-over': () => {
      session.takeOver()
      return {}
    },
    'app.about': async () => ({
      runtimes: [...about.runtimes],
      system: about.system,
      software: await about.software(),
    }),
    // The file manager shows what something lies in, and this folder lies in the data folder.
    'app.reveal-data': () => {
      desk.reveal(session.real.logFolder)
      return {}
    },
    'app.farewell': () => ({ question: farewell.question() }),
    'app.answer-farewell': ({ answer, remember }) => {
      farewell.answer(answer, remember)
      return {}
    },
  }
}

function isUntouched({ real }: CommandContext['session']): boolean {
  return real.folders.list().length === 0 && Object.keys(real.settings.read()).length === 0
}
