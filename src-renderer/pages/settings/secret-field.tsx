import { useState } from 'react'
import { Label, TextField } from 'react-aria-components'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { settingsText } from '../../../src-shared/text/ja/screens-settings.ts'
import { settingFieldProblem, settingLabel } from '../../../src-shared/text/ja/settings.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { FieldMessage } from '../../components/field-message.tsx'
import { InputBox } from '../../components/input-box.tsx'
import { FormRow } from './form-row.tsx'
import type { SettingFieldProps } from './setting-field.tsx'

/** A password goes in and never comes out: registered ones show as dots and can be replaced or removed. */
export function SecretField({ settingKey: key, form }: SettingFieldProps) {
  const [replacing, setReplacing] = useState(false)
  const set = form.state.secretsSet.includes(key)
  const typed = form.state.typed[key]
  const changed = form.changed.includes(key)
  const open = !set || replacing

  if (!open) {
    const removing = typed === ''
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold its legend inside the row's grid
      <div role="group" aria-label={settingLabel[key]}>
        <FormRow
          settingKey={key}
          changed={changed}
          label={<span className="text-dns-16B-130">{settingLabel[key]}</span>}
        >
          <div className="flex min-h-10 flex-wrap items-center gap-x-5 gap-y-1 text-dns-16N-130">
            {removing ? (
              <span>{settingsText.willClear}</span>
            ) : (
              <span>
                {wordText.registered}
                <span aria-hidden className="ml-4 font-mono">
                  {settingsText.dots}
                </span>
              </span>
            )}
            {removing ? (
              <ActionButton look="link" onPress={() => form.forget(key)}>
                {settingsText.keepSecret}
              </ActionButton>
            ) : (
              <>
                <ActionButton look="link" onPress={() => setReplacing(true)}>
                  {wordText.replace}
                </ActionButton>
                <ActionButton look="link" onPress={() => form.type(key, '')}>
                  {settingsText.clear}
                </ActionButton>
              </>
            )}
          </div>
        </FormRow>
      </div>
    )
  }
  const problem = form.problems.find((found) => found.key === key)
  return (
    <TextField
      type="password"
      value={typed ?? ''}
      // Nothing typed is no change; removing has its own button.
      onChange={(value) => (value === '' ? form.forget(key) : form.type(key, value))}
      onBlur={() => form.leave(key)}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete="off"
    >
      <FormRow
        settingKey={key}
        changed={changed}
        label={<Label className="text-dns-16B-130">{settingLabel[key]}</Label>}
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <InputBox className="w-full max-w-[480px]" autoFocus={set} />
          {set && (
            <ActionButton
              look="link"
              onPress={() => {
                setReplacing(false)
                form.forget(key)
              }}
            >
              {wordText.keep}
            </ActionButton>
          )}
        </div>
        <FieldMessage>{problem === undefined ? null : settingFieldProblem(problem)}</FieldMessage>
      </FormRow>
    </TextField>
  )
}
