import { useId } from 'react'
import { flagText, hintText } from '../../../src-shared/text/ja/screens-settings.ts'
import { settingLabel } from '../../../src-shared/text/ja/settings.ts'
import { CheckChoice } from '../../components/check-choice.tsx'
import { FormRow } from './form-row.tsx'
import { shownValue } from './form-state.ts'
import type { SettingFieldProps } from './setting-field.tsx'

/** On or off, with a sentence that says what "on" does. Written true and false in any case. */
export function FlagField({ settingKey: key, form }: SettingFieldProps) {
  const labelId = useId()
  const hintId = useId()
  const hint = hintText[key]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold its legend inside the row's grid
    <div role="group" aria-labelledby={labelId}>
      <FormRow
        settingKey={key}
        changed={form.changed.includes(key)}
        label={
          <span id={labelId} className="text-dns-16B-130">
            {settingLabel[key]}
          </span>
        }
      >
        <CheckChoice
          selected={shownValue(form.state, key).toLowerCase() === 'true'}
          onChange={(selected) => form.type(key, writtenAs(form.state.stored[key], selected))}
          label={flagText[key] ?? ''}
          describedBy={hintId}
        />
        {hint !== undefined && (
          <p id={hintId} className="mt-1.5 text-dns-14N-130 leading-150 text-ink2">
            {hint}
          </p>
        )}
      </FormRow>
    </div>
  )
}

/** Back to the stored value in its own writing, so that `True` is no change of `true`. */
function writtenAs(stored: string | undefined, selected: boolean): string {
  return stored?.toLowerCase() === String(selected) ? stored : String(selected)
}
