import { CircleCheck, FolderPlus, FolderSearch } from 'lucide-react'
import { useState } from 'react'
import { folderNameProblem } from '../../../src-shared/domain/scheme-folder.ts'
import type { FolderEntry } from '../../../src-shared/ipc/answer-shapes.ts'
import { folderFormText } from '../../../src-shared/text/ja/screens-folders.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { TextField } from '../../components/text-field.tsx'
import type { Action } from '../../hooks/use-action.ts'
import { useFolderLookUp } from '../../hooks/use-folder-look-up.ts'
import { folderPath } from './folder-form.ts'

/** The folder's name, typed or picked; a name that does not exist yet can be made into a folder right here. */
export function FolderField(props: {
  readonly root: string
  readonly folder: string
  readonly error: string | null
  readonly autoFocus: boolean
  /** Null: a new entry, whose folder is made together with it, when it is saved. */
  readonly entry: FolderEntry | null
  readonly createDirectory: boolean
  readonly action: Action
  readonly onChange: (folder: string) => void
  readonly onCreateLater: (create: boolean) => void
}) {
  const { root, folder, error, entry, createDirectory, action } = props
  const [made, setMade] = useState('')
  const valid = folderNameProblem(folder) === null
  const { directory: found, again } = useFolderLookUp(valid ? folder : null)
  // What the list knows needs no waiting for, and moves nothing when it comes.
  const unchanged = folder === entry?.folder
  const directory = found ?? (unchanged ? entry.directory : null)
  const missing = valid && directory === 'missing'

  const pick = async () => {
    const done = await action.run('folders.pick', {})
    if (done !== null && done.value.folder !== null) props.onChange(done.value.folder)
  }
  const create = async () => {
    if (entry === null) return props.onCreateLater(true)
    if ((await action.run('folders.create-directory', { folder })) === null) return
    setMade(folder)
    again()
  }
  return (
    <div>
      <TextField
        label={folderFormText.folder}
        hint={
          <>
            {folderFormText.folderHint}
            <span className="text-code ml-3 break-all">{folderPath(root, folder)}</span>
          </>
        }
        code
        autoFocus={props.autoFocus}
        value={folder}
        onChange={props.onChange}
        onBlur={() => {
          const kept = folder.trim()
          if (kept !== folder) props.onChange(kept)
        }}
        trimPaste
        error={error ?? (missing && !createDirectory ? folderFormText.missing : null)}
        beside={
          <ActionButton icon={FolderSearch} busy={action.busy} onPress={pick} className="h-10">
            {folderFormText.pick}
          </ActionButton>
        }
      />
      {missing && !createDirectory && (
        <ActionButton icon={FolderPlus} busy={action.busy} onPress={create} className="mt-2.5">
          {folderFormText.createHere}
        </ActionButton>
      )}
      {missing && createDirectory && (
        <Note text={folderFormText.willCreate}>
          <ActionButton look="link" size={32} onPress={() => props.onCreateLater(false)}>
            {folderFormText.keepMissing}
          </ActionButton>
        </Note>
      )}
      {valid && directory === 'present' && error === null && (made === folder || !unchanged) && (
        <Note text={made === folder ? folderFormText.created : folderFormText.present} />
      )}
    </div>
  )
}

function Note({ text, children }: { readonly text: string; readonly children?: React.ReactNode }) {
  return (
    <p
      role="status"
      className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-dns-14N-130 leading-150 text-ink2"
    >
      <span className="flex items-center gap-1.5">
        <CircleCheck aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ok" />
        {text}
      </span>
      {children}
    </p>
  )
}
