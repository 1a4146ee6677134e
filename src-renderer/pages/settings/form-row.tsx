import type { ReactNode } from 'react'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { classNames } from '../../components/class-names.ts'

/** Label and official key at the left, control and hint at the right; a changed row has a bar. */
export function FormRow(props: {
  readonly settingKey: SettingKey
  /** The label element, tied to the control by the field around this row. */
  readonly label: ReactNode
  readonly changed: boolean
  readonly children: ReactNode
}) {
  const { settingKey, label, changed, children } = props
  return (
    <div
      id={`field-${settingKey}`}
      className={classNames(
        'grid gap-x-6 gap-y-2 border-line border-t px-5 py-2.5 md:grid-cols-[248px_minmax(0,1fr)]',
        changed && 'shadow-[inset_4px_0_0_var(--accent)] forced-colors:border-l-4',
      )}
    >
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2">
          {label}
          {changed && <span className="text-accent text-dns-14B-130">{wordText.changed}</span>}
        </div>
        <p className="text-code mt-1 break-all text-muted">{settingKey}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  )
}
