import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { Button } from 'react-aria-components'
import { classNames } from './class-names.ts'

/** A button without a word: only 閉じる, コピー, paging and reordering. Its name is for screen readers. */
export function IconButton(props: {
  readonly icon: LucideIcon
  readonly name: string
  readonly onPress: () => unknown
  readonly blocked?: boolean
  readonly describedBy?: string | undefined
  /** Why it is blocked: shown to the pointer, and told as its description. */
  readonly why?: string
  readonly className?: string
}) {
  const { icon: Icon, blocked = false } = props
  const whyId = useId()
  const why = blocked ? props.why : undefined
  const describedBy = why === undefined ? props.describedBy : whyId
  const button = (
    <Button
      aria-label={props.name}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      {...(blocked ? { 'aria-disabled': true } : {})}
      onPress={() => {
        if (!blocked) props.onPress()
      }}
      className={classNames(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-6 border border-transparent',
        blocked
          ? 'text-muted forced-colors:text-[GrayText]'
          : 'text-ink2 hover:border-line hover:bg-sunken hover:text-ink',
        props.className,
      )}
    >
      <Icon aria-hidden size={18} strokeWidth={2} />
    </Button>
  )
  if (props.why === undefined) return button
  // Free or blocked, the button stays in its place of the tree, and keeps the focus.
  return (
    <span title={why} className="inline-flex">
      {button}
      {why !== undefined && (
        <span id={whyId} hidden>
          {why}
        </span>
      )}
    </span>
  )
}
