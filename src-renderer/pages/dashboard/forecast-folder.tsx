import { type Ref, useId } from 'react'
import type { FolderForecastRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { problemText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { forecastText, leftOutText } from '../../../src-shared/text/ja/screens-forecast.ts'
import { count, size } from '../../../src-shared/text/ja/screens-formats.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { blockFacts, stopMark, willGo } from './forecast-state.ts'

/** One folder: whether it sends, its files in the order of sending, and what stays where it is. */
export function ForecastFolder(props: {
  readonly entry: FolderForecastRow
  readonly onProblems: () => void
  /** Set for the folder at which the list was opened. */
  readonly focusRef: Ref<HTMLElement> | undefined
}) {
  const { entry } = props
  const titleId = useId()
  const mark = stopMark(entry)
  return (
    <section
      {...(props.focusRef === undefined ? {} : { ref: props.focusRef })}
      tabIndex={-1}
      data-quiet-focus
      aria-labelledby={titleId}
      className="scroll-mt-[-1px] border-line border-t px-6 py-4"
    >
      <div className="flex min-h-6 items-center justify-between gap-3">
        <h3 id={titleId} className="min-w-0 text-dns-16B-130 [overflow-wrap:anywhere]">
          {entry.displayName}
        </h3>
        {mark === null ? <FileCount entry={entry} /> : <StatusChip {...mark} />}
      </div>
      <StopReason entry={entry} />
      <Files entry={entry} />
      <LeftOut entry={entry} onProblems={props.onProblems} />
    </section>
  )
}

/** ファイルなし only where nothing lies in the folder. */
function FileCount({ entry }: { readonly entry: FolderForecastRow }) {
  const { fileCount: files, leftOutCount } = entry
  return files === 0 && leftOutCount === 0 ? (
    <span className="shrink-0 text-dns-14N-130 text-muted">{forecastText.empty}</span>
  ) : (
    <strong className="shrink-0 text-dns-14B-130 tabular-nums">{count(files)}</strong>
  )
}

/** Why nothing of the folder goes, and what to do. 一時停止 is staff's own wish, so it comes before every trouble. */
function StopReason({ entry }: { readonly entry: FolderForecastRow }) {
  const { paused, blockedBy, folder } = entry
  if (paused) {
    const sentence = entry.fileCount > 0 ? forecastText.paused : forecastText.pausedEmpty
    return <p className="mt-1 text-dns-14N-130 leading-150 text-ink2">{sentence}</p>
  }
  if (blockedBy === null) return null
  const text = errorText(blockedBy.code)
  const { codes, place, note } = blockFacts(blockedBy)
  return (
    <div className="mt-1 text-dns-14N-130 leading-150">
      <p>{blockedBy.code === 'R3004' ? problemText.missingFolder(folder) : text.what}</p>
      <p className="text-ink2">
        {text.why}
        {text.remedy}
      </p>
      {note !== '' && <p className="text-ink2">{note}</p>}
      {place !== '' && (
        <p className="text-code mt-1 text-muted [overflow-wrap:anywhere]">{forecastText.place(place)}</p>
      )}
      <p className="text-code mt-1 text-muted">{forecastText.codes(codes)}</p>
    </div>
  )
}

function Files({ entry }: { readonly entry: FolderForecastRow }) {
  const { files, fileCount, displayName } = entry
  if (files.length === 0) return null
  return (
    <>
      <ol
        aria-label={willGo(entry) ? forecastText.order(displayName) : forecastText.waits(displayName)}
        className="mt-2"
      >
        {files.map(({ fileName, sizeBytes }, index) => (
          <li
            key={fileName}
            className="flex min-h-9 items-center gap-2.5 py-1.5 text-dns-14N-130 tabular-nums [&:not(:last-child)]:border-line [&:not(:last-child)]:border-b"
          >
            <span className="w-6 shrink-0 text-muted">{index + 1}</span>
            <span className="min-w-0 grow break-all">{fileName}</span>
            <span className="shrink-0 whitespace-nowrap text-ink2">{size(sizeBytes)}</span>
          </li>
        ))}
      </ol>
      <More files={fileCount - files.length} />
    </>
  )
}

function LeftOut(props: { readonly entry: FolderForecastRow; readonly onProblems: () => void }) {
  const { leftOut, leftOutCount, displayName } = props.entry
  const listId = useId()
  if (leftOut.length === 0) return null
  return (
    <div className="mt-3 rounded-8 bg-sunken px-3 py-2.5">
      <h4 className="text-dns-14B-130">{forecastText.leftOut(leftOutCount)}</h4>
      <ul aria-label={forecastText.leftOutName(displayName)} className="mt-1">
        {leftOut.map(({ fileName, reason }, index) => (
          <li key={fileName} className="py-1.5 text-dns-14N-130 leading-150">
            <p id={`${listId}-${index}`} className="break-all">
              {fileName}
            </p>
            <p className="flex flex-wrap items-center gap-x-3 text-ink2">
              {leftOutText[reason]}
              {(reason === 'held' || reason === 'preflight') && (
                <ActionButton
                  look="link"
                  size={32}
                  describedBy={`${listId}-${index}`}
                  onPress={props.onProblems}
                >
                  {forecastText.showProblems}
                </ActionButton>
              )}
            </p>
          </li>
        ))}
      </ul>
      <More files={leftOutCount - leftOut.length} />
    </div>
  )
}

function More({ files }: { readonly files: number }) {
  return files > 0 ? <p className="py-1.5 text-dns-14N-130 text-ink2">{forecastText.more(files)}</p> : null
}
