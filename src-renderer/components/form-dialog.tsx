import type { FormEvent, ReactNode } from 'react'
import { wordText } from '../../src-shared/text/ja/screens.ts'
import { ActionButton } from './action-button.tsx'
import { DialogButtons, DialogContent, DialogFrame } from './dialog-frame.tsx'

/** Asks for a few fields. Enter sends them, Esc goes back. */
export function FormDialog(props: {
  readonly title: string
  readonly children: ReactNode
  readonly act: string
  readonly busy: boolean
  readonly onSubmit: () => unknown
  readonly onClose: () => void
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!props.busy) props.onSubmit()
  }
  return (
    <DialogFrame title={props.title} onClose={props.onClose}>
      <form onSubmit={submit}>
        <DialogContent>{props.children}</DialogContent>
        <DialogButtons>
          <ActionButton size={48} onPress={props.onClose}>
            {wordText.cancel}
          </ActionButton>
          <ActionButton size={48} look="solid" type="submit" busy={props.busy} onPress={() => undefined}>
            {props.act}
          </ActionButton>
        </DialogButtons>
      </form>
    </DialogFrame>
  )
}
