import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import { CALL_CHANNEL } from '../../src-shared/ipc/bridge.ts'
import type { DispatchResult } from '../commands/dispatch.ts'
import { isAppUrl } from './app-protocol.ts'

/** Connects the window's one channel to whoever answers. A message from any other page is refused. */
export function serveCommands(answer: (name: unknown, input: unknown) => Promise<DispatchResult>): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown): Promise<DispatchResult> => {
    if (isOwnPage(event)) return answer(name, input)
    return Promise.resolve({ ok: false, error: { code: 'R5005', detail: 'sender' } })
  })
}

function isOwnPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  // The main frame alone: a frame inside the page would have a parent.
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url)
}
