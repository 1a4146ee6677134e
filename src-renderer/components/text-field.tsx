import type { ReactNode } from 'react'
import { TextField as AriaTextField, Label, Text } from 'react-aria-components'
import { useTrimmedPaste } from '../hooks/use-trimmed-paste.ts'
import { classNames } from './class-names.ts'
import { FieldMessage } from './field-message.tsx'
import { InputBox } from './input-box.tsx'
import { PasteNote } from './paste-note.tsx'

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
  /** Blanks and line ends around a pasted text are no part of it, and the field says that they were dropped. */
  readonly trimPaste?: boolean
}) {
  const { error = null, trimPaste = false } = props
  const paste = useTrimmedPaste()
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
          {...(trimPaste ? { onPaste: paste.onPaste } : {})}
        />
        {props.beside}
      </div>
      <PasteNote shown={paste.trimmed} />
      <FieldMessage>{error}</FieldMessage>
    </AriaTextField>
  )
}
