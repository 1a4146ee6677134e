import { randomUUID } from 'node:crypto'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { isSecretKey } from '../../src-shared/domain/settings.ts'
import type { ImportPreview } from '../../src-shared/ipc/answer-shapes.ts'
import { importText } from '../../src-shared/text/ja/screens-import.ts'
import { settingProblemLine } from '../../src-shared/text/ja/settings.ts'
import type { Relay } from '../compose.ts'
import { lookUp } from './directory-look.ts'
import type { CommandContext, Handlers } from './handlers.ts'
import { applyImport, stateMark, storedSettings } from './import-apply.ts'
import { type ImportDraft, readImportFile, readPastedArguments } from './import-draft.ts'
import { type FolderStep, folderRows, planMapping } from './import-mapping-plan.ts'
import { planSettings, type SettingsPlan } from './import-settings-plan.ts'

type ImportCommand = Extract<keyof Handlers, `import.${string}`>

const FILE_KINDS = [
  { name: importText.fileKind, extensions: ['config', 'xml'] },
  { name: importText.anyFile, extensions: ['*'] },
]

/** More lines than these nobody reads. */
const SHOWN = 50

/** 公式バッチの設定を取り込む. It always concerns the real settings, never those of practice. */
export function importCommands({ session, desk }: CommandContext): Pick<Handlers, ImportCommand> {
  const draft: ImportDraft = { file: null, entries: null }
  /** What staff saw last. */
  let seen: { ticket: string; mark: string } | null = null

  const requireReal = () => {
    if (session.practice !== null) throw new RelayError('R5007', importText.inPractice)
    return session.real
  }
  return {
    'import.sources': () => ({
      file: draft.file === null ? null : { name: draft.file.name, keys: Object.keys(draft.file.raw).length },
      folders: draft.entries?.map((entry) => entry.folder) ?? null,
    }),
    'import.choose-file': async () => {
      requireReal()
      const file = await desk.pickFile(importText.pickTitle, FILE_KINDS)
      if (file === null) return { chosen: false }
      draft.file = await readImportFile(file)
      seen = null
      return { chosen: true }
    },
    'import.read-arguments': ({ text }) => {
      requireReal()
      const mapping = readPastedArguments(text)
      if (!mapping.ok)
        return { problems: mapping.problems.slice(0, SHOWN), problemCount: mapping.problems.length }
      draft.entries = mapping.entries
      seen = null
      return { problems: [], problemCount: 0 }
    },
    'import.forget': ({ source }) => {
      if (source === 'file') draft.file = null
      else draft.entries = null
      seen = null
      return {}
    },
    'import.preview': async () => {
      const relay = requireReal()
      // Taken before anything is awaited: a change after it makes the preview stale.
      const mark = stateMark(relay)
      const plan = planOf(relay, draft)
      const { file, entries } = draft
      const preview = await previewOf(relay, draft, plan)
      // Other sources, chosen while folders were looked for, are not what staff see here.
      if (draft.file === file && draft.entries === entries) seen = { ticket: preview.ticket, mark }
      return preview
    },
    'import.apply': ({ ticket, pauseOthers }) => {
      const relay = requireReal()
      if (seen === null || seen.ticket !== ticket || seen.mark !== stateMark(relay))
        throw new RelayError('R5020')
      // A cycle under way goes by the endpoint that it has read already, and would give it the new tokens.
      if (relay.engine.status().state === 'sending') throw new RelayError('R5007', importText.sending)
      const { settings, folders } = planOf(relay, draft)
      if (settings.problems.length > 0)
        throw new RelayError('R5002', settings.problems.map(settingProblemLine).join(' '))
      const source = draft.file?.name ?? importText.argumentsAlone
      const applied = applyImport(relay, { source, settings: settings.writes, folders, pauseOthers })
      draft.file = null
      draft.entries = null
      seen = null
      relay.engine.settingsChanged()
      relay.post?.wayChanged()
      session.changed('settings')
      session.changed('folders')
      return applied
    },
  }
}

interface Plan {
  readonly settings: SettingsPlan
  readonly folders: readonly FolderStep[]
}

function planOf(relay: Relay, { file, entries }: ImportDraft): Plan {
  const stored = storedSettings(relay)
  const settings =
    file === null
      ? { rows: [], writes: new Map(), problems: [], root: stored.open.PMHFilePath ?? '' }
      : planSettings(stored, file.raw, process.platform === 'win32' ? 'windows' : 'posix')
  return { settings, folders: entries === null ? [] : planMapping(relay, entries) }
}

async function previewOf(relay: Relay, draft: ImportDraft, plan: Plan): Promise<ImportPreview> {
  const { settings, folders } = plan
  const unknownKeys = draft.file?.unknownKeys ?? []
  const putsSecret = [...settings.writes].some(([key, value]) => isSecretKey(key) && value !== '')
  return {
    ticket: randomUUID(),
    fileName: draft.file?.name ?? null,
    settings: [...settings.rows],
    unknownKeys: unknownKeys.slice(0, SHOWN).map((key) => key.slice(0, 100)),
    unknownCount: unknownKeys.length,
    folders: draft.entries === null ? null : await folderRows(relay, settings.root, folders),
    rootDirectory: await lookUp(settings.root, ''),
    needsVault: putsSecret || folders.some(({ change }) => change === 'added' || change === 'token'),
  }
}
