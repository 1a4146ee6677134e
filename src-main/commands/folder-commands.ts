import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { tokenProblem } from '../../src-shared/domain/mapping.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import {
  folderNameProblem,
  foldFolderName,
  type SchemeFolder,
} from '../../src-shared/domain/scheme-folder.ts'
import { folderHasOpenFiles, mappingRule } from '../../src-shared/text/ja/settings.ts'
import type { Relay } from '../compose.ts'
import type { FolderFields } from '../store/folder-store.ts'
import { tokenHint } from '../vault/vault.ts'
import { lookUp, lookUpAll } from './directory-look.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type FolderCommand = Extract<keyof Handlers, `folders.${string}`>

export function folderCommands({ session, desk }: CommandContext): Pick<Handlers, FolderCommand> {
  const changed = () => session.changed('folders')
  return {
    'folders.list': async () => {
      const { current } = session
      const root = rootOf(current)
      const entries = current.folders.list()
      const directories = await lookUpAll(
        root,
        entries.map(({ folder }) => folder),
      )
      const folders = entries.map((entry, index) => ({
        ...entry,
        tokenHint: hintOf(current, entry),
        directory: directories[index] ?? 'unknown',
      }))
      return { root, folders }
    },
    'folders.add': async (input) => {
      const { current } = session
      requireFolderName(current, input.folder, null)
      requireToken(input.token)
      if (input.createDirectory) await createDirectory(rootOf(current), input.folder)
      const id = current.atomically(() => {
        const added = current.folders.add(fieldsOf(input))
        current.vault.put(`token:${added}`, input.token)
        return added
      })
      changed()
      return { id }
    },
    'folders.update': (input) => {
      const { current } = session
      const before = requireEntry(current, input.id)
      requireFolderName(current, input.folder, input.id)
      if (input.folder !== before.folder) requireNoOpenFiles(current, before.folder)
      if (input.token !== null) requireToken(input.token)
      current.atomically(() => {
        current.folders.update(input.id, fieldsOf(input))
        if (input.token !== null) changeToken(current, before, input.token)
      })
      changed()
      return {}
    },
    'folders.pause': ({ id, paused }) => {
      const { current } = session
      current.folders.update(id, { ...requireEntry(current, id), paused })
      changed()
      return {}
    },
    'folders.remove': ({ id }) => {
      const { current } = session
      requireEntry(current, id)
      current.atomically(() => {
        current.folders.remove(id)
        current.vault.remove(`token:${id}`)
      })
      changed()
      return {}
    },
    'folders.move': ({ id, position }) => {
      requireEntry(session.current, id)
      session.current.folders.move(id, position)
      changed()
      return {}
    },
    'folders.create-directory': async ({ folder }) => {
      requirePlainName(folder)
      await createDirectory(rootOf(session.current), folder)
      changed()
      return {}
    },
    'folders.look-up': async ({ folder }) => ({
      directory:
        folderNameProblem(folder) === null ? await lookUp(rootOf(session.current), folder) : 'unknown',
    }),
    'folders.pick': async () => {
      const root = rootOf(session.current)
      if (root === '') throw new RelayError('R4005', 'PMHFilePath')
      const picked = await desk.pickFolder('制度フォルダを選ぶ', root)
      if (picked === null) return { folder: null }
      if (path.relative(root, picked) !== path.basename(picked))
        throw new RelayError('R5003', mappingRule.separator)
      return { folder: path.basename(picked) }
    },
  }
}

function fieldsOf(input: FolderFields): FolderFields {
  const displayName = input.displayName.trim()
  return {
    folder: input.folder,
    displayName: displayName === '' ? input.folder : displayName,
    paused: input.paused,
    preflight: input.preflight,
  }
}

function requireEntry(relay: Relay, id: number): SchemeFolder {
  const entry = relay.folders.find(id)
  if (entry === null) throw new RelayError('R5006', String(id))
  return entry
}

function requirePlainName(folder: string): void {
  const problem = folderNameProblem(folder)
  if (problem !== null) throw new RelayError('R5003', mappingRule[problem])
}

/** @param id the entry that may have the name already */
function requireFolderName(relay: Relay, folder: string, id: number | null): void {
  requirePlainName(folder)
  const twin = relay.folders.findByName(folder)
  if (twin !== null && twin.id !== id) throw new RelayError('R5003', mappingRule.folder_twice)
}

/** The journal knows the files that are under way by the folder's name, so that name must stay until they are away. */
function requireNoOpenFiles({ transfers }: Relay, folder: string): void {
  const key = foldFolderName(folder)
  const rows = [...transfers.heldIn(folder), ...transfers.open(), ...transfers.unreturned()]
  if (rows.some((row) => foldFolderName(row.folder) === key))
    throw new RelayError('R5007', folderHasOpenFiles)
}

function requireToken(token: string): void {
  const problem = tokenProblem(token)
  if (problem !== null) throw new RelayError('R5003', mappingRule[problem])
}

function changeToken(relay: Relay, entry: SchemeFolder, token: string): void {
  recordTokenChange(relay, entry)
  // Last: what is kept for this run alone is not taken back with the transaction.
  relay.vault.put(`token:${entry.id}`, token)
}

/** A folder that waits since its token was refused goes on with the new one. The token itself is the caller's to store. */
export function recordTokenChange(relay: Relay, entry: SchemeFolder): void {
  endTokenHold(relay, entry.folder)
  relay.audit.add({
    action: 'folder.token_changed',
    subject: entry.folder,
    before: null,
    after: 'changed',
    reason: null,
  })
}

/** Only staff's decision ends what OrderProtection holds. */
export function endTokenHold({ holds }: Relay, folder: string): void {
  if (holds.get(folder)?.kind === 'token') holds.remove(folder)
}

/** `••••4f2a`; null when no token can be read. */
export function hintOf(relay: Relay, entry: SchemeFolder): string | null {
  const token = relay.vault.peek(`token:${entry.id}`)
  return token === null ? null : tokenHint(token)
}

function rootOf(relay: Relay): string {
  return relay.currentSettings().PMHFilePath
}

/** Only the scheme folder itself: a missing PMHFilePath is more likely a share that is not mounted. */
async function createDirectory(root: string, folder: string): Promise<void> {
  if (root === '') throw new RelayError('R4005', 'PMHFilePath')
  try {
    await mkdir(path.join(root, folder))
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST') return
    throw new RelayError(errno === 'ENOENT' ? 'R3006' : 'R5007', `${path.join(root, folder)} (${errno})`, {
      cause: error,
    })
  }
}
