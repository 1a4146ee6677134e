import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button } from 'react-aria-components'
import { classNames } from './class-names.ts'

/** One solid button per view: the next right step. Danger is never solid. */
export type ButtonLook = 'solid' | 'outline' | 'danger' | 'quiet' | 'link'

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  solid:
    'border border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong forced-colors:border-[ButtonText] forced-colors:bg-[ButtonText] forced-colors:text-[ButtonFace] forced-colors:hover:border-[Highlight] forced-colors:hover:bg-[ButtonText] forced-colors:[forced-color-adjust:none]',
  outline:
    'border border-accent bg-panel text-accent hover:bg-accent-soft forced-colors:border-[ButtonBorder] forced-colors:text-[ButtonText] forced-colors:hover:border-[Highlight]',
  danger:
    'border border-bad bg-panel text-bad hover:tone-bad hover:bg-tone-soft forced-colors:border-[ButtonBorder] forced-colors:border-dashed forced-colors:text-[ButtonText] forced-colors:hover:border-[Highlight]',
  quiet: 'border border-transparent text-ink2 hover:border-line hover:bg-sunken hover:text-ink',
  link: 'text-accent underline underline-offset-4 decoration-1 hover:decoration-2',
}

/** An action that cannot run keeps its button in a neutral look; a sentence beside it says why. */
const BLOCKED =
  'border border-control bg-sunken text-muted cursor-default forced-colors:border-[GrayText] forced-colors:text-[GrayText]'

const SIZES = {
  48: 'h-12 min-w-28 gap-2 rounded-8 px-5 text-oln-16B-100',
  36: 'h-9 gap-2 rounded-6 px-3 text-oln-16B-100',
  32: 'h-8 gap-1.5 rounded-6 px-2.5 text-oln-14B-100',
} as const

export interface ActionButtonProps {
  readonly children: ReactNode
  readonly onPress: () => unknown
  readonly look?: ButtonLook
  readonly size?: keyof typeof SIZES
  readonly icon?: LucideIcon
  /** Looks and acts blocked, but keeps its place and its focus. */
  readonly blocked?: boolean
  /** A command is under way: presses are ignored, the look stays. */
  readonly busy?: boolean
  readonly name?: string | undefined
  readonly describedBy?: string | undefined
  readonly autoFocus?: boolean
  readonly type?: 'button' | 'submit'
  readonly className?: string
  readonly ref?: Ref<HTMLButtonElement>
  readonly expanded?: boolean
}

export function ActionButton(props: ActionButtonProps) {
  const { look = 'outline', size = 36, blocked = false, busy = false, icon: Icon, type = 'button' } = props
  const plain = look === 'link'
  return (
    <Button
      {...(props.ref ? { ref: props.ref } : {})}
      type={type}
      autoFocus={props.autoFocus ?? false}
      {...(props.name === undefined ? {} : { 'aria-label': props.name })}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(blocked || busy ? { 'aria-disabled': true } : {})}
      onPress={() => {
        if (!blocked && !busy) props.onPress()
      }}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center whitespace-nowrap',
        plain ? 'min-h-6 gap-1.5 rounded-4' : SIZES[size],
        plain && (size === 32 ? 'text-dns-14N-130' : 'text-dns-16B-130'),
        blocked ? BLOCKED : LOOKS[look],
        props.className,
      )}
    >
      {Icon !== undefined && (
        <Icon aria-hidden size={size === 32 ? 16 : size === 48 ? 20 : 18} strokeWidth={2} />
      )}
      {props.children}
    </Button>
  )
}
