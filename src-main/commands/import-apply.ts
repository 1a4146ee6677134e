import { createHash } from 'node:crypto'
import { isSecretKey, SECRET_KEYS, type SettingKey } from '../../src-shared/domain/settings.ts'
import type { Relay } from '../compose.ts'
import { recordTokenChange } from './folder-commands.ts'
import type { FolderStep } from './import-mapping-plan.ts'
import type { SettingsPlan, StoredSettings } from './import-settings-plan.ts'

export function storedSettings({ settings, vault }: Relay): StoredSettings {
  const set = SECRET_KEYS.filter((key) => vault.has(`setting:${key}`))
  return { open: settings.read(), secrets: new Map(set.map((key) => [key, vault.peek(`setting:${key}`)])) }
}

/** Changes with every setting, folder, password and token, to know whether a preview still holds. */
export function stateMark(relay: Relay): string {
  const { open, secrets } = storedSettings(relay)
  const folders = relay.folders.list().map((entry) => [entry, relay.vault.peek(`token:${entry.id}`)])
  return createHash('sha256')
    .update(JSON.stringify([open, [...secrets], folders]))
    .digest('hex')
}

export interface Applied {
  readonly settings: number
  readonly folders: number
}

/**
 * Stores the whole import, or nothing of it; one audit row a change, and one for the import itself.
 * @throws RelayError R6001 while nobody chose how secrets are kept
 */
export function applyImport(
  relay: Relay,
  plan: {
    readonly source: string
    readonly settings: SettingsPlan['writes']
    readonly folders: readonly FolderStep[]
    readonly pauseOthers: boolean
  },
): Applied {
  const secrets = [...plan.settings].filter(([key]) => isSecretKey(key))
  const open = [...plan.settings].filter(([key]) => !isSecretKey(key))
  const changed = plan.folders.filter((step) => isChange(step, plan.pauseOthers))
  const applied = { settings: plan.settings.size, folders: changed.length }
  relay.atomically(() => {
    relay.audit.add({
      action: 'settings.imported',
      subject: plan.source,
      before: null,
      after: `settings=${applied.settings} folders=${applied.folders}`,
      reason: null,
    })
    relay.settings.write(new Map(open))
    for (const [subject] of secrets)
      relay.audit.add({ action: 'setting.changed', subject, before: null, after: 'changed', reason: null })
    const tokens = changed.flatMap((step) => storeFolder(relay, step))
    // Last: what the vault keeps for this run alone is not taken back with the transaction.
    for (const [id, token] of tokens) relay.vault.put(`token:${id}`, token)
    for (const [key, secret] of secrets) storeSecret(relay, key, secret)
  })
  return applied
}

function isChange({ change, present }: FolderStep, pauseOthers: boolean): boolean {
  if (change === 'left') return pauseOthers && present?.paused === false
  return change !== 'same'
}

/** @returns the token that is to be kept under the folder's id */
function storeFolder(relay: Relay, { present, entry }: FolderStep): [number, string][] {
  if (entry === null) {
    if (present !== null) relay.folders.update(present.id, { ...present, paused: true })
    return []
  }
  if (present !== null) {
    recordTokenChange(relay, present)
    return [[present.id, entry.token]]
  }
  const { folder, token } = entry
  return [[relay.folders.add({ folder, displayName: folder, paused: false }), token]]
}

function storeSecret({ vault }: Relay, key: SettingKey, secret: string | null): void {
  if (secret === null || secret === '') vault.remove(`setting:${key}`)
  else vault.put(`setting:${key}`, secret)
}
