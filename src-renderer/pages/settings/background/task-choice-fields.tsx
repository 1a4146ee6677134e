import { Label, RadioGroup } from 'react-aria-components'
import type { TaskChoice } from '../../../../src-shared/domain/background.ts'
import { backgroundText } from '../../../../src-shared/text/ja/screens-background.ts'
import { RadioChoice } from '../../../components/radio-choice.tsx'
import { TextField } from '../../../components/text-field.tsx'
import type { WayForm } from './way-form.ts'

/** When the task begins, and under which account (manual 2.3). */
export function TaskChoiceFields(props: {
  readonly form: WayForm
  readonly onChange: (form: WayForm) => void
}) {
  const { task } = props.form
  const change = (part: Partial<TaskChoice>) => props.onChange({ ...props.form, task: { ...task, ...part } })
  return (
    <div className="space-y-4">
      <Choice
        label={backgroundText.trigger}
        words={backgroundText.triggers}
        value={task.trigger}
        onChange={(trigger) => change({ trigger })}
      />
      <div className="max-w-[560px]">
        <TextField
          label={backgroundText.account}
          hint={backgroundText.accountHint}
          value={task.account}
          onChange={(account) => change({ account })}
        />
      </div>
      {task.trigger === 'startup' && (
        <Choice
          label={backgroundText.logon}
          words={backgroundText.logons}
          value={task.logon}
          onChange={(logon) => change({ logon })}
        />
      )}
    </div>
  )
}

function Choice<V extends string>(props: {
  readonly label: string
  readonly words: Readonly<Record<V, string>>
  readonly value: V
  readonly onChange: (value: V) => void
}) {
  const values = Object.keys(props.words) as V[]
  return (
    <RadioGroup value={props.value} onChange={(value) => props.onChange(value as V)}>
      <Label className="text-dns-16B-130">{props.label}</Label>
      <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
        {values.map((value) => (
          <RadioChoice key={value} value={value} label={props.words[value]} />
        ))}
      </div>
    </RadioGroup>
  )
}
