import type { ReactNode } from 'react'
import { TextField as AriaTextField, Label, Text } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { FieldMessage } from './field-message.tsx'
import { InputBox } from './input-box.tsx'

/** Label, hint, box, and the sentence of the rule that the value breaks. For sheets and dialogs. */
export function TextField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly hint?: ReactNode
  readonly error?: string | null
  readonly type?: 'text' | 'password'
  readonly code?: boolean
  readonly autoFocus?: boolean
  /** The label stands at the left of the box where there is room. */
  readonly inline?: boolean
  /** Stands at the right of the box. */
  readonly beside?: ReactNode
  readonly onPaste?: (event: React.ClipboardEvent<HTMLInputElement>) => void
}) {
  const { error = null } = props
  return (
    <AriaTextField
      value={props.value}
      onChange={props.onChange}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
      type={props.type ?? 'text'}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      autoComplete="off"
      spellCheck="false"
      className={classNames(
        'flex flex-col',
        props.inline === true &&
          'md:grid md:grid-cols-[auto_minmax(0,1fr)] md:items-center md:gap-x-4 md:[&>div]:mt-0 md:[&>:nth-child(n+3)]:col-start-2',
      )}
    >
      <Label className="text-dns-16B-130">{props.label}</Label>
      {props.hint !== undefined && (
        <Text slot="description" className="mt-1.5 text-dns-14N-130 leading-150 text-ink2">
          {props.hint}
        </Text>
      )}
      <div className="mt-1.5 flex items-center gap-2">
        <InputBox
          code={props.code ?? false}
          className="w-full grow"
          {...(props.onPaste === undefined ? {} : { onPaste: props.onPaste })}
        />
        {props.beside}
      </div>
      <FieldMessage>{error}</FieldMessage>
    </AriaTextField>
  )
}
