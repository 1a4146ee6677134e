import type { WayState } from '../../../../src-shared/ipc/background-answers.ts'
import { wordText } from '../../../../src-shared/text/ja/screens.ts'
import { backgroundText, wayText } from '../../../../src-shared/text/ja/screens-background.ts'
import { CommandLines } from '../../../components/command-lines.tsx'
import { QuestionDialog } from '../../../components/question-dialog.tsx'

/** Somebody else's registration is replaced by nobody but staff. */
export function ReplaceQuestion(props: {
  readonly place: string
  /** What is replaced comes back with the removal of ours. */
  readonly restored: boolean
  readonly busy: boolean
  readonly onKeep: () => void
  readonly onReplace: () => unknown
}) {
  const text = backgroundText.question
  return (
    <QuestionDialog
      open
      title={text.foreignTitle}
      safe={wordText.cancel}
      onSafe={props.onKeep}
      act={text.replace}
      busy={props.busy}
      onAct={props.onReplace}
    >
      <p className="break-words">{text.foreign(props.place)}</p>
      <p>{props.restored ? text.restored : text.lost}</p>
    </QuestionDialog>
  )
}

export function RemoveQuestion(props: {
  readonly entry: WayState
  readonly busy: boolean
  readonly onKeep: () => void
  readonly onRemove: () => unknown
}) {
  const { way, place, remove } = props.entry
  const text = backgroundText.removeQuestion
  return (
    <QuestionDialog
      open
      title={text.title(wayText[way] ?? way)}
      safe={wordText.cancel}
      onSafe={props.onKeep}
      act={backgroundText.remove}
      busy={props.busy}
      onAct={props.onRemove}
    >
      <p className="text-code break-all">{place}</p>
      <p>{text.consequence[way]}</p>
      {way === 'service' && remove.length > 0 && (
        <>
          <p className="text-dns-14N-130 leading-150 text-ink2">{text.running}</p>
          <CommandLines label={backgroundText.commandsTitle} commands={remove.slice(0, 1)} />
        </>
      )}
    </QuestionDialog>
  )
}
