import { type KeyboardEvent, useState } from 'react'
import type { FolderEntry } from '../../../src-shared/ipc/answer-shapes.ts'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { folderRemoveText, foldersText } from '../../../src-shared/text/ja/screens-folders.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { classNames } from '../../components/class-names.ts'
import { Panel } from '../../components/panel.tsx'
import { QuestionDialog } from '../../components/question-dialog.tsx'
import type { Action } from '../../hooks/use-action.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { isInTrouble } from './folder-form.ts'
import { FolderRow } from './folder-row.tsx'

const COLUMNS = ['order', 'name', 'folder', 'token', 'state', 'actions'] as const

export function FolderTable(props: {
  readonly entries: readonly FolderEntry[]
  readonly action: Action
  /** The cure of the first trouble is the next right step of this screen. */
  readonly isFirstStep: boolean
  readonly onEdit: (folder: string) => void
}) {
  const { entries, action, onEdit } = props
  const announce = useAnnounce()
  const only = useOnlyShows()
  const [leaving, setLeaving] = useState<FolderEntry | null>(null)

  const move = async (entry: FolderEntry, position: number) => {
    if (only.blocked || position < 0 || position >= entries.length) return
    if ((await action.run('folders.move', { id: entry.id, position })) !== null) {
      announce(foldersText.moved(entry.displayName, position + 1))
    }
  }
  const pause = async (entry: FolderEntry) => {
    if ((await action.run('folders.pause', { id: entry.id, paused: !entry.paused })) === null) return
    announce(entry.paused ? foldersText.resumed(entry.displayName) : foldersText.paused(entry.displayName))
  }
  const create = async (entry: FolderEntry) => {
    if ((await action.run('folders.create-directory', { folder: entry.folder })) !== null) {
      announce(foldersText.created(entry.folder))
    }
  }
  const remove = async () => {
    if (leaving === null) return
    if ((await action.run('folders.remove', { id: leaving.id })) !== null) {
      announce(foldersText.removed(leaving.displayName))
    }
    setLeaving(null)
  }
  const first = props.isFirstStep ? entries.find(isInTrouble) : undefined
  return (
    <Panel className="overflow-x-auto">
      <table aria-label={navigationText.folders} className="w-full min-w-[980px] text-left">
        <thead>
          <tr className="h-9 text-dns-14B-130">
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className={classNames('whitespace-nowrap bg-sunken px-3', column === 'order' && 'w-px')}
              >
                {foldersText.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        {entries.map((entry, index) => (
          <FolderRow
            key={entry.id}
            entry={entry}
            index={index}
            last={index === entries.length - 1}
            leads={entry === first}
            busy={action.busy}
            onMove={(position) => move(entry, position)}
            onMoveKey={(event) => moveKey(event, (step) => move(entry, index + step))}
            onEdit={() => onEdit(entry.folder)}
            onPause={() => pause(entry)}
            onRemove={() => setLeaving(entry)}
            onCreate={() => create(entry)}
          />
        ))}
      </table>
      <QuestionDialog
        open={leaving !== null}
        title={folderRemoveText.title(leaving?.displayName ?? '')}
        safe={folderRemoveText.keep}
        onSafe={() => setLeaving(null)}
        act={folderRemoveText.remove}
        busy={action.busy}
        onAct={remove}
      >
        <p>{folderRemoveText.sentence}</p>
        <p className="text-ink2">{folderRemoveText.kept}</p>
      </QuestionDialog>
    </Panel>
  )
}

/** Alt+↑ and Alt+↓ move the row in which the focus is. */
function moveKey(event: KeyboardEvent, move: (step: 1 | -1) => unknown) {
  if (!event.altKey || event.nativeEvent.isComposing) return
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
  event.preventDefault()
  move(event.key === 'ArrowUp' ? -1 : 1)
}
