import type { EngineStatus } from '../../src-shared/domain/engine-status.ts'
import type { SchemeFolder } from '../../src-shared/domain/scheme-folder.ts'
import { missingSettings, type Settings } from '../../src-shared/domain/settings.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import type { DayCount, FolderCard, Problem } from '../../src-shared/ipc/answer-shapes.ts'
import type { CommandOutput } from '../../src-shared/ipc/commands.ts'
import { systemClock } from '../clock.ts'
import type { Relay } from '../compose.ts'
import { isoLocal, localDate } from '../engine/local-time.ts'
import type { Session } from '../session.ts'
import { FolderLooks, seenNow } from './folder-looks.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { mailProblems } from './mail-commands.ts'
import { officialProblems } from './official-problem.ts'
import { listProblems } from './problem-list.ts'
import { secretProblems } from './secret-problems.ts'
import { displayNames, toRow } from './transfer-commands.ts'

const CHART_DAYS = 30

/** Test systems of PMH by name (manual 2.1, 3.1); this computer itself is one too. */
const TEST_HOSTS = /^(?:stg\.pmh\.go\.jp|pmhstg\..+|localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

export function overviewCommands({ session }: CommandContext): Pick<Handlers, 'overview.get'> {
  const looks = new FolderLooks(() => isoLocal(systemClock.now()))
  return {
    'overview.get': async () => {
      const overview = await readOverview(session, looks)
      // The gravest of all: whatever else is told, files may go twice.
      return { ...overview, problems: [...officialProblems(session), ...overview.problems] }
    },
  }
}

async function readOverview(session: Session, looks: FolderLooks): Promise<CommandOutput<'overview.get'>> {
  const relay = session.current
  const now = systemClock.now()
  const settings = relay.currentSettings()
  const folders = relay.folders.list()
  const look = await looks.look(relay, settings, folders)
  // Asked after the look, which may take long on a share: all that follows is of one moment.
  const status = seenNow(relay.engine.status(), look)
  const names = displayNames(relay)
  const last = lastTransfers(relay, folders)
  const problems = findProblems(relay, status, folders, last)
  const days = lastDays(relay, now)
  const today = days.at(-1)
  return {
    now: isoLocal(now),
    status,
    target: targetOf(settings, session),
    missing: missingSettings(settings),
    folders: folders.map((entry) => {
      const waitingFiles = look.waiting.get(entry.folder) ?? null
      const row = last.get(entry.folder)
      return {
        folder: entry.folder,
        displayName: entry.displayName,
        state: settings.PMHFilePath === '' ? 'unset' : cardState(entry, waitingFiles, status, problems),
        waitingFiles,
        last: row === undefined ? null : toRow(row, names),
        trouble: status.folderTroubles[entry.folder] ?? null,
      }
    }),
    today: { success: today?.success ?? 0, failure: today?.failure ?? 0, unknown: today?.unknown ?? 0 },
    lastSuccessAt: relay.history.lastSuccessAt(),
    days,
    problems,
  }
}

/** 対応が必要な項目 of one relay, gravest first. */
export function findProblems(
  relay: Relay,
  status = relay.engine.status(),
  folders = relay.folders.list(),
  last = lastTransfers(relay, folders),
): Problem[] {
  const tokenHolds = new Map(
    folders.flatMap(({ folder }) => {
      const hold = relay.holds.get(folder)
      return hold === null ? [] : [[folder, hold] as const]
    }),
  )
  const names = displayNames(relay)
  const ofFiles = listProblems({
    status: { ...status, folderTroubles: stillMapped(status.folderTroubles, folders) },
    undecided: relay.history.undecided(),
    open: [...relay.transfers.open(), ...relay.transfers.unreturned()],
    last,
    tokenHolds,
    records: recordFaults(relay),
    names,
    secrets: secretProblems(relay, names),
  })
  return [...ofFiles, ...mailProblems(relay)]
}

function recordFaults({ records }: Relay): { at: string; faults: number } | null {
  const last = records.state()
  if (last.state !== 'done' || last.report.faults === 0 || last.report.accepted) return null
  return { at: last.at, faults: last.report.faults }
}

function lastTransfers(relay: Relay, folders: readonly SchemeFolder[]): Map<string, Transfer> {
  const last = new Map<string, Transfer>()
  for (const { folder } of folders) {
    const row = relay.history.lastEnded(folder)
    if (row !== null) last.set(folder, row)
  }
  return last
}

function stillMapped<T>(
  troubles: Readonly<Record<string, T>>,
  folders: readonly SchemeFolder[],
): Record<string, T> {
  const active = new Set(folders.filter((entry) => !entry.paused).map((entry) => entry.folder))
  return Object.fromEntries(Object.entries(troubles).filter(([folder]) => active.has(folder)))
}

function cardState(
  entry: SchemeFolder,
  waitingFiles: number | null,
  status: EngineStatus,
  problems: readonly Problem[],
): FolderCard['state'] {
  if (status.uploads.some(({ folder }) => folder === entry.folder)) return 'sending'
  if (entry.paused) return 'paused'
  if (status.state === 'sending' && (waitingFiles ?? 0) > 0) return 'queued'
  const own = problems.find((problem) => problem.folder === entry.folder)
  if (own === undefined) return problems.some(stopsAll) ? 'blocked' : 'ok'
  return OWN_STATE[own.kind]
}

/** How the card of a folder is drawn by the gravest of its own problems. */
const OWN_STATE: Readonly<Record<Problem['kind'], FolderCard['state']>> = {
  unknown: 'unknown',
  failed: 'failed',
  folder_missing: 'missing',
  held: 'held',
  folder: 'check',
  // These two have no folder.
  engine: 'blocked',
  mail: 'ok',
}

/** Nothing of any folder is sent while it lasts. The records and the mail stop no upload. */
function stopsAll({ kind, code, setting }: Problem): boolean {
  const passwordOfMail = setting !== undefined && setting !== 'ProxyPassword'
  return kind === 'engine' && code !== 'R4010' && !passwordOfMail
}

/** 接続先 as staff know it. */
export function targetOf(
  settings: Settings,
  session: Pick<Session, 'practice' | 'heldBy'>,
): CommandOutput<'overview.get'>['target'] {
  const base = settings.PostRegistrationTasksBaseURL
  // The program that sends may have taken its settings from a file or from arguments.
  if (base === '') return { kind: session.heldBy === null ? 'unset' : 'unknown', origin: '' }
  const url = new URL(base)
  if (session.practice !== null) return { kind: 'practice', origin: url.origin }
  return { kind: TEST_HOSTS.test(url.hostname) ? 'test' : 'production', origin: url.origin }
}

/** The last 30 local dates, oldest first, days without a transfer included. */
function lastDays(relay: Relay, now: Date): DayCount[] {
  const dates = Array.from({ length: CHART_DAYS }, (_, index) => {
    // Noon: no change of daylight saving time can move it to another date.
    const noon = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (CHART_DAYS - 1 - index), 12)
    return localDate(noon)
  })
  const counted = new Map(relay.history.days(dates[0] ?? '').map((day) => [day.date, day]))
  return dates.map((date) => counted.get(date) ?? { date, success: 0, failure: 0, unknown: 0 })
}
