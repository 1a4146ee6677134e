import { open } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { movingText } from '../../src-shared/text/ja/screens-secrets.ts'
import { systemClock } from '../clock.ts'
import type { Relay } from '../compose.ts'
import { localDate } from '../engine/local-time.ts'
import { isLocked } from '../secret-news.ts'
import { MOVING_LIMIT_BYTES, openMoving, requireMovingFile, sealMoving } from '../vault/moving-file.ts'
import { replacePrivateFile } from '../vault/private-file.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { applyMoving, collect, type MovingPlan, planMoving, previewOf } from './moving-plan.ts'

type MovingCommand = Extract<keyof Handlers, `moving.${string}`>

const KINDS = [{ name: movingText.fileKind, extensions: ['pmhmove'] }]

/** The longest wait after a wrong passphrase. */
const LONGEST_MS = 30_000

/**
 * 別のパソコンへ移す. Always about the real relay.
 * @param wait after a wrong passphrase, so that guessing is slow work
 */
export function movingCommands(
  { session, desk }: CommandContext,
  wait: (ms: number) => Promise<unknown> = delay,
): Pick<Handlers, MovingCommand> {
  const { real } = session
  let picked: Buffer | null = null
  let plan: MovingPlan | null = null
  let opening = false
  let wrong = 0

  async function opened(bytes: Buffer, passphrase: string) {
    if (opening) throw new RelayError('R5007', 'passphrase')
    opening = true
    try {
      const contents = await openMoving(bytes, passphrase)
      wrong = 0
      return contents
    } catch (error) {
      if (error instanceof RelayError && error.code === 'R6002') {
        wrong += 1
        await wait(Math.min(1000 * 2 ** (wrong - 1), LONGEST_MS))
      }
      throw error
    } finally {
      opening = false
    }
  }

  return {
    'moving.export': async ({ passphrase }) => {
      requireOpen(real)
      const date = localDate(systemClock.now()).replaceAll('-', '')
      const file = await desk.saveFile(movingText.saveTitle, movingText.fileName(date), KINDS)
      if (file === null) return { file }
      await write(file, await sealMoving(collect(real), passphrase))
      real.audit.add({ action: 'moving.exported', subject: file, before: null, after: null, reason: null })
      session.changed('audit')
      return { file }
    },
    'moving.pick': async () => {
      picked = null
      plan = null
      const file = await desk.pickFile(movingText.pickTitle, KINDS)
      if (file === null) return { file }
      const bytes = await read(file)
      requireMovingFile(bytes)
      picked = bytes
      return { file }
    },
    'moving.open': async ({ passphrase }) => {
      const bytes = picked
      if (bytes === null) throw new RelayError('R5007', 'file')
      const contents = await opened(bytes, passphrase)
      // Taken back, or chosen anew, while the key was made: its tokens are not kept.
      if (picked !== bytes) throw new RelayError('R5007', 'file')
      plan = planMoving(real, contents)
      return previewOf(real, plan)
    },
    'moving.apply': () => {
      if (plan === null) throw new RelayError('R5007', 'file')
      requireOpen(real)
      // A cycle under way goes by the tokens that it has read already.
      if (real.engine.status().state !== 'stopped') throw new RelayError('R5007', movingText.monitoring)
      // What is here may have changed since it was shown.
      applyMoving(real, planMoving(real, plan.contents))
      picked = null
      plan = null
      for (const topic of ['settings', 'folders', 'vault'] as const) session.changed(topic)
      return {}
    },
    'moving.forget': () => {
      picked = null
      plan = null
      return {}
    },
  }
}

/** @throws RelayError R6001, R6004 while secrets can neither be read nor kept */
function requireOpen(relay: Relay): void {
  if (isLocked(relay)) throw new RelayError('R6004')
  if (relay.vault.state(false).kind === 'undecided') throw new RelayError('R6001')
}

async function write(file: string, bytes: Buffer): Promise<void> {
  try {
    await replacePrivateFile(file, bytes)
  } catch (error) {
    throw new RelayError('R5010', `${file} (${errnoOf(error)})`, { cause: error })
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    const handle = await open(file)
    try {
      const bytes = Buffer.alloc(MOVING_LIMIT_BYTES + 1)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
      return bytes.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new RelayError('R5008', `${file} (${errnoOf(error)})`, { cause: error })
  }
}
