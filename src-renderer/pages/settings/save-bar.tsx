import { Pencil } from 'lucide-react'
import { settingsText } from '../../../src-shared/text/ja/screens-settings.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { focusField, type SettingsForm } from './use-settings-form.ts'

/** Stays at the lower edge: what is not saved yet, and what keeps it from being saved. */
export function SaveBar({ form }: { readonly form: SettingsForm }) {
  const { changed, problems, action } = form
  const only = useOnlyShows()
  const first = problems[0]
  return (
    <section
      aria-label={settingsText.unsaved(changed.length)}
      className="sticky bottom-0 flex min-h-[68px] shrink-0 flex-wrap items-center justify-end gap-x-4 gap-y-2 border-accent border-t-2 bg-panel px-6 py-2"
    >
      <p className="flex grow flex-wrap items-center gap-x-3 text-dns-16B-130">
        <Pencil aria-hidden size={20} strokeWidth={2} className="shrink-0 text-accent" />
        {settingsText.unsaved(changed.length)}
        {problems.length > 0 && <span className="text-bad">{settingsText.errors(problems.length)}</span>}
      </p>
      {first !== undefined && (
        <ActionButton look="link" onPress={() => focusField(first.key)}>
          {settingsText.toError}
        </ActionButton>
      )}
      <ActionButton size={48} onPress={form.undo}>
        {settingsText.undo}
      </ActionButton>
      <ActionButton size={48} look="solid" {...only} busy={action.busy} onPress={form.save}>
        {settingsText.save}
      </ActionButton>
    </section>
  )
}
