import { Info, RotateCw, Send, Settings } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { FolderForecastRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { loadingText, wordText } from '../../../src-shared/text/ja/screens.ts'
import { actionText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { forecastText } from '../../../src-shared/text/ja/screens-forecast.ts'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { SideSheet } from '../../components/side-sheet.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { ForecastFolder } from './forecast-folder.tsx'
import { filesToSend, namedError, triesMoreByHand, whenSentence, whyNone } from './forecast-state.ts'
import { type Sender, sendBlock } from './send-block.ts'
import { sendNow } from './send-now.ts'
import type { Overview } from './verdict.ts'

/** The folders are listed and each file is looked at; more often than this helps nobody. */
const GAP_MS = 1_000

/** 次の周期で送るもの: what a cycle that began now would do, folder by folder, and why it would leave something out. */
export function ForecastSheet(props: {
  readonly overview: Overview
  readonly info: Sender | undefined
  readonly now: Date
  /** Where the list opens; null for its top. */
  readonly folder: string | null
  readonly onClose: () => void
  readonly onProblems: () => void
}) {
  const { overview, info, now, folder } = props
  const { value, error, refresh } = useQuery(
    'engine.forecast',
    {},
    ['status', 'transfers', 'folders', 'settings', 'practice', 'vault'],
    GAP_MS,
  )
  const { go } = useRouter()
  const opened = useRef<HTMLElement>(null)
  const known = value !== undefined

  // Files come and go without an event. The overview counts them from time to time, and so does this.
  useEffect(() => {
    if (overview !== undefined) refresh()
  }, [overview, refresh])

  // Once: after that the place in the list is the reader's.
  useEffect(() => {
    if (!known) return
    opened.current?.scrollIntoView({ block: 'start' })
    opened.current?.focus({ preventScroll: true })
  }, [known])

  return (
    <SideSheet open dismissable title={forecastText.title} onClose={props.onClose}>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={forecastText.title}
        className="min-h-0 grow overflow-y-auto outline-offset-[-4px] [scrollbar-width:thin]"
      >
        {error !== null && (
          <div className="px-6 pt-6">
            <FailureBanner error={namedError(error)} />
            <div className="mt-3 flex flex-wrap gap-3">
              {overview.missing.length > 0 && (
                <ActionButton icon={Settings} onPress={() => go('settings', { section: 'target' })}>
                  {actionText.openSettings}
                </ActionButton>
              )}
              <ActionButton icon={RotateCw} onPress={refresh}>
                {forecastText.again}
              </ActionButton>
            </div>
          </div>
        )}
        {value === undefined ? (
          error === null && <p className="p-6 text-muted">{loadingText}</p>
        ) : (
          <>
            <Summary folders={value.folders} when={whenSentence(overview, info?.heldBy ?? null, now)} />
            {value.folders.map((entry) => (
              <ForecastFolder
                key={entry.folder}
                entry={entry}
                onProblems={props.onProblems}
                focusRef={entry.folder === folder ? opened : undefined}
              />
            ))}
          </>
        )}
      </section>
      <Foot overview={overview} info={info} folders={value?.folders ?? []} onClose={props.onClose} />
    </SideSheet>
  )
}

function Summary({
  folders,
  when,
}: {
  readonly folders: readonly FolderForecastRow[]
  readonly when: string
}) {
  const files = filesToSend(folders)
  return (
    <div className="flex gap-3 px-6 py-4">
      <Info aria-hidden size={22} strokeWidth={2} className="mt-0.5 shrink-0 text-accent" />
      <div className="text-dns-14N-130 leading-150">
        <p className="text-dns-16B-130 leading-150">
          {files > 0 ? forecastText.total(files) : forecastText.nothing}
        </p>
        <p>{when}</p>
        <p className="mt-1 text-ink2">{files > 0 ? forecastText.note : whyNone(folders)}</p>
      </div>
    </div>
  )
}

function Foot(props: {
  readonly overview: Overview
  readonly info: Sender | undefined
  readonly folders: readonly FolderForecastRow[]
  readonly onClose: () => void
}) {
  const { overview, info, folders } = props
  const action = useAction()
  const [answer, setAnswer] = useState('')
  const why = useId()
  const blocked = sendBlock(overview, info)
  const sending = overview.status.state === 'sending'
  // 「送信を始めました」 is no news any more once it is over.
  useEffect(() => {
    if (sending) return () => setAnswer('')
  }, [sending])
  return (
    <footer className="shrink-0 border-line border-t px-6 py-4">
      <FailureBanner error={action.error} onDismiss={action.clear} className="mb-3" />
      {triesMoreByHand(folders) && (
        <p className="mb-3 text-dns-14N-130 leading-150 text-ink2">{forecastText.alsoHeld}</p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-3">
        <p id={why} role="status" className="min-w-[9em] grow basis-0 text-dns-14N-130 leading-150 text-ink2">
          {blocked ?? answer}
        </p>
        <ActionButton size={48} onPress={props.onClose}>
          {wordText.close}
        </ActionButton>
        <ActionButton
          size={48}
          icon={Send}
          look={filesToSend(folders) > 0 ? 'solid' : 'outline'}
          blocked={blocked !== null}
          busy={action.busy}
          describedBy={why}
          onPress={() => sendNow(action, null, setAnswer)}
        >
          {actionText.sendNow}
        </ActionButton>
      </div>
    </footer>
  )
}
