import type { MappingEntry } from '../../src-shared/domain/mapping.ts'
import { foldFolderName, type SchemeFolder } from '../../src-shared/domain/scheme-folder.ts'
import type { ImportedFolder } from '../../src-shared/ipc/answer-shapes.ts'
import type { Relay } from '../compose.ts'
import { tokenHint } from '../vault/vault.ts'
import { type DirectoryState, lookUpAll } from './directory-look.ts'
import { hintOf } from './folder-commands.ts'

/** What becomes of one folder: one of the arguments, or one of the mapping that they do not name. */
export interface FolderStep {
  readonly change: ImportedFolder['change']
  /** Null for one that is added. */
  readonly present: SchemeFolder | null
  /** Null for one that the arguments do not name. */
  readonly entry: MappingEntry | null
}

/**
 * Compares the service arguments with the mapping, by folder name as Windows reads it. The order of the mapping and the
 * spelling of its names stay; what is new comes behind it in the order of the arguments.
 */
export function planMapping(relay: Relay, entries: readonly MappingEntry[]): FolderStep[] {
  const named = new Set(entries.map((entry) => foldFolderName(entry.folder)))
  const steps = entries.map((entry): FolderStep => {
    const present = relay.folders.findByName(entry.folder)
    if (present === null) return { change: 'added', present, entry }
    const isSame = relay.vault.peek(`token:${present.id}`) === entry.token
    return { change: isSame ? 'same' : 'token', present, entry }
  })
  const left = relay.folders.list().filter((folder) => !named.has(foldFolderName(folder.folder)))
  return [...steps, ...left.map((present): FolderStep => ({ change: 'left', present, entry: null }))]
}

/** @param root PMHFilePath as it will be */
export async function folderRows(
  relay: Relay,
  root: string,
  steps: readonly FolderStep[],
): Promise<ImportedFolder[]> {
  const directories = await lookUpAll(root, steps.map(folderOf))
  return steps.map((step, index) => folderRow(relay, step, directories[index] ?? 'unknown'))
}

const folderOf = ({ present, entry }: FolderStep) => present?.folder ?? entry?.folder ?? ''

function folderRow(relay: Relay, step: FolderStep, directory: DirectoryState): ImportedFolder {
  const { change, present, entry } = step
  const folder = folderOf(step)
  const before = present === null ? null : hintOf(relay, present)
  return {
    folder,
    displayName: present?.displayName ?? folder,
    change,
    before,
    after: entry === null ? before : tokenHint(entry.token),
    paused: present?.paused ?? false,
    directory,
  }
}
