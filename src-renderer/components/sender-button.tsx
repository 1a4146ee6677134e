import { useOnlyShows } from '../hooks/use-only-shows.ts'
import { ActionButton, type ActionButtonProps } from './action-button.tsx'

/** For what only the program that sends may do: beside another one it keeps its place, and the band on top says why it does nothing. */
export function SenderButton(props: ActionButtonProps) {
  const only = useOnlyShows()
  if (!only.blocked) return <ActionButton {...props} />
  const describedBy = [props.describedBy, only.describedBy].filter((id) => id !== undefined).join(' ')
  return <ActionButton {...props} blocked describedBy={describedBy} />
}
