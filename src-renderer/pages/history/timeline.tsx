import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { clockTime, tableTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { detailText } from '../../../src-shared/text/ja/screens-history.ts'
import { classNames } from '../../components/class-names.ts'
import { TONE_CLASS } from '../../components/tone.ts'
import { type TimelineStep, timelineSteps } from './timeline-steps.ts'

/** 経過: each step with its time; the day is told where it changes. */
export function Timeline({ row, beside }: { readonly row: TransferRow; readonly beside: boolean }) {
  const steps = timelineSteps(row)
  return (
    <ol
      aria-label={detailText.timeline}
      className={classNames(
        'mt-3 flex flex-wrap items-center gap-y-1 border-line border-t pt-2.5 text-dns-14N-130',
        beside && 'flex-col items-start',
      )}
    >
      {steps.map((step, at) => (
        <li key={step.word} className="flex items-center">
          {at > 0 && !beside && <span aria-hidden className="mx-3 h-px w-5 bg-control" />}
          <step.mark.icon
            aria-hidden
            size={18}
            strokeWidth={2}
            className={classNames('mr-1.5 shrink-0 text-tone', TONE_CLASS[step.mark.tone])}
          />
          <span>{step.word}</span>
          <span className="ml-2 text-ink2 tabular-nums">{timeOf(step, steps[at - 1])}</span>
        </li>
      ))}
    </ol>
  )
}

function timeOf({ at }: TimelineStep, before: TimelineStep | undefined): string {
  const isSameDay = at !== null && before?.at?.slice(0, 10) === at.slice(0, 10)
  return isSameDay ? clockTime(at) : tableTime(at)
}
