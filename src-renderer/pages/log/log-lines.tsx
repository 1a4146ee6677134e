import { CircleX } from 'lucide-react'
import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import type { LogLine } from '../../../src-shared/ipc/answer-shapes.ts'
import { logParts, logText } from '../../../src-shared/text/ja/screens-log.ts'
import { classNames } from '../../components/class-names.ts'
import { pieces } from './matches.ts'

/** A pixel of rounding at large zoom is still the end. */
const END_PX = 4

/** The lines, oldest first. Scrolling away from the end stops following it; coming back goes on. */
export function LogLines(props: {
  readonly lines: readonly LogLine[]
  readonly query: string
  /** Place of the match that staff are at. */
  readonly current: number | null
  readonly follow: boolean
  readonly onFollow: (follow: boolean) => void
}) {
  const { lines, query, current, follow, onFollow } = props
  const frame = useRef<HTMLDivElement>(null)
  const lastTop = useRef(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever lines came
  useLayoutEffect(() => {
    const box = frame.current
    if (follow && box !== null) box.scrollTop = box.scrollHeight
  }, [follow, lines])

  // Where the whole window scrolls, the frame itself may lie below its edge. Not for each new line: staff may look elsewhere.
  useEffect(() => {
    if (follow) frame.current?.scrollIntoView({ block: 'nearest' })
  }, [follow])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query has another first match at the same place
  useEffect(() => {
    if (current === null || follow) return
    frame.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'center' })
  }, [current, query])

  const onScroll = () => {
    const box = frame.current
    if (box === null) return
    const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - END_PX
    // Only staff scroll upwards; new lines move the end away downwards.
    if (follow && !atEnd && box.scrollTop < lastTop.current) onFollow(false)
    lastTop.current = box.scrollTop
  }
  return (
    <div className="flex min-h-0 grow overflow-hidden rounded-12 border border-line bg-panel max-lg:max-h-[60dvh]">
      <div
        ref={frame}
        role="log"
        aria-live="off"
        aria-label={logText.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached by the keyboard
        tabIndex={0}
        onScroll={onScroll}
        className="min-h-0 min-w-0 grow overflow-auto rounded-12 py-2 outline-offset-[-4px]"
      >
        {lines.length === 0 && <p className="px-4 py-2 text-dns-14N-130 text-ink2">{logText.emptyFile}</p>}
        <ol>
          {lines.map((line, index) => (
            <Line key={line.at} text={line.text} query={query} current={index === current} />
          ))}
        </ol>
      </div>
    </div>
  )
}

const Line = memo(function Line(props: {
  readonly text: string
  readonly query: string
  readonly current: boolean
}) {
  const { text, query, current } = props
  const { failed } = logParts(text)
  return (
    <li
      data-current={current ? true : undefined}
      className={classNames(
        'flex items-start gap-2 border-l-4 py-[3px] pr-4 pl-3',
        failed
          ? 'tone-bad border-tone-line bg-tone-soft'
          : 'border-transparent forced-colors:border-[Canvas]',
        current && 'outline-2 outline-accent -outline-offset-2',
      )}
    >
      <span className="w-5 shrink-0 pt-px">
        {failed && (
          <CircleX role="img" aria-label={logText.error} size={18} strokeWidth={2} className="text-tone" />
        )}
      </span>
      <span
        className={classNames('text-code min-w-0 break-all leading-[1.5]', failed && 'font-bold text-tone')}
      >
        <Pieces text={text} query={query} />
      </span>
    </li>
  )
})

function Pieces({ text, query }: { readonly text: string; readonly query: string }) {
  let from = 0
  return pieces(text, query).map((piece) => {
    const key = from
    from += piece.text.length
    return piece.match ? (
      <mark key={key} className="rounded-4 bg-yellow-300 text-black outline-1 outline-black/40">
        {piece.text}
      </mark>
    ) : (
      <span key={key}>{piece.text}</span>
    )
  })
}
