import path from 'node:path'
import type { EngineEvent } from '../src-shared/domain/engine-event.ts'
import { EVENT_IDS, eventIdOf } from '../src-shared/domain/event-ids.ts'
import { errorMessage, recoveredMessage } from '../src-shared/text/ja/errors.ts'
import { eventText } from '../src-shared/text/ja/events.ts'
import { systemClock } from './clock.ts'
import { isoLocal } from './engine/local-time.ts'
import type { EventEntry } from './notify/announcer.ts'
import { openLogFile } from './official/log-file.ts'
import { logLines } from './official/log-lines.ts'

export interface EventSink {
  emit(event: EngineEvent): void
  close(): void
}

/** The event table, and behind it mail and the system's log. */
interface EventTable {
  add(event: EventEntry): unknown
}

interface Listeners {
  onEvent?(event: EngineEvent): void
  onLogLine?(line: string): void
}

/**
 * Takes the engine's events to log.txt, to the event table and to whoever listens. The engine is never hurt by a full
 * disk or a failing listener here: what cannot be written is dropped, the journal is what counts.
 */
export function createEventSink(logFolder: string, events: EventTable, listeners: Listeners): EventSink {
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
      const entry = entryOf(worded)
      if (entry !== null) quietly(() => events.add({ at: isoLocal(at), ...entry }))
      quietly(() => listeners.onEvent?.(event))
    },
    close: () => log.close(),
  }
}

/** What goes into the event table; null for what is in log.txt alone. */
function entryOf(event: EngineEvent): Omit<EventEntry, 'at'> | null {
  switch (event.type) {
    case 'service_started':
      return service(EVENT_IDS.service_started, eventText.started)
    case 'service_stopped':
      return service(EVENT_IDS.service_stopped, eventText.stopped)
    case 'trouble': {
      if (event.repeated === true) return null
      const { level, code, folder, transferId, message } = event
      return { level, eventId: eventIdOf(code), code, folder, transferId, message }
    }
    case 'recovered': {
      const { code, folder, transferId } = event
      const message = recoveredMessage(code)
      return { level: 'information', eventId: EVENT_IDS.recovered, code, folder, transferId, message }
    }
    case 'notice': {
      const { level, code, folder, transferId } = event
      const message = errorMessage(code, event.message)
      return { level, eventId: eventIdOf(code), code, folder, transferId, message }
    }
    default:
      return null
  }
}

/** Windows logs the start and stop of a service by itself, and so did the official batch, being one. */
function service(eventId: number, message: string): Omit<EventEntry, 'at'> {
  return { level: 'information', eventId, code: '', folder: null, transferId: null, message }
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
