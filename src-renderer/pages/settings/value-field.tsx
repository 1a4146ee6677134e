import type { ReactNode } from 'react'
import { Label, Text, TextArea, TextField } from 'react-aria-components'
import { type SettingKey, settingRule } from '../../../src-shared/domain/settings.ts'
import { hintText, unitText } from '../../../src-shared/text/ja/screens-settings.ts'
import { settingFieldProblem, settingLabel } from '../../../src-shared/text/ja/settings.ts'
import { FieldMessage } from '../../components/field-message.tsx'
import { InputBox } from '../../components/input-box.tsx'
import { PasteNote } from '../../components/paste-note.tsx'
import { useTrimmedPaste } from '../../hooks/use-trimmed-paste.ts'
import { FormRow } from './form-row.tsx'
import { shownValue } from './form-state.ts'
import type { SettingFieldProps } from './setting-field.tsx'
import { valueMeaning } from './value-meaning.ts'

/** Addresses, names of hosts and paths are set in the mono font. */
const CODE: ReadonlySet<SettingKey> = new Set<SettingKey>([
  'PostRegistrationTasksBaseURL',
  'PMHFilePath',
  'ProxyAddress',
  'ProxyUsername',
  'ProxyDomain',
  'MailServer',
  'MailUser',
  'MailFrom',
  'MailTo',
  'PathPrefix',
  'EndpointFull',
  'EndpointDifferential',
  'EndpointDifferentialReset',
  'CsvPathPrefix',
  'MultipartField',
  'SerialFields',
  'ErrorCodeFields',
  'ErrorMessageFields',
])

/** Several names in one value: more than fits into a line. */
const LONG: ReadonlySet<SettingKey> = new Set<SettingKey>([
  'SerialFields',
  'ErrorCodeFields',
  'ErrorMessageFields',
])

/** A typed value with its unit, what it means, the hint, and the broken rule. */
export function ValueField(
  props: SettingFieldProps & {
    /** Stands above the box. */
    readonly above?: ReactNode
    readonly beside?: ReactNode
  },
) {
  const { settingKey: key, form, above, beside } = props
  const value = shownValue(form.state, key)
  const problem = form.problems.find((found) => found.key === key)
  const unit = unitText[key]
  const meaning = valueMeaning(key, value)
  const { kind } = settingRule(key)
  const number = kind === 'integer'
  const paste = useTrimmedPaste()
  return (
    <TextField
      value={value}
      // One line in the file: an Enter is none of the value.
      onChange={(next) => form.type(key, next.replace(/[\r\n]/g, ''))}
      onBlur={() => form.leave(key)}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      {...(number ? { inputMode: 'numeric' as const } : {})}
    >
      <FormRow
        settingKey={key}
        changed={form.changed.includes(key)}
        label={<Label className="text-dns-16B-130">{settingLabel[key]}</Label>}
      >
        {above}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {LONG.has(key) ? (
            <TextArea
              rows={2}
              className="w-full max-w-[480px] resize-none break-all rounded-8 border border-control bg-panel px-3 py-2 font-mono text-[1rem] text-ink leading-150 data-invalid:border-2 data-invalid:border-bad data-invalid:px-[11px]"
            />
          ) : (
            <InputBox
              code={CODE.has(key)}
              {...(kind === 'text' ? {} : { onPaste: paste.onPaste })}
              className={
                number ? (key === 'MonitoringTimer' ? 'w-44' : 'w-28') : 'max-w-[480px] flex-1 basis-[280px]'
              }
            />
          )}
          {unit !== undefined && <span className="text-dns-16N-130">{unit}</span>}
          {meaning !== null && <span className="text-dns-14N-130 text-ink2">（{meaning}）</span>}
          {beside}
        </div>
        <PasteNote shown={paste.trimmed} />
        <FieldMessage>{problem === undefined ? null : settingFieldProblem(problem)}</FieldMessage>
        {hintText[key] !== undefined && (
          <Text slot="description" className="mt-1.5 block text-dns-14N-130 leading-150 text-ink2">
            {hintText[key]}
          </Text>
        )}
      </FormRow>
    </TextField>
  )
}
