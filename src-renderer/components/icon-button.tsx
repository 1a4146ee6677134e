import type { LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components'
import { classNames } from './class-names.ts'

/** A button without a word: only 閉じる, コピー, paging and reordering. Its name is for screen readers. */
export function IconButton(props: {
  readonly icon: LucideIcon
  readonly name: string
  readonly onPress: () => unknown
  readonly blocked?: boolean
  readonly describedBy?: string | undefined
  readonly className?: string
}) {
  const { icon: Icon, blocked = false } = props
  return (
    <Button
      aria-label={props.name}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      {...(blocked ? { 'aria-disabled': true } : {})}
      onPress={() => {
        if (!blocked) props.onPress()
      }}
      className={classNames(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-6 border border-transparent',
        blocked ? 'text-muted opacity-60' : 'text-ink2 hover:border-line hover:bg-sunken hover:text-ink',
        props.className,
      )}
    >
      <Icon aria-hidden size={18} strokeWidth={2} />
    </Button>
  )
}
