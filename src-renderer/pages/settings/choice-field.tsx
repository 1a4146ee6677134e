import { Label, RadioGroup, Text } from 'react-aria-components'
import { choiceText, hintText } from '../../../src-shared/text/ja/screens-settings.ts'
import { settingLabel } from '../../../src-shared/text/ja/settings.ts'
import { RadioChoice } from '../../components/radio-choice.tsx'
import { FormRow } from './form-row.tsx'
import { shownValue } from './form-state.ts'
import type { SettingFieldProps } from './setting-field.tsx'

/** One of a few written values, each with its word. The order is the screen's: the usual one first. */
const ORDER: Readonly<Record<string, readonly string[]>> = { PostRegistrationFileType: ['2', '1'] }

export function ChoiceField({ settingKey: key, form }: SettingFieldProps) {
  const words = choiceText[key] ?? {}
  return (
    <RadioGroup value={shownValue(form.state, key)} onChange={(value) => form.type(key, value)}>
      <FormRow
        settingKey={key}
        changed={form.changed.includes(key)}
        label={<Label className="text-dns-16B-130">{settingLabel[key]}</Label>}
      >
        <div className="flex flex-wrap gap-x-6 gap-y-2 pt-0.5">
          {(ORDER[key] ?? Object.keys(words)).map((value) => (
            <RadioChoice key={value} value={value} label={words[value] ?? value} />
          ))}
        </div>
        {hintText[key] !== undefined && (
          <Text slot="description" className="mt-1.5 block text-dns-14N-130 leading-150 text-ink2">
            {hintText[key]}
          </Text>
        )}
      </FormRow>
    </RadioGroup>
  )
}
