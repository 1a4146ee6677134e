import { useState } from 'react'
import { Label, RadioGroup } from 'react-aria-components'
import { targetPresetText } from '../../../src-shared/text/ja/screens-settings.ts'
import { RadioChoice } from '../../components/radio-choice.tsx'
import { shownValue } from './form-state.ts'
import type { SettingFieldProps } from './setting-field.tsx'
import { PRESET_URL, PRESETS, presetOf, type TargetPreset } from './target-preset.ts'
import { ValueField } from './value-field.tsx'

/** 接続先URL: two known test addresses, or the production one typed in. */
export function TargetField(props: SettingFieldProps) {
  const { settingKey: key, form } = props
  const url = shownValue(form.state, key)
  // With an empty box nothing shows which choice was made, so it is remembered here.
  const [chosen, setChosen] = useState<TargetPreset | null>(null)
  const preset = presetOf(url) ?? chosen
  const choose = (next: TargetPreset) => {
    setChosen(next)
    if (next === 'production')
      form.type(
        key,
        presetOf(form.state.stored[key] ?? '') === 'production' ? (form.state.stored[key] ?? '') : '',
      )
    else form.type(key, PRESET_URL[next])
  }
  return (
    <ValueField
      {...props}
      above={
        <RadioGroup
          value={preset}
          onChange={(value) => {
            const next = PRESETS.find((name) => name === value)
            if (next !== undefined) choose(next)
          }}
          className="mb-2.5 pt-1"
        >
          <Label className="only-read">{targetPresetText.label}</Label>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {PRESETS.map((name) => (
              <RadioChoice key={name} value={name} label={targetPresetText[name]} />
            ))}
          </div>
        </RadioGroup>
      }
    />
  )
}
