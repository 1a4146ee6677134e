import { Label, RadioGroup, Text } from 'react-aria-components'
import { PREFLIGHT_MODES, type PreflightMode } from '../../../src-shared/domain/preflight-rule.ts'
import { modeText, preflightText } from '../../../src-shared/text/ja/preflight.ts'
import { RadioChoice } from '../../components/radio-choice.tsx'

/** The value of the radio that stands for null. */
const AS_SETTING = 'setting'

/** 送信前の点検 of one folder, which may differ from the setting. */
export function PreflightChoice(props: {
  readonly mode: PreflightMode | null
  readonly onChange: (mode: PreflightMode | null) => void
}) {
  return (
    <RadioGroup
      value={props.mode ?? AS_SETTING}
      onChange={(value) => props.onChange(PREFLIGHT_MODES.find((mode) => mode === value) ?? null)}
    >
      <Label className="text-dns-16B-130">{preflightText.title}</Label>
      <Text slot="description" className="mt-1 block text-dns-14N-130 leading-150 text-ink2">
        {preflightText.hint}
      </Text>
      <div className="mt-2 grid grid-cols-2 gap-x-8 gap-y-2">
        <RadioChoice value={AS_SETTING} label={preflightText.asSetting} />
        {PREFLIGHT_MODES.map((mode) => (
          <RadioChoice key={mode} value={mode} label={modeText[mode]} />
        ))}
      </div>
    </RadioGroup>
  )
}
