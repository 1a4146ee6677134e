import { CircleCheck, type LucideIcon, RotateCw } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Decision } from '../../../src-shared/domain/transfer.ts'
import { decisionWord, type Question, questionText } from '../../../src-shared/text/ja/screens-decide.ts'
import { classNames } from '../class-names.ts'

const ICONS: Readonly<Record<Decision, LucideIcon>> = { treated_as_sent: CircleCheck, resend: RotateCw }

/** One decision: what it means, what may go wrong, and what belongs to it. A radio where there are two. */
export function ChoiceCard(props: {
  readonly decision: Decision
  readonly question: Question
  /** The name that ties the radios together; null where there is nothing to choose. */
  readonly group: string | null
  readonly chosen: boolean
  readonly onChoose: () => void
  /** Where the file will lie. */
  readonly place?: string
  readonly children?: ReactNode
}) {
  const { decision, question, group, chosen, onChoose } = props
  const meaningId = useId()
  const radioId = useId()
  const Icon = ICONS[decision]
  const text = questionText[question][decision === 'resend' ? 'resend' : 'sent']
  const title = (
    <>
      <Icon aria-hidden size={20} strokeWidth={2} className="shrink-0 text-accent" />
      {decisionWord(decision, question)}
    </>
  )
  return (
    <div
      className={classNames(
        'relative flex flex-col rounded-12 bg-panel',
        group !== null && chosen
          ? 'border-2 border-accent px-[15px] py-[11px]'
          : 'border border-line px-4 py-3',
      )}
    >
      {group === null ? (
        <h3 className="flex min-h-6 items-center gap-2 text-dns-16B-130">{title}</h3>
      ) : (
        <div className="flex min-h-6 items-start gap-2.5">
          <input
            type="radio"
            id={radioId}
            name={group}
            value={decision}
            checked={chosen}
            onChange={onChoose}
            aria-describedby={meaningId}
            className="relative z-[1] size-5 shrink-0 appearance-none rounded-full border-2 border-control bg-panel checked:border-[6px] checked:border-accent forced-colors:appearance-auto"
          />
          {/* The whole card is the label's ground; what belongs to the choice lies above it. */}
          <label
            htmlFor={radioId}
            className="flex flex-wrap items-center gap-x-3 after:absolute after:inset-0 after:rounded-12"
          >
            <span className="flex items-center gap-2 text-dns-16B-130">{title}</span>
            <span className="text-dns-14N-130 text-ink2">{text.when}</span>
          </label>
        </div>
      )}
      <p id={meaningId} className="mt-1.5 text-dns-16N-130 leading-150 text-ink2">
        {text.meaning}
        {props.place}
        {text.danger !== '' && <strong className="text-bad">{text.danger}</strong>}
      </p>
      {props.children && <div className="relative mt-auto pt-3">{props.children}</div>}
    </div>
  )
}
