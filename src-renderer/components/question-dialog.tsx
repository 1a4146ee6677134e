import type { ReactNode } from 'react'
import { ActionButton, type ButtonLook } from './action-button.tsx'
import { DialogButtons, DialogContent, DialogFrame } from './dialog-frame.tsx'

/** Asks once. The title is a question; focus is on the safe answer, which Esc gives too. */
export function QuestionDialog(props: {
  readonly open: boolean
  readonly title: string
  readonly children: ReactNode
  readonly safe: string
  readonly onSafe: () => void
  readonly act: string
  readonly actLook?: ButtonLook
  readonly busy?: boolean
  readonly onAct: () => unknown
  /** For facts that are long lines. */
  readonly wide?: boolean
}) {
  if (!props.open) return null
  return (
    <DialogFrame
      role="alertdialog"
      title={props.title}
      width={props.wide === true ? 'wide' : 'normal'}
      onClose={props.onSafe}
    >
      <DialogContent>{props.children}</DialogContent>
      <DialogButtons>
        <ActionButton size={48} autoFocus onPress={props.onSafe}>
          {props.safe}
        </ActionButton>
        <ActionButton
          size={48}
          look={props.actLook ?? 'danger'}
          busy={props.busy ?? false}
          onPress={props.onAct}
        >
          {props.act}
        </ActionButton>
      </DialogButtons>
    </DialogFrame>
  )
}
