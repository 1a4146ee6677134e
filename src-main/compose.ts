import { createHmac, randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import type { EngineEvent } from '../src-shared/domain/engine-event.ts'
import { RelayError } from '../src-shared/domain/relay-error.ts'
import {
  missingSettings,
  parseSettings,
  type RawSettings,
  SECRET_KEYS,
  type SettingKey,
  type Settings,
} from '../src-shared/domain/settings.ts'
import { recordCheckText } from '../src-shared/text/ja/screens-audit.ts'
import { grouped } from '../src-shared/text/ja/screens-formats.ts'
import { settingProblemLine } from '../src-shared/text/ja/settings.ts'
import { userName } from './account.ts'
import { systemClock } from './clock.ts'
import { RelayEngine } from './engine/engine.ts'
import { processStart } from './engine/lease-card.ts'
import { isoLocal } from './engine/local-time.ts'
import type { Configuration, EngineDeps, TargetFolder } from './engine/ports.ts'
import { createEventSink, type EventSink } from './event-sink.ts'
import { sortInvariant } from './official/invariant-order.ts'
import { endpointUrl, fileExtension } from './pmh/contract.ts'
import { AuditStore } from './store/audit-store.ts'
import { AuditTrail } from './store/audit-trail.ts'
import { guarded, openDatabase, type RelayDatabase } from './store/database.ts'
import { EventStore } from './store/event-store.ts'
import { FactStore } from './store/fact-store.ts'
import { FolderStore } from './store/folder-store.ts'
import { HoldStore } from './store/hold-store.ts'
import { RecordGuard } from './store/record-guard.ts'
import { RetentionStore } from './store/retention-store.ts'
import { SecretStore } from './store/secret-store.ts'
import { SettingsStore } from './store/settings-store.ts'
import { TransferHistory } from './store/transfer-history.ts'
import { TransferHistoryThread } from './store/transfer-history-thread.ts'
import { TransferStore } from './store/transfer-store.ts'
import type { Sealer } from './vault/ports.ts'
import { Vault } from './vault/vault.ts'

/** Settings and mapping of one run that are not stored: the official file and arguments. */
export interface RunConfiguration {
  readonly settings: Settings
  readonly folders: readonly { readonly folder: string; readonly token: string }[]
}

/** Who is told of what the relay does. */
export interface RelayListeners {
  onEvent?(event: EngineEvent): void
  /** A finished line of log.txt, without its line end. */
  onLogLine?(line: string): void
  /** The check of the records goes on, or has ended. */
  onRecordCheck?(ended: boolean): void
}

export interface RelayOptions extends RelayListeners {
  readonly dataDir: string
  /** Null: no encryption by the system here. */
  readonly sealer: Sealer | null
  /** Secrets may live in this process alone (headless with arguments, practice, or chosen by staff). */
  readonly memoryVault?: boolean
  /** With this the stored settings and mapping play no part. */
  readonly run?: RunConfiguration
  /** For tests: stands between the engine and its ports. */
  wrap?(deps: EngineDeps): EngineDeps
}

/** One relay: the engine and everything around it on one data folder. */
export interface Relay {
  readonly dataDir: string
  /** Where log.txt lies. */
  readonly logFolder: string
  readonly engine: RelayEngine
  readonly transfers: TransferStore
  readonly history: TransferHistory
  /** Searches that may take long. */
  readonly search: TransferHistoryThread
  readonly folders: FolderStore
  readonly settings: SettingsStore
  readonly audit: AuditStore
  readonly auditTrail: AuditTrail
  readonly events: EventStore
  /** Whether journal and audit trail are as this program wrote them. */
  readonly records: RecordGuard
  readonly facts: FactStore
  readonly holds: HoldStore
  readonly vault: Vault
  /** All settings as they stand, secrets included; one that cannot be opened now is ''. @throws RelayError R5002 */
  currentSettings(): Settings
  /**
   * What the engine goes by.
   * @throws RelayError R4005 while something is missing, R6003 while the proxy's password cannot be opened, R5002
   */
  configuration(): Configuration
  /** A number that is another one after each change that another program made. @throws RelayError R4001, R4004 */
  changes(): unknown
  /** Runs several changes as one: all or none. */
  atomically<T>(work: () => T): T
  /** Ends the engine and closes the files; a second call does nothing. */
  close(): Promise<void>
}

const LOG_FOLDER = 'logs'

/**
 * The composition root: the only place that wires rooms together.
 * @throws RelayError R4001, R4003, R4004 when the data folder cannot be used
 */
export function createRelay(options: RelayOptions): Relay {
  const db = openDatabase(options.dataDir)
  const stores = openStores(db)
  const vault = new Vault(new SecretStore(db), options.sealer, options.memoryVault ?? false)
  const logFolder = path.join(options.dataDir, LOG_FOLDER)
  const sink = createEventSink(logFolder, stores.events, options)

  const records = new RecordGuard(options.dataDir, stores.audit, () => isoLocal(systemClock.now()), {
    changed: (ended) => options.onRecordCheck?.(ended),
    faulty: (count) => sink.emit(recordTrouble(count)),
  })
  const currentSettings = () => options.run?.settings ?? readSettings(stores.settings, vault)
  const configuration = () => {
    const settings = currentSettings()
    if (options.run !== undefined) return configurationOf(options.run)
    requireProxyPassword(settings, vault)
    return toConfiguration(settings, storedTargets(stores.folders, vault))
  }
  const salt = stores.facts.tokenSalt()
  const deps: EngineDeps = {
    owner: { id: randomUUID(), host: os.hostname(), pid: process.pid, started: processStart(process.pid) },
    leaseMemory: {
      read: () => stores.facts.get('lease_seen'),
      write: (text) => stores.facts.set('lease_seen', text),
    },
    clock: systemClock,
    journal: stores.transfers,
    holds: stores.holds,
    retention: stores.retention,
    configuration,
    // Loaded when it is needed first: its HTTP client is a third of the program, and the window comes before.
    openLine: async ({ settings }) => (await import('./pmh/client.ts')).PmhLine.open(settings),
    sortNames: sortInvariant,
    tokenMark: (token) => createHmac('sha256', salt).update(token).digest('hex'),
    emit: sink.emit,
  }
  const engine = new RelayEngine(options.wrap?.(deps) ?? deps)
  const search = new TransferHistoryThread(options.dataDir)
  return {
    dataDir: options.dataDir,
    logFolder,
    engine,
    ...stores,
    records,
    search,
    vault,
    currentSettings,
    configuration,
    changes: () => guarded(() => db.pragma('data_version', { simple: true })),
    atomically: (work) => guarded(() => db.transaction(work).immediate()),
    close: async () => {
      await search.close()
      await records.close()
      await closeRelay(engine, sink, db)
    },
  }
}

function recordTrouble(faults: number): EngineEvent {
  const message = recordCheckText.faulty(grouped(faults))
  return { type: 'trouble', level: 'error', folder: null, transferId: null, code: 'R4010', message }
}

function openStores(db: RelayDatabase) {
  const audit = new AuditStore(db, { who: userName(), host: os.hostname() }, () =>
    isoLocal(systemClock.now()),
  )
  return {
    audit,
    auditTrail: new AuditTrail(db),
    transfers: new TransferStore(db),
    history: new TransferHistory(db),
    holds: new HoldStore(db),
    retention: new RetentionStore(db, audit),
    folders: new FolderStore(db, audit),
    settings: new SettingsStore(db, audit),
    events: new EventStore(db),
    facts: new FactStore(db),
  }
}

async function closeRelay(engine: RelayEngine, sink: EventSink, db: RelayDatabase): Promise<void> {
  await engine.shutdown()
  if (!db.open) return
  sink.close()
  db.close()
}

function readSettings(store: SettingsStore, vault: Vault): Settings {
  const raw: Partial<Record<SettingKey, string>> = { ...store.read() }
  for (const key of SECRET_KEYS) {
    const secret = vault.peek(`setting:${key}`)
    if (secret !== null) raw[key] = secret
  }
  return checkedSettings(raw)
}

/** The proxy would be told the user with no password, and may lock the account. */
function requireProxyPassword({ ProxyAddress, ProxyAuthType }: Settings, vault: Vault): void {
  if (ProxyAddress === '' || ProxyAuthType === '1') return
  const name = 'setting:ProxyPassword'
  if (vault.has(name) && vault.peek(name) === null) throw new RelayError('R6003', 'ProxyPassword')
}

function checkedSettings(raw: RawSettings): Settings {
  const result = parseSettings(raw, process.platform === 'win32' ? 'windows' : 'posix')
  if (!result.ok) throw new RelayError('R5002', result.problems.map(settingProblemLine).join(' '))
  return result.settings
}

function toConfiguration(settings: Settings, folders: readonly TargetFolder[]): Configuration {
  const missing = missingSettings(settings)
  if (missing.length > 0) throw new RelayError('R4005', missing.map((problem) => problem.key).join(', '))
  return { settings, folders, endpoint: endpointUrl(settings), extension: fileExtension(settings) }
}

/** What a run goes by whose settings are not stored. @throws RelayError R4005 while something is missing */
export function configurationOf({ settings, folders }: RunConfiguration): Configuration {
  return toConfiguration(settings, folders.map(fixedTarget))
}

function fixedTarget({ folder, token }: { folder: string; token: string }): TargetFolder {
  return { folder, paused: false, token: () => token }
}

function storedTargets(folders: FolderStore, vault: Vault): TargetFolder[] {
  return folders
    .list()
    .map(({ id, folder, paused }) => ({ folder, paused, token: () => vault.peek(`token:${id}`) }))
}
