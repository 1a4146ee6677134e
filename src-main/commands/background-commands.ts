import { access, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BACKGROUND_WAYS, type BackgroundWay } from '../../src-shared/domain/background.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { WayState } from '../../src-shared/ipc/background-answers.ts'
import type { BackgroundRequest } from '../../src-shared/ipc/background-shapes.ts'
import { backgroundText } from '../../src-shared/text/ja/screens-background.ts'
import { available, type Background } from '../background/background.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type BackgroundCommand = Extract<keyof Handlers, `background.${string}`>

const SYSTEMS = { win32: 'windows', darwin: 'macos' } as const

export function backgroundCommands(context: CommandContext): Pick<Handlers, BackgroundCommand> {
  const { session, desk, background } = context
  const { place, account } = background.host
  const audit = (action: string, way: BackgroundWay, before: string | null, after: string | null) => {
    session.real.audit.add({ action, subject: way, before, after, reason: null })
    session.changed('background')
  }
  return {
    'background.get': async () => ({
      system: place.platform === 'win32' || place.platform === 'darwin' ? SYSTEMS[place.platform] : 'linux',
      account,
      keyFile: place.keyFile,
      keyReady: await exists(place.keyFile),
      ways: await Promise.all(BACKGROUND_WAYS.map((way) => wayState(background, way))),
    }),
    'background.preview': (request) => {
      const registration = available(background.registration(request))
      return {
        fileName: fileName(request, registration.place),
        place: registration.place,
        text: registration.text,
        commands: [...registration.commands.register],
      }
    },
    'background.save': async (request) => {
      const { bytes, place: at } = available(background.registration(request))
      const name = fileName(request, at)
      const extension = path.extname(name).slice(1)
      const kind = { name: backgroundText.fileKind, extensions: [extension] }
      const file = await desk.saveFile(backgroundText.saveTitle, name, [kind])
      if (file !== null) await write(file, bytes)
      return { file }
    },
    'background.register': async ({ request, overForeign }) => {
      const registration = available(background.registration(request))
      if (request.way === 'service' && !(await exists(place.keyFile)))
        throw new RelayError('R8006', place.keyFile)
      const left = await registration.register(overForeign)
      audit('background.registered', request.way, null, summary(request, registration.place))
      return { left: left === 'done' ? 'nothing' : 'commands' }
    },
    'background.remove': async ({ way }) => {
      const registration = available(background.known(way))
      await registration.remove()
      audit('background.removed', way, registration.place, null)
      return {}
    },
  }
}

/** A path that cannot be registered does not keep the others from being shown. */
async function wayState(background: Background, way: BackgroundWay): Promise<WayState> {
  try {
    const registration = background.known(way)
    if (registration === null) return { way, state: 'unavailable', place: '', remove: [] }
    const { place, commands } = registration
    return { way, state: await registration.state(), place, remove: [...commands.remove] }
  } catch (error) {
    if (!(error instanceof RelayError)) throw error
    return { way, state: 'unknown', place: '', remove: [] }
  }
}

/** What was chosen, for 操作記録. */
function summary(request: BackgroundRequest, place: string): string {
  if (request.way === 'service' && place.startsWith('PMH_'))
    return backgroundText.summaryTask(place, request.task.account)
  return place
}

/** A task has a name and no file of its own. */
function fileName({ way }: BackgroundRequest, place: string): string {
  const name = path.basename(place)
  return path.extname(name) === '' ? `${name === '' ? way : name}.xml` : name
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes)
  } catch (error) {
    throw new RelayError('R5010', `${file} (${errnoOf(error)})`, { cause: error })
  }
}
