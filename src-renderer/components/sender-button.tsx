import { useId } from 'react'
import { actionText } from '../../src-shared/text/ja/screens-dashboard.ts'
import { useConsole } from '../app/console-state.tsx'
import { ActionButton, type ActionButtonProps } from './action-button.tsx'

/** For what only the program that sends may do: beside another one it keeps its place, and says why it does nothing. */
export function SenderButton(props: ActionButtonProps) {
  const { info } = useConsole()
  const why = useId()
  if (info?.heldBy == null) return <ActionButton {...props} />
  const describedBy = props.describedBy === undefined ? why : `${props.describedBy} ${why}`
  return (
    <>
      <ActionButton {...props} blocked describedBy={describedBy} />
      <span id={why} className="only-read">
        {actionText.blockedHeld}
      </span>
    </>
  )
}
