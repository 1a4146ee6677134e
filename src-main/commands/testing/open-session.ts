import { expect, onTestFinished } from 'vitest'
import { ANSWERS } from '../../../src-shared/ipc/answers.ts'
import type { CommandInput, CommandName, CommandOutput } from '../../../src-shared/ipc/commands.ts'
import type { Topic } from '../../../src-shared/ipc/events.ts'
import { Background } from '../../background/background.ts'
import { emptyComputer } from '../../background/testing/empty-computer.ts'
import { Session } from '../../session.ts'
import type { LockOwner } from '../../store/instance-lock.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import type { Sealer } from '../../vault/ports.ts'
import { createHandlers } from '../command-table.ts'
import { dispatch } from '../dispatch.ts'

export const OWNER: LockOwner = {
  pid: 4711,
  host: 'pc-1',
  mode: 'console',
  since: '2026-04-01T09:00:00.000+09:00',
}

/** What every secret of these tests begins with; no answer may hold it. */
export const SECRET = 'SECRET'

export interface OpenSession {
  readonly session: Session
  readonly dataDir: string
  /** Topics that the window was told of. */
  readonly told: Topic[]
  /** What the file manager was asked to show. */
  readonly revealed: string[]
  /** What the folder dialog was asked: title and start. */
  readonly asked: [string, string][]
  /** What staff will pick in the folder or file dialog. */
  picks: string | null
  /** The value of a command that succeeds; its shape is checked. */
  value<N extends CommandName>(name: N, input?: CommandInput<N>): Promise<CommandOutput<N>>
  /** `code detail` of a command that is refused. */
  refusal<N extends CommandName>(name: N, input?: CommandInput<N>): Promise<string>
  /** Resolves once it holds; asked after each event for the window. */
  until(holds: () => boolean): Promise<void>
}

/** A real session in a folder of its own with the commands on top; closed when the test is over. */
export function openSession({
  dataDir = tempFolder(),
  sealer = null as Sealer | null,
  computer = emptyComputer(dataDir),
} = {}): OpenSession {
  const told: Topic[] = []
  const waiters = new Set<() => void>()
  const session = Session.open(dataDir, OWNER, sealer, (topic) => {
    told.push(topic)
    for (const waiter of waiters) waiter()
  })
  onTestFinished(() => session.close())
  const revealed: string[] = []
  const asked: [string, string][] = []
  const desk = {
    pickFolder: async (title: string, start: string) => {
      asked.push([title, start])
      return opened.picks
    },
    saveFile: async (title: string, name: string) => {
      asked.push([title, name])
      return opened.picks
    },
    pickFile: async () => opened.picks,
    reveal: (path: string) => void revealed.push(path),
  }
  const farewell = { question: () => null, answer: () => {} }
  const about = { runtimes: [], system: '', software: async () => [] }
  const background = new Background(computer)
  const handlers = createHandlers({
    session,
    desk,
    farewell,
    about,
    background,
    version: '0.1.0',
    runtime: 'Node 22',
  })

  async function call(name: CommandName, input: unknown) {
    const result = await dispatch(handlers, name, input ?? {})
    expect(JSON.stringify(result)).not.toContain(SECRET)
    return result
  }

  const opened: OpenSession = {
    session,
    dataDir,
    told,
    revealed,
    asked,
    picks: null,
    async value(name, input) {
      const result = await call(name, input)
      if (!result.ok) throw new Error(`${name}: ${result.error.code} ${result.error.detail}`)
      return ANSWERS[name].parse(result.value) as CommandOutput<typeof name>
    },
    async refusal(name, input) {
      const result = await call(name, input)
      return result.ok
        ? `taken: ${JSON.stringify(result.value)}`
        : `${result.error.code} ${result.error.detail}`.trimEnd()
    },
    until: (holds) =>
      new Promise((resolve) => {
        const check = () => {
          if (!holds()) return
          waiters.delete(check)
          resolve()
        }
        waiters.add(check)
        check()
      }),
  }
  return opened
}

export interface FolderInput {
  readonly folder: string
  readonly token?: string
  readonly displayName?: string
  readonly paused?: boolean
  readonly createDirectory?: boolean
}

/** Adds a scheme folder by the command. @returns its id */
export async function addFolder({ value }: OpenSession, input: FolderInput): Promise<number> {
  const defaults = { token: `${SECRET}-TOKEN-4f2a`, displayName: '', paused: false, createDirectory: false }
  return (await value('folders.add', { ...defaults, ...input })).id
}
