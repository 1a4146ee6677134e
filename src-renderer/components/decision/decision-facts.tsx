import { CircleCheck, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { decideText, type Question, questionText } from '../../../src-shared/text/ja/screens-decide.ts'
import { aroundTime, cardTime, shortHash } from '../../../src-shared/text/ja/screens-formats.ts'
import { detailText } from '../../../src-shared/text/ja/screens-history.ts'
import { holdReasonText } from '../../../src-shared/text/ja/words.ts'
import { classNames } from '../class-names.ts'
import { changedMark, heldMark, type Mark, resultMark } from '../state-marks.ts'
import { StatusChip } from '../status-chip.tsx'
import { TONE_CLASS } from '../tone.ts'

/** What is known, and how the rest is found out: two columns over the evidence. */
export function DecisionFacts({ row, question }: { readonly row: TransferRow; readonly question: Question }) {
  const mark = resultMark[resultWord(row.status)]
  const now = new Date()
  return (
    <div className="mt-3 rounded-8 border border-line bg-sunken px-5 pt-3 pb-2">
      <div className="grid gap-x-8 gap-y-3 md:grid-cols-[5fr_6fr]">
        <section>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h3 className="mr-1 text-dns-14B-130">{decideText.known}</h3>
            <StatusChip {...mark} />
            {row.hold !== null && <StatusChip {...heldMark} />}
            {row.changed && <StatusChip {...changedMark} />}
          </div>
          <ol className="mt-1.5 space-y-1">
            <Step
              time={cardTime(row.startedAt, now)}
              icon={CircleCheck}
              tone="tone-ok"
              what={row.attempts > 0 ? decideText.started : decideText.looked}
            />
            {row.finishedAt !== null && (
              <Step
                time={cardTime(row.finishedAt, now)}
                icon={mark.icon}
                tone={TONE_CLASS[mark.tone]}
                what={whatHappened(row, mark)}
              />
            )}
          </ol>
          {row.errorMessage !== null && row.errorMessage !== '' && row.status === 'rejected' && (
            <p className="mt-1 break-words text-dns-14N-130 leading-150 text-ink2">
              {detailText.message}：{row.errorMessage}
            </p>
          )}
        </section>
        <section>
          <h3 className="flex min-h-6 items-center text-dns-14B-130">{questionText[question].checkTitle}</h3>
          <p className="mt-1.5 text-dns-16N-130 leading-150">
            <HowToCheck row={row} question={question} />
          </p>
        </section>
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-7 gap-y-1 border-line border-t pt-2 text-dns-14N-130">
        <Fact label={detailText.attempts}>{detailText.times(row.attempts)}</Fact>
        {row.errorCode !== null && (
          <Fact label={detailText.code}>
            <span className="text-code">{row.errorCode}</span>
          </Fact>
        )}
        {row.serialNumber !== null && (
          <Fact label={detailText.serial}>
            <span className="text-code select-all">{row.serialNumber}</span>
          </Fact>
        )}
        <Fact label={detailText.sha}>
          <span className="text-code" title={row.sha256}>
            {shortHash(row.sha256)}
          </span>
        </Fact>
      </dl>
    </div>
  )
}

function whatHappened(row: TransferRow, mark: Mark): string {
  if (row.status === 'accepted') return detailText.acceptedWhat
  if (row.errorCode !== null) return errorText(row.errorCode).what
  return row.hold === null ? mark.word : holdReasonText[row.hold]
}

function HowToCheck({ row, question }: { readonly row: TransferRow; readonly question: Question }) {
  if (question === 'doubt') {
    const [before, around, after] = decideText.checkDoubt(aroundTime(row.startedAt), row.displayName)
    return (
      <>
        {before}
        <strong className="whitespace-nowrap">{around}</strong>
        {after}
      </>
    )
  }
  if (question === 'changed') return decideText.checkChanged
  if (question === 'duplicate') return decideText.checkDuplicate
  if (question === 'preflight') return decideText.checkPreflight
  const { why, remedy } = errorText(row.errorCode ?? '')
  return `${why}${remedy}`
}

function Step(props: {
  readonly time: string
  readonly icon: LucideIcon
  readonly tone: string
  readonly what: string
}) {
  const { icon: Icon } = props
  return (
    <li className="flex items-start gap-3 text-dns-16N-130 leading-150">
      <span className="min-w-[7em] shrink-0 whitespace-nowrap text-ink2 tabular-nums">{props.time}</span>
      <Icon
        aria-hidden
        size={18}
        strokeWidth={2}
        className={classNames(props.tone, 'mt-[3px] shrink-0 text-tone')}
      />
      <span className="min-w-0">{props.what}</span>
    </li>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center gap-2">
      <dt className="shrink-0 text-ink2">{label}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </div>
  )
}
