import type { ComponentProps } from 'react'
import { Input } from 'react-aria-components'
import { classNames } from './class-names.ts'

/** The box of a text field: 40 high, a thin border that gets thick and red when its value is refused. */
export function InputBox(
  props: ComponentProps<typeof Input> & { readonly className?: string; readonly code?: boolean },
) {
  const { className, code = false, ...rest } = props
  return (
    <Input
      {...rest}
      className={classNames(
        'h-10 min-w-0 rounded-8 border border-control bg-panel px-3 text-ink',
        'data-invalid:border-2 data-invalid:border-bad data-invalid:px-[11px]',
        'placeholder:text-muted read-only:bg-sunken',
        code ? 'font-mono text-[1rem]' : 'text-[1rem]',
        className ?? 'w-full',
      )}
    />
  )
}
