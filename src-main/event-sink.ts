import path from 'node:path'
import type { EngineEvent } from '../src-shared/domain/engine-event.ts'
import { errorMessage, recoveredMessage } from '../src-shared/text/ja/errors.ts'
import { systemClock } from './clock.ts'
import { isoLocal } from './engine/local-time.ts'
import { openLogFile } from './official/log-file.ts'
import { logLines } from './official/log-lines.ts'
import type { EventStore } from './store/event-store.ts'

export interface EventSink {
  emit(event: EngineEvent): void
  close(): void
}

interface Listeners {
  onEvent?(event: EngineEvent): void
  onLogLine?(line: string): void
}

/**
 * Takes the engine's events to log.txt, to the event table and to whoever listens. The engine is never hurt by a full
 * disk or a failing listener here: what cannot be written is dropped, the journal is what counts.
 */
export function createEventSink(logFolder: string, events: EventStore, listeners: Listeners): EventSink {
  const log = openLogFile(logFolder)
  const separator = path.sep === '\\' ? '\\' : '/'
  return {
    emit(event) {
      const at = systemClock.now()
      const worded = withWording(event)
      for (const message of logLines(worded, { separator })) {
        const line = log.append(message, at)
        quietly(() => listeners.onLogLine?.(line))
      }
      if (worded.type === 'trouble' && worded.repeated !== true) {
        const { level, code, folder, transferId, message } = worded
        quietly(() => events.add({ at: isoLocal(at), level, code, folder, transferId, message }))
      }
      if (event.type === 'recovered') {
        const { code, folder, transferId } = event
        const message = recoveredMessage(code)
        quietly(() =>
          events.add({ at: isoLocal(at), level: 'information', code, folder, transferId, message }),
        )
      }
      if (event.type === 'notice') {
        const { code, folder, transferId } = event
        const message = errorMessage(code, event.message)
        quietly(() => events.add({ at: isoLocal(at), level: 'warning', code, folder, transferId, message }))
      }
      quietly(() => listeners.onEvent?.(event))
    },
    close: () => log.close(),
  }
}

function withWording(event: EngineEvent): EngineEvent {
  return event.type === 'trouble' ? { ...event, message: errorMessage(event.code, event.message) } : event
}

function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // Already the place of last resort; see the doc comment above.
  }
}
