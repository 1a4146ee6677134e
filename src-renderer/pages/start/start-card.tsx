import { Check, Clock, type LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { startText } from '../../../src-shared/text/ja/screens-start.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { classNames } from '../../components/class-names.ts'

interface CardText {
  readonly title: string
  /** For whom it is, beside the icon. */
  readonly badge?: string
  readonly sentence: string
  readonly needs: readonly string[]
  readonly time: string
  readonly action: string
}

/** One way to begin: what it does, what to have at hand, how long it takes. */
export function StartCard(props: {
  readonly icon: LucideIcon
  readonly text: CardText
  /** The usual way: its button is the solid one. */
  readonly main?: boolean
  readonly busy?: boolean
  readonly blocked?: boolean
  /** What says why it is blocked. */
  readonly describedBy?: string | undefined
  readonly onPress: () => unknown
}) {
  const { icon: Icon, text, main = false } = props
  const titleId = useId()
  return (
    <section
      aria-labelledby={titleId}
      className={classNames(
        'flex flex-col rounded-16 bg-panel',
        main ? 'border-2 border-accent p-6' : 'border border-line p-[25px]',
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <span
          aria-hidden
          className="flex size-12 items-center justify-center rounded-8 bg-accent-soft text-accent forced-colors:border"
        >
          <Icon size={26} strokeWidth={2} />
        </span>
        {text.badge !== undefined && (
          <span className="rounded-4 bg-accent-soft px-2 py-1 text-accent text-oln-14B-100 forced-colors:border">
            {text.badge}
          </span>
        )}
      </div>
      <h3 id={titleId} className="mt-4 text-std-20B-150">
        {text.title}
      </h3>
      <p className="measure mt-1.5 text-std-16N-170 text-ink2 xl:min-h-[3lh]">{text.sentence}</p>
      <p className="mt-5 text-dns-14B-130">{startText.needs}</p>
      <ul className="mt-2 space-y-2">
        {text.needs.map((need) => (
          <li key={need} className="flex items-center gap-2 text-dns-16N-130">
            <Check aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ok" />
            {need}
          </li>
        ))}
      </ul>
      <div className="mt-auto pt-6">
        <p className="flex items-center gap-1.5 text-dns-14N-130 text-ink2">
          <Clock aria-hidden size={16} strokeWidth={2} />
          {text.time}
        </p>
        <ActionButton
          size={48}
          look={main ? 'solid' : 'outline'}
          busy={props.busy ?? false}
          blocked={props.blocked ?? false}
          describedBy={props.describedBy}
          onPress={props.onPress}
          className="mt-4 w-full"
        >
          {text.action}
        </ActionButton>
      </div>
    </section>
  )
}
