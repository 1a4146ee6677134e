import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import type { CommandError, CommandOutput } from '../../src-shared/ipc/commands.ts'
import { announcementText } from '../../src-shared/text/ja/screens.ts'
import { useQuery } from '../hooks/use-query.ts'
import { useUploadRates } from '../hooks/use-upload-rates.ts'
import { announcements, quarter } from './announcements.ts'
import { useAnnounce } from './announcer.tsx'

export type AppInfo = CommandOutput<'app.info'>
export type Overview = CommandOutput<'overview.get'>

interface ConsoleState {
  readonly info: AppInfo | undefined
  readonly overview: Overview | undefined
  readonly error: CommandError | null
  /** Bytes per second of each upload, by folder; measured here, so that a change of screen forgets nothing. */
  readonly uploadRates: ReadonlyMap<string, number | null>
  refresh(): void
}

const ConsoleContext = createContext<ConsoleState | null>(null)

export function useConsole(): ConsoleState {
  const state = useContext(ConsoleContext)
  if (state === null) throw new Error('useConsole outside of ConsoleStateProvider')
  return state
}

/** Progress is told many times a second; three times a second is as fast as it can be read. */
const PROGRESS_GAP_MS = 300
/** Files arrive without an event of ours, so the waiting files are counted again from time to time. */
const RECOUNT_MS = 30_000

/** What every screen needs: the frame shows state, target and number of problems wherever staff are. */
export function ConsoleStateProvider({ children }: { readonly children: ReactNode }) {
  const info = useQuery('app.info', {}, ['vault', 'practice', 'settings', 'folders', 'status'])
  const overview = useQuery(
    'overview.get',
    {},
    ['status', 'progress', 'transfers', 'folders', 'settings', 'practice', 'vault', 'background', 'mail'],
    PROGRESS_GAP_MS,
  )
  const { refresh } = overview

  useEffect(() => {
    const recount = () => {
      if (document.visibilityState === 'visible') refresh()
    }
    const timer = setInterval(recount, RECOUNT_MS)
    window.addEventListener('focus', recount)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', recount)
    }
  }, [refresh])

  useNews(overview.value, info.value?.practice)
  const uploadRates = useUploadRates(overview.value?.status.uploads)

  const state = useMemo<ConsoleState>(
    () => ({
      info: info.value,
      overview: overview.value,
      error: info.error ?? overview.error,
      uploadRates,
      refresh,
    }),
    [info.value, info.error, overview.value, overview.error, uploadRates, refresh],
  )
  return <ConsoleContext value={state}>{children}</ConsoleContext>
}

/** Tells screen readers what is new. Changing between practice and work is no news: both are shown at once. */
function useNews(overview: Overview | undefined, practice: boolean | undefined) {
  const announce = useAnnounce()
  const before = useRef<{ overview: Overview; practice: boolean | undefined } | null>(null)
  useEffect(() => {
    if (overview === undefined) return
    const last = before.current
    before.current = { overview, practice }
    if (last === null || last.practice !== practice) return
    const said = [...announcements(last.overview, overview), ...progressNews(last.overview, overview)]
    if (said.length > 0) announce(said.join(' '))
  }, [overview, practice, announce])
}

function progressNews(before: Overview, after: Overview): string[] {
  return after.status.uploads.flatMap((now) => {
    const old = before.status.uploads.find(({ folder }) => folder === now.folder)
    const reached = quarter(now.sentBytes, now.totalBytes)
    const known = old?.startedAt === now.startedAt ? quarter(old.sentBytes, old.totalBytes) : 0
    if (reached <= known) return []
    const name = after.folders.find((card) => card.folder === now.folder)?.displayName ?? now.folder
    return [announcementText.progress(name, reached)]
  })
}
