import { type Ref, useId } from 'react'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { decideText, type Question, questionText } from '../../../src-shared/text/ja/screens-decide.ts'
import { classNames } from '../class-names.ts'
import { TextField } from '../text-field.tsx'
import { ChoiceCard } from './choice-card.tsx'
import { ConfirmBox } from './confirm-box.tsx'
import type { DecisionForm, DecisionProblems } from './decision-form.ts'

/** The decisions that this file allows, side by side. To use what belongs to one is to choose it. */
export function DecisionChoices(props: {
  readonly row: TransferRow
  readonly question: Question
  readonly form: DecisionForm
  readonly problems: DecisionProblems
  readonly boxSentence: Ref<HTMLParagraphElement>
  readonly onChange: (part: Partial<DecisionForm>) => void
}) {
  const { row, question, form, problems, onChange } = props
  const name = useId()
  const possible = row.possibleDecisions
  const group = possible.length > 1 ? name : null
  const { box } = questionText[question]
  return (
    <fieldset className={classNames('mt-3 grid gap-4', group !== null && 'md:grid-cols-2')}>
      <legend className="only-read">{decideText.choices}</legend>
      {possible.includes('treated_as_sent') && (
        <ChoiceCard
          decision="treated_as_sent"
          question={question}
          group={group}
          chosen={form.choice === 'treated_as_sent'}
          onChoose={() => onChange({ choice: 'treated_as_sent' })}
        >
          {row.serialNumber === null && (
            <TextField
              label={decideText.serial}
              code
              trimPaste
              value={form.serial}
              onChange={(serial) => onChange({ serial, choice: 'treated_as_sent' })}
              error={problems.serial}
            />
          )}
        </ChoiceCard>
      )}
      {possible.includes('resend') && (
        <ChoiceCard
          decision="resend"
          question={question}
          group={group}
          chosen={form.choice === 'resend'}
          onChoose={() => onChange({ choice: 'resend' })}
          place={placeOf(row, question)}
        >
          {box !== null && (
            <ConfirmBox
              label={box}
              confirmed={form.confirmed}
              onChange={(confirmed) => onChange(confirmed ? { confirmed, choice: 'resend' } : { confirmed })}
              error={problems.box}
              sentence={props.boxSentence}
            />
          )}
        </ChoiceCard>
      )}
    </fieldset>
  )
}

/** From where the file will be sent. */
function placeOf({ filedAs, folder }: TransferRow, question: Question): string {
  if (question === 'preflight') return decideText.place(folder)
  return filedAs === null ? decideText.inPlace(folder) : decideText.back(folder)
}
