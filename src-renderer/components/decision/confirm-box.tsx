import { CircleX } from 'lucide-react'
import { type Ref, useId } from 'react'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'
import { CheckChoice } from '../check-choice.tsx'
import { classNames } from '../class-names.ts'

/** The box without which a dangerous decision does nothing. Its sentence turns into the error text. */
export function ConfirmBox(props: {
  readonly label: string
  readonly confirmed: boolean
  readonly onChange: (confirmed: boolean) => void
  readonly error: string | null
  /** Takes the focus when the decision was refused for the missing tick. */
  readonly sentence: Ref<HTMLParagraphElement>
}) {
  const { error } = props
  const sentenceId = useId()
  return (
    <div
      className={classNames(
        'rounded-8 bg-sunken',
        error === null ? 'border border-line p-3' : 'border-2 border-bad p-[11px]',
      )}
    >
      <CheckChoice
        selected={props.confirmed}
        onChange={props.onChange}
        label={props.label}
        describedBy={sentenceId}
      />
      <p
        ref={props.sentence}
        id={sentenceId}
        tabIndex={-1}
        className={classNames(
          'mt-1.5 flex items-start gap-1.5 rounded-4 leading-150',
          error === null ? 'text-dns-14N-130 text-ink2' : 'text-bad text-dns-14B-130',
        )}
      >
        {error !== null && <CircleX aria-hidden size={18} strokeWidth={2} className="mt-[1.5px] shrink-0" />}
        {error ?? decideText.boxHint}
      </p>
    </div>
  )
}
