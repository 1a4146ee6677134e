import type { CDPSession } from 'playwright'
import { CALL_CHANNEL } from '../../src-shared/ipc/bridge.ts'
import type { Console } from './console.ts'

/** Electron's table of who answers `invoke`; the bridge of the window is frozen, so that it can be heard only here. */
interface Answering {
  readonly _invokeHandlers: Map<string, (...args: unknown[]) => Promise<unknown>>
}

type Recording = typeof globalThis & { traffic?: string[] }

/** Records from now on what the main process answers and tells the window. @returns what was recorded so far */
export async function tapTraffic({ app }: Console): Promise<() => Promise<string>> {
  await app.evaluate(({ ipcMain, BrowserWindow }, channel) => {
    const recording: Recording = globalThis
    const traffic: string[] = []
    recording.traffic = traffic
    const handlers = (ipcMain as unknown as Answering)._invokeHandlers
    const answer = handlers.get(channel)
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (answer === undefined || contents === undefined) throw new Error('nobody answers the window')
    handlers.set(channel, async (event, name, ...input) => {
      const result = await answer(event, name, ...input)
      traffic.push(JSON.stringify([name, result]))
      return result
    })
    const send = contents.send.bind(contents)
    contents.send = (...args) => {
      traffic.push(JSON.stringify(args))
      send(...args)
    }
  }, CALL_CHANNEL)
  return () => app.evaluate(() => ((globalThis as Recording).traffic ?? []).join('\n'))
}

/** Streams the window's heap after everything that nobody holds any more was collected. */
export async function heapOf({ page }: Console, take: (piece: string) => void): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page)
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => take(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
}
