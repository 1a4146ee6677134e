import type { CommandContext, Handlers } from './handlers.ts'

export function appCommands({ session, version, runtime }: CommandContext): Pick<Handlers, 'app.info'> {
  return {
    'app.info': () => {
      const { real, current } = session
      return {
        version,
        runtime,
        dataDir: real.dataDir,
        practice: session.practice !== null,
        vault: current.vault.state(current.facts.get('passphrase') !== null),
        firstRun: session.practice === null && isUntouched(session),
        heldBy: session.heldBy,
      }
    },
  }
}

function isUntouched({ real }: CommandContext['session']): boolean {
  return real.folders.list().length === 0 && Object.keys(real.settings.read()).length === 0
}
