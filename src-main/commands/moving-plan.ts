import os from 'node:os'
import { tokenProblem } from '../../src-shared/domain/mapping.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import {
  folderNameProblem,
  foldFolderName,
  type SchemeFolder,
} from '../../src-shared/domain/scheme-folder.ts'
import {
  isSecretKey,
  parseSettings,
  SECRET_KEYS,
  SETTING_KEYS,
  type SettingKey,
} from '../../src-shared/domain/settings.ts'
import type { MovingPreview } from '../../src-shared/ipc/answer-shapes.ts'
import { mappingRule, settingProblemLine } from '../../src-shared/text/ja/settings.ts'
import { systemClock } from '../clock.ts'
import type { Relay } from '../compose.ts'
import { isoLocal } from '../engine/local-time.ts'
import type { MovingContents } from '../vault/moving-file.ts'
import { endTokenHold } from './folder-commands.ts'

/** Its files lie in the data folder of one computer; certificates are added anew where they are needed. */
const STAYS: ReadonlySet<SettingKey> = new Set(['CaCertificateFiles'])
const MOVED = SETTING_KEYS.filter((key) => !isSecretKey(key) && !STAYS.has(key))

/** Everything of a relay that goes to another computer. A secret that cannot be read is left out. */
export function collect({ settings, folders, vault }: Relay): MovingContents {
  const stored = settings.read()
  const written = MOVED.flatMap((key) => (stored[key] === undefined ? [] : [[key, stored[key]] as const]))
  const passwords = SECRET_KEYS.flatMap((key) => {
    const secret = vault.peek(`setting:${key}`)
    return secret === null ? [] : [[key, secret] as const]
  })
  return {
    exportedAt: isoLocal(systemClock.now()),
    host: os.hostname(),
    settings: Object.fromEntries(written),
    passwords: Object.fromEntries(passwords),
    folders: folders.list().map(({ id, folder, displayName, paused, preflight }) => ({
      folder,
      displayName,
      paused,
      preflight,
      token: vault.peek(`token:${id}`),
    })),
  }
}

interface FolderStep {
  /** What is here already under this name, in whatever spelling. */
  readonly here: SchemeFolder | null
  readonly moved: MovingContents['folders'][number]
}

/** What the contents change here, as it is shown and as it is done. */
export interface MovingPlan {
  readonly contents: MovingContents
  readonly settings: ReadonlyMap<SettingKey, string | null>
  readonly folders: readonly FolderStep[]
}

/**
 * @throws RelayError R5002 or R5003 when the contents break a rule of this program or this system
 */
export function planMoving(relay: Relay, contents: MovingContents): MovingPlan {
  const platform = process.platform === 'win32' ? 'windows' : 'posix'
  const checked = parseSettings({ ...contents.settings, ...contents.passwords }, platform)
  if (!checked.ok) throw new RelayError('R5002', checked.problems.map(settingProblemLine).join(' '))
  requireMapping(contents)
  const stored = relay.settings.read()
  const changes = MOVED.flatMap((key) => {
    const after = contents.settings[key] ?? null
    return after === (stored[key] ?? null) ? [] : [[key, after] as const]
  })
  const folders = contents.folders.map((moved) => ({ here: relay.folders.findByName(moved.folder), moved }))
  return { contents, settings: new Map(changes), folders }
}

function requireMapping({ folders }: MovingContents): void {
  const names = new Set(folders.map(({ folder }) => foldFolderName(folder)))
  if (names.size !== folders.length) throw new RelayError('R5003', mappingRule.folder_twice)
  for (const { folder, token } of folders) {
    const problem = folderNameProblem(folder) ?? (token === null ? null : tokenProblem(token))
    if (problem !== null) throw new RelayError('R5003', `${folder}: ${mappingRule[problem]}`)
  }
}

/** For the window: no secret is in it. */
export function previewOf(relay: Relay, { contents, settings, folders }: MovingPlan): MovingPreview {
  const stored = relay.settings.read()
  const known = new Set(folders.map(({ here }) => here?.id))
  return {
    exportedAt: contents.exportedAt,
    host: contents.host,
    settings: [...settings].map(([key, after]) => ({ key, before: stored[key] ?? null, after })),
    brought: SECRET_KEYS.filter((key) => contents.passwords[key] !== undefined),
    folders: folders.map((step) => ({
      folder: step.here?.folder ?? step.moved.folder,
      displayName: step.moved.displayName,
      change: changeOf(step),
      credential: credentialOf(relay, step),
    })),
    kept: relay.folders.list().flatMap(({ id, displayName }) => (known.has(id) ? [] : [displayName])),
  }
}

function changeOf({ here, moved }: FolderStep): MovingPreview['folders'][number]['change'] {
  if (here === null) return 'added'
  const isSame =
    here.displayName === moved.displayName &&
    here.paused === moved.paused &&
    (moved.preflight === undefined || here.preflight === moved.preflight)
  return isSame ? 'same' : 'changed'
}

function credentialOf(
  { vault }: Relay,
  { here, moved }: FolderStep,
): MovingPreview['folders'][number]['credential'] {
  if (moved.token === null) return 'missing'
  return here !== null && vault.peek(`token:${here.id}`) === moved.token ? 'same' : 'brought'
}

/** Does it: all or nothing, with an audit row for each change. */
export function applyMoving(relay: Relay, { contents, settings, folders }: MovingPlan): void {
  const { audit, vault } = relay
  relay.atomically(() => {
    const origin = `${contents.host} ${contents.exportedAt}`
    audit.add({ action: 'moving.imported', subject: origin, before: null, after: null, reason: null })
    relay.settings.write(settings)
    for (const subject of Object.keys(contents.passwords))
      audit.add({ action: 'setting.changed', subject, before: null, after: 'changed', reason: null })
    const tokens = folders.flatMap((step) => {
      const id = storeFolder(relay, step)
      return step.moved.token === null ? [] : [[id, step.moved.token] as const]
    })
    // Last: what is kept for this run alone is not taken back with the transaction.
    for (const [id, token] of tokens) vault.put(`token:${id}`, token)
    for (const [key, secret] of Object.entries(contents.passwords)) vault.put(`setting:${key}`, secret)
  })
}

/** @returns the id of the entry */
function storeFolder(relay: Relay, step: FolderStep): number {
  const { here, moved } = step
  const { folder, displayName, paused, preflight } = moved
  if (here === null) return relay.folders.add({ folder, displayName, paused, preflight })
  // `preflight` undefined leaves it as it was.
  if (changeOf(step) === 'changed') relay.folders.update(here.id, { ...here, displayName, paused, preflight })
  if (credentialOf(relay, step) === 'brought') {
    const { folder: subject } = here
    endTokenHold(relay, subject)
    relay.audit.add({ action: 'folder.token_changed', subject, before: null, after: 'changed', reason: null })
  }
  return here.id
}
