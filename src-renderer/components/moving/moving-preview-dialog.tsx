import type { ReactNode } from 'react'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { MovingPreview } from '../../../src-shared/ipc/answer-shapes.ts'
import { tableTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { movingText } from '../../../src-shared/text/ja/screens-secrets.ts'
import { choiceText } from '../../../src-shared/text/ja/screens-settings.ts'
import { settingLabel } from '../../../src-shared/text/ja/settings.ts'
import { useAction } from '../../hooks/use-action.ts'
import { FailureBanner } from '../failure-banner.tsx'
import { FormDialog } from '../form-dialog.tsx'

/** What the file changes here, before it does. */
export function MovingPreviewDialog(props: {
  readonly preview: MovingPreview
  readonly onClose: () => void
  readonly onApplied: () => void
}) {
  const { host, exportedAt, folders, kept } = props.preview
  const action = useAction()
  const apply = async () => {
    if ((await action.run('moving.apply', {})) !== null) props.onApplied()
  }
  const lines = settingLines(props.preview)
  const folderLines = folders.map(({ displayName, folder, change, credential }) => ({
    name: `${displayName}（${folder}）`,
    content: `${movingText.changes[change]}。${tokenSentence(change, credential)}`,
  }))
  return (
    <FormDialog
      title={movingText.previewTitle}
      act={movingText.apply}
      busy={action.busy}
      onSubmit={apply}
      onClose={props.onClose}
    >
      <p>{movingText.from(host, tableTime(exportedAt))}</p>
      <p className="font-bold">{movingText.stopFirst}</p>
      <FailureBanner error={action.error} onDismiss={action.clear} />
      <ChangeList title={movingText.settings} lines={lines} none={movingText.noSettings} />
      <ChangeList title={movingText.folders} lines={folderLines} none={movingText.noFolders} />
      {kept.length > 0 && <p className="text-dns-14N-130">{movingText.kept(kept.join('、'))}</p>}
    </FormDialog>
  )
}

interface Line {
  readonly name: string
  readonly content: ReactNode
}

function tokenSentence(
  change: MovingPreview['folders'][number]['change'],
  credential: MovingPreview['folders'][number]['credential'],
): string {
  const isNew = change === 'added' && credential === 'brought'
  return isNew ? movingText.newCredential : movingText.credentials[credential]
}

function settingLines({ settings, brought }: MovingPreview): Line[] {
  const changes = settings.map(({ key, before, after }) => {
    const content = (
      <>
        <Value of={key} value={before} />
        {movingText.becomes}
        <Value of={key} value={after} />
      </>
    )
    return { name: settingLabel[key], content }
  })
  return [...changes, ...brought.map((key) => ({ name: settingLabel[key], content: movingText.brought }))]
}

/** In the words of 設定 where it has some; else as it is written, in mono. */
function Value({ of: key, value }: { readonly of: SettingKey; readonly value: string | null }) {
  if (value === null || value === '') return movingText.notSet
  const word = choiceText[key]?.[value]
  return word ?? <span className="text-code text-ink">{value}</span>
}

function ChangeList(props: {
  readonly title: string
  readonly lines: readonly Line[]
  readonly none: string
}) {
  return (
    <div>
      <h3 className="text-dns-16B-130">{props.title}</h3>
      {props.lines.length === 0 ? (
        <p className="mt-1 text-dns-14N-130 text-ink2">{props.none}</p>
      ) : (
        <ul className="mt-1 divide-y divide-line rounded-8 border border-line">
          {props.lines.map(({ name, content }) => (
            <li key={name} className="px-3 py-2 text-dns-14N-130 leading-150">
              <strong>{name}</strong>
              <span className="ml-3 break-all text-ink2">{content}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
