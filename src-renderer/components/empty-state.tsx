import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** Stands in the place of the content: what it means, and what to do next. */
export function EmptyState(props: {
  readonly icon: LucideIcon
  /** Of the title, for what it explains. */
  readonly titleId?: string
  readonly title: string
  readonly sentence: string
  readonly children?: ReactNode
}) {
  const { icon: Icon } = props
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <Icon aria-hidden size={32} strokeWidth={2} className="text-muted" />
      <p {...(props.titleId === undefined ? {} : { id: props.titleId })} className="text-std-18B-160">
        {props.title}
      </p>
      <p className="measure text-std-16N-170 text-ink2">{props.sentence}</p>
      {props.children ? (
        <div className="mt-2 flex flex-wrap justify-center gap-3">{props.children}</div>
      ) : null}
    </div>
  )
}
