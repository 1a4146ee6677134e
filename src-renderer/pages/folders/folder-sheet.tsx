import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Label, RadioGroup } from 'react-aria-components'
import type { FolderEntry } from '../../../src-shared/ipc/answer-shapes.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { folderFormText, foldersText } from '../../../src-shared/text/ja/screens-folders.ts'
import { useAnnounce, useAnnounceUrgently } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { RadioChoice } from '../../components/radio-choice.tsx'
import { SideSheet } from '../../components/side-sheet.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { FolderField } from './folder-field.tsx'
import {
  type FolderForm,
  type FolderFormProblems,
  folderFormProblems,
  openFolderForm,
  shownName,
  trimmedForm,
} from './folder-form.ts'
import { PreflightChoice } from './preflight-choice.tsx'
import { TokenField } from './token-field.tsx'

const NONE: FolderFormProblems = { folder: null, token: null }

/** Adds or edits one entry. Refused input is told at the field, before anything is asked of the main process. */
export function FolderSheet(props: {
  readonly entry: FolderEntry | null
  readonly entries: readonly FolderEntry[]
  readonly root: string
  readonly onClose: () => void
}) {
  const { entry, entries, root, onClose } = props
  const [form, setForm] = useState(() => openFolderForm(entry))
  const [problems, setProblems] = useState(NONE)
  const [refusals, setRefusals] = useState(0)
  const sheet = useRef<HTMLFormElement>(null)
  const action = useAction()
  const announce = useAnnounce()
  const announceUrgently = useAnnounceUrgently()
  const change = (part: Partial<FolderForm>) => setForm((last) => ({ ...last, ...part }))

  // The focus goes to the first refused field, once it is marked.
  useEffect(() => {
    if (refusals > 0) sheet.current?.querySelector<HTMLElement>('input[aria-invalid=true]')?.focus()
  }, [refusals])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const kept = trimmedForm(form)
    setForm(kept)
    const found = folderFormProblems(kept, entries)
    setProblems(found)
    if (found.folder !== null || found.token !== null) {
      setRefusals((last) => last + 1)
      announceUrgently([found.folder, found.token].filter((text) => text !== null).join(' '))
      return
    }
    if (await save(kept)) {
      announce(foldersText.saved(shownName(kept)))
      onClose()
    }
  }
  const save = async (kept: FolderForm) => {
    const { id, folder, token, paused, preflight, createDirectory } = kept
    const common = { folder, displayName: shownName(kept), paused, preflight }
    const done =
      id === null
        ? await action.run('folders.add', { ...common, token: token ?? '', createDirectory })
        : await action.run('folders.update', { ...common, id, token })
    return done !== null
  }
  return (
    <SideSheet
      open
      title={entry === null ? folderFormText.addTitle : folderFormText.editTitle}
      onClose={onClose}
    >
      <form ref={sheet} onSubmit={submit} className="flex min-h-0 grow flex-col">
        {/* The fields keep their right edge above the buttons, whether or not there is a scroll bar. */}
        <div className="grow space-y-5 overflow-y-auto py-6 pr-3.5 pl-6 [scrollbar-gutter:stable] [scrollbar-width:thin]">
          <FailureBanner error={action.error} onDismiss={action.clear} />
          <TextField
            label={folderFormText.name}
            hint={folderFormText.nameHint}
            value={form.name}
            autoFocus={entry === null || entry.directory !== 'missing'}
            onChange={(name) => change({ name })}
          />
          <FolderField
            root={root}
            folder={form.folder}
            error={problems.folder}
            autoFocus={entry?.directory === 'missing'}
            entry={entry}
            createDirectory={form.createDirectory}
            action={action}
            onChange={(folder) => {
              change({ folder, createDirectory: false })
              setProblems((last) => ({ ...last, folder: null }))
            }}
            onCreateLater={(createDirectory) => change({ createDirectory })}
          />
          <TokenField
            hint={entry?.tokenHint ?? null}
            token={form.token}
            error={problems.token}
            onChange={(token) => {
              change({ token })
              setProblems((last) => ({ ...last, token: null }))
            }}
          />
          <RadioGroup
            value={form.paused ? 'paused' : 'active'}
            onChange={(value) => change({ paused: value === 'paused' })}
          >
            <Label className="text-dns-16B-130">{folderFormText.sending}</Label>
            <div className="mt-2 flex flex-wrap gap-x-8 gap-y-2">
              <RadioChoice value="active" label={folderFormText.active} />
              <RadioChoice value="paused" label={folderFormText.paused} />
            </div>
          </RadioGroup>
          <PreflightChoice mode={form.preflight} onChange={(preflight) => change({ preflight })} />
        </div>
        <footer className="flex shrink-0 justify-end gap-3 border-line border-t px-6 py-4">
          <ActionButton size={48} onPress={onClose}>
            {wordText.cancel}
          </ActionButton>
          <ActionButton size={48} look="solid" type="submit" busy={action.busy} onPress={() => undefined}>
            {wordText.save}
          </ActionButton>
        </footer>
      </form>
    </SideSheet>
  )
}
