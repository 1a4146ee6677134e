import { FolderSearch } from 'lucide-react'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { ActionButton } from '../../components/action-button.tsx'
import type { SettingFieldProps } from './setting-field.tsx'
import { ValueField } from './value-field.tsx'

/** PMHFilePath: typed, or picked in the system's dialog. */
export function RootField(props: SettingFieldProps) {
  const { settingKey: key, form } = props
  const pick = async () => {
    const done = await form.action.run('settings.pick-root', {})
    if (done === null || done.value.path === null) return
    form.type(key, done.value.path)
    form.leave(key)
  }
  return (
    <ValueField
      {...props}
      beside={
        <ActionButton icon={FolderSearch} busy={form.action.busy} onPress={pick} className="h-10">
          {wordText.choose}
        </ActionButton>
      }
    />
  )
}
