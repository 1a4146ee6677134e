import { Pencil } from 'lucide-react'
import { useId } from 'react'
import { settingsText } from '../../../src-shared/text/ja/screens-settings.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { classNames } from '../../components/class-names.ts'
import { SenderButton } from '../../components/sender-button.tsx'
import { focusField, type SettingsForm } from './use-settings-form.ts'

/** Stays at the lower edge: what is not saved yet, and what keeps it from being saved. Without either, 保存 says so. */
export function SaveBar({ form }: { readonly form: SettingsForm }) {
  const { changed, problems, action, isOpen } = form
  const first = problems[0]
  const sentenceId = useId()
  const sentence = isOpen ? settingsText.unsaved(changed.length) : settingsText.nothingChanged
  return (
    <section
      aria-label={sentence}
      className={classNames(
        'bottom-0 flex min-h-[68px] shrink-0 flex-wrap items-center justify-end gap-x-4 gap-y-2 bg-panel px-6 py-2',
        isOpen ? 'sticky border-accent border-t-2' : 'border-line border-t',
      )}
    >
      <p
        id={sentenceId}
        className={classNames(
          'flex grow flex-wrap items-center gap-x-3',
          isOpen ? 'text-dns-16B-130' : 'text-dns-16N-130 text-ink2',
        )}
      >
        {isOpen && <Pencil aria-hidden size={20} strokeWidth={2} className="shrink-0 text-accent" />}
        {sentence}
        {problems.length > 0 && <span className="text-bad">{settingsText.errors(problems.length)}</span>}
      </p>
      {first !== undefined && (
        <ActionButton look="link" onPress={() => focusField(first.key)}>
          {settingsText.toError}
        </ActionButton>
      )}
      {isOpen && (
        <ActionButton size={48} onPress={form.undo}>
          {settingsText.undo}
        </ActionButton>
      )}
      <SenderButton
        size={48}
        look="solid"
        blocked={!isOpen}
        describedBy={isOpen ? undefined : sentenceId}
        busy={action.busy}
        onPress={form.save}
      >
        {settingsText.save}
      </SenderButton>
    </section>
  )
}
