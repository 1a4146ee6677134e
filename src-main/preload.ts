import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, CALL_CHANNEL, EVENT_CHANNEL } from '../src-shared/ipc/bridge.ts'
import type { ChangeEvent } from '../src-shared/ipc/events.ts'

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  subscribe(listener) {
    const onEvent = (_event: Electron.IpcRendererEvent, change: ChangeEvent) => listener(change)
    ipcRenderer.on(EVENT_CHANNEL, onEvent)
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, onEvent)
    }
  },
}

contextBridge.exposeInMainWorld('relay', bridge)
