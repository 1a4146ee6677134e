import { sendsBeside } from '../../src-shared/domain/official-service.ts'
import type { OfficialState } from '../../src-shared/ipc/background-answers.ts'
import { officialCommands as stopCommands } from '../background/official-commands.ts'
import type { Session } from '../session.ts'
import type { CommandContext, Handlers } from './handlers.ts'

export function officialCommands({
  session,
}: CommandContext): Pick<Handlers, 'official.get' | 'official.look'> {
  return {
    'official.get': () => stateOf(session),
    'official.look': async () => {
      await session.official.look()
      return stateOf(session)
    },
  }
}

function stateOf({ official, real }: Session): OfficialState {
  const { finding, supported } = official
  if (finding === null) return { supported, finding: null, samePath: false, commands: [] }
  const { service, startsItself, tasks } = finding
  return {
    supported,
    finding: { service, startsItself, tasks: [...tasks] },
    samePath: sendsBeside(finding, real.currentSettings().PMHFilePath),
    commands: stopCommands(finding),
  }
}
