import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, CALL_CHANNEL, EVENT_CHANNEL } from '../src-shared/ipc/bridge.ts'
import type { ChangeEvent } from '../src-shared/ipc/events.ts'

/** Behind one listener of the channel: a screen asks many questions, and Node warns of more than ten. */
const listening = new Set<{ readonly listener: (change: ChangeEvent) => void }>()
ipcRenderer.on(EVENT_CHANNEL, (_event, change: ChangeEvent) => {
  for (const { listener } of [...listening]) listener(change)
})

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  subscribe(listener) {
    const entry = { listener }
    listening.add(entry)
    return () => void listening.delete(entry)
  },
}

contextBridge.exposeInMainWorld('relay', bridge)
