import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { type Simulator, startSimulator } from '../../simulator/simulator.ts'
import { tempFolder } from '../../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './open-session.ts'

/** The token that the simulator of these tests takes, and one that it refuses. */
export const GOOD = `${SECRET}-TOKEN-4f2a`
export const BAD = `${SECRET}-TOKEN-unknown`

export interface SendingDesk extends OpenSession {
  readonly root: string
  readonly pmh: Simulator
  drop(folder: string, name: string, content?: string): void
  /** Sends everything now and waits until the cycle is over. */
  sendAll(): Promise<void>
}

/** A session that is set up against a simulator, with these folders and their tokens; each made on the disk. */
export async function sendingDesk(
  folders: Readonly<Record<string, string>>,
  changes: Record<string, string> = {},
): Promise<SendingDesk> {
  const opened = openSession()
  const root = tempFolder()
  const pmh = await startSimulator({ tokens: [GOOD] })
  onTestFinished(() => pmh.close())
  await opened.value('vault.choose', { kind: 'memory' })
  const base = { PMHFilePath: root, PostRegistrationTasksBaseURL: pmh.url, StabilityWindow: '0' }
  await opened.value('settings.save', {
    changes: { ...base, AllowMultipleFilePerFolder: 'true', ...changes },
  })
  for (const [folder, token] of Object.entries(folders)) {
    await addFolder(opened, { folder, token, displayName: `${folder}の制度`, createDirectory: true })
  }
  return Object.assign(opened, {
    root,
    pmh,
    drop: (folder: string, name: string, content = 'a,b\n') =>
      writeFileSync(path.join(root, folder, name), content),
    async sendAll() {
      expect(await opened.value('engine.send-now', { folder: null })).toEqual({ started: true })
      await opened.until(() => opened.session.current.engine.status().state !== 'sending')
    },
  })
}
