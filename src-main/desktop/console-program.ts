import os from 'node:os'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { app, powerMonitor } from 'electron'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import type { Topic } from '../../src-shared/ipc/events.ts'
import { systemClock } from '../clock.ts'
import { createHandlers } from '../commands/command-table.ts'
import { type DispatchResult, dispatch } from '../commands/dispatch.ts'
import { inTime } from '../engine/in-time.ts'
import { isoLocal } from '../engine/local-time.ts'
import { Session } from '../session.ts'
import { aboutProgram } from './about.ts'
import { openBackground } from './background-host.ts'
import { ConsoleDesktop } from './console-desktop.ts'
import { broadcast, type EarlyWindow } from './console-window.ts'
import { dataFolder } from './data-folder.ts'
import { electronDesk } from './desk.ts'
import { openOsSealer } from './os-sealer.ts'
import type { ProgramFolders } from './program-folders.ts'

/** The end of the engine may take so long. */
const CLOSE_MS = 5_000

/** The first screen is drawn by then. What it does not need comes after it: a small computer does one after the other. */
const FIRST_SCREEN_MS = 1_000

/** The console behind its window. */
export interface ConsoleProgram {
  /** One message of the window. */
  answer(name: unknown, input: unknown): Promise<DispatchResult>
  /** Brings the window forward. */
  show(): void
}

/**
 * Opens the data folder and joins to it the window, what stands around it, and the end of the program.
 * @param early the window that was opened meanwhile; null: none is wanted yet (start at log-in)
 * @throws RelayError R4001, R4003, R4004 when the data folder cannot be used
 */
export function openProgram(folders: ProgramFolders, early: EarlyWindow | null): ConsoleProgram {
  let desktop: ConsoleDesktop | null = null
  const session = openSession(
    (topic) => {
      broadcast({ topic })
      desktop?.told(topic)
    },
    (event) => desktop?.heard(event),
  )
  const opened = new ConsoleDesktop(session, folders, early, () => app.quit())
  desktop = opened
  const handlers = createHandlers({
    session,
    desk: electronDesk,
    farewell: opened.farewell,
    about: aboutProgram([folders.main, folders.pages]),
    background: openBackground(session),
    version: app.getVersion(),
    runtime: `Electron ${process.versions.electron}`,
  })
  endWith(session, opened)
  followTheSystem(session)
  void begin(session, opened, early)
  return { answer: (name, input) => dispatch(handlers, name, input), show: () => opened.show() }
}

async function begin(session: Session, desktop: ConsoleDesktop, early: EarlyWindow | null): Promise<void> {
  // What the window has asked for meanwhile is answered first.
  await nextTurn()
  desktop.showFirst(early === null)
  if (early !== null) await delay(FIRST_SCREEN_MS, undefined, { ref: false })
  if (desktop.ended) return
  void session.real.records.check(session.heldBy === null)
  await desktop.begin(early === null)
}

function followTheSystem(session: Session): void {
  powerMonitor.on('resume', () => session.real.engine.wake())
  // Where the system lets programs hold its shutdown, it waits until this one has ended.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    app.quit()
  })
}

function openSession(tell: (topic: Topic) => void, hear: (event: EngineEvent) => void): Session {
  const dataDir = dataFolder(process.argv.slice(1), app.getPath('userData'), process.cwd())
  const owner = {
    pid: process.pid,
    host: os.hostname(),
    mode: 'console',
    since: isoLocal(systemClock.now()),
  } as const
  return Session.open(dataDir, owner, openOsSealer(), tell, hear)
}

/** The engine comes to its end before the process does. Whoever quits has asked before, if there was anything to ask. */
function endWith(session: Session, desktop: ConsoleDesktop): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  let hangs = false
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    desktop.end()
    const ended = async () => {
      const isClosed = await closeInTime(session)
      hangs = !isClosed || !(await isFree())
    }
    void ended().finally(() => {
      state = 'closed'
      app.quit()
    })
  })
  app.once('quit', () => {
    // The system's end of a process waits for its threads, and for a share that hangs for ever. Without a window the process
    // would keep the next start from its place. What was not written is recovered from the journal.
    if (hangs) process.kill(process.pid, 'SIGKILL')
  })
  process.once('SIGTERM', () => app.quit())
  process.once('SIGINT', () => app.quit())
}

/** What waits for a disk, or for the address of a host, in a thread that the end of the process waits for. */
const HELD = /^(?:FSReq|CloseReq|GetAddrInfo|GetNameInfo)/

/** A read that is under way by chance is over by then. */
const FREE_MS = 1_000

/** @returns false when a thread is held for longer than a moment */
async function isFree(): Promise<boolean> {
  const isHeld = () => process.getActiveResourcesInfo().some((name) => HELD.test(name))
  for (let left = FREE_MS; left > 0 && isHeld(); left -= 100) await delay(100)
  return !isHeld()
}

/**
 * A share that hangs must not keep the program: whatever is cut off here, the journal recovers at the next start.
 * @returns whether everything has come to its end
 */
async function closeInTime(session: Session): Promise<boolean> {
  const closed = session.close().then(
    () => true,
    (error: unknown) => {
      process.stderr.write(`R4006: ${errnoOf(error)}\n`)
      return true
    },
  )
  return (await inTime(closed, CLOSE_MS)) !== null
}
