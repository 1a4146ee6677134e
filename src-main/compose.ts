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
import type { MailPost } from './notify/mail-post.ts'
import type { LogCommand } from './notify/system-log.ts'
import { sortInvariant } from './official/invariant-order.ts'
import { type Outside, openOutside } from './outside.ts'
import { endpointUrl, fileExtension } from './pmh/contract.ts'
import { startCheck } from './preflight/file-check.ts'
import { AuditStore } from './store/audit-store.ts'
import { AuditTrail } from './store/audit-trail.ts'
import { guarded, openDatabase, type RelayDatabase } from './store/database.ts'
import { EventStore } from './store/event-store.ts'
import { FactStore } from './store/fact-store.ts'
import { FindingStore } from './store/finding-store.ts'
import { FolderStore } from './store/folder-store.ts'
import { HoldStore } from './store/hold-store.ts'
import { MailStore } from './store/mail-store.ts'
import { RecordGuard } from './store/record-guard.ts'
import { RetentionStore } from './store/retention-store.ts'
import { SecretStore } from './store/secret-store.ts'
import { SettingsStore } from './store/settings-store.ts'
import { TransferHistory } from './store/transfer-history.ts'
import { TransferHistoryThread } from './store/transfer-history-thread.ts'
import { TransferStore } from './store/transfer-store.ts'
import type { Sealer } from './vault/ports.ts'
import { type NeededSecret, type SecretTrouble, SecretWatch } from './vault/secret-watch.ts'
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
  /** The outbox of mails is another one than before. */
  onMail?(): void
}

export interface RelayOptions extends RelayListeners {
  readonly dataDir: string
  /** Null: no encryption by the system here. */
  readonly sealer: Sealer | null
  /** Secrets may live in this process alone (headless with arguments, practice, or chosen by staff). */
  readonly memoryVault?: boolean
  /** With this the stored settings and mapping play no part. */
  readonly run?: RunConfiguration
  /** Events go out by mail and into the system's log; not in practice. `waits`: mails only once `post` is started. */
  readonly announce?: { readonly systemLog: LogCommand | null; readonly waits?: boolean }
  /** False while another program sends from this data folder. */
  readonly mayMigrate?: boolean
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
  readonly findings: FindingStore
  readonly folders: FolderStore
  readonly settings: SettingsStore
  readonly audit: AuditStore
  readonly auditTrail: AuditTrail
  readonly events: EventStore
  /** Whether journal and audit trail are as this program wrote them. */
  readonly records: RecordGuard
  readonly facts: FactStore
  readonly holds: HoldStore
  readonly mails: MailStore
  /** Null where events do not go out. */
  readonly post: MailPost | null
  readonly vault: Vault
  /** All settings as they stand, secrets included; one that cannot be opened now is ''. @throws RelayError R5002 */
  currentSettings(): Settings
  /**
   * What the engine goes by.
   * @throws RelayError R4005 while something is missing, R6003 while the proxy's password cannot be opened, R5002
   */
  configuration(): Configuration
  /** Tokens of active folders and passwords in use that cannot be had now. @throws RelayError R5002 */
  secretTroubles(): SecretTrouble[]
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
  const db = openDatabase(options.dataDir, options.mayMigrate)
  const stores = openStores(db)
  const vault = new Vault(new SecretStore(db), options.sealer, options.memoryVault ?? false)
  const logFolder = path.join(options.dataDir, LOG_FOLDER)
  const currentSettings = () => options.run?.settings ?? readSettings(stores.settings, vault)
  const configuration = () => {
    const settings = currentSettings()
    if (options.run !== undefined) return configurationOf(options.run)
    requireProxyPassword(settings, vault)
    return toConfiguration(settings, storedTargets(stores.folders, vault))
  }
  const watch = new SecretWatch(vault, () => isoLocal(systemClock.now()))
  const secretTroubles = () =>
    options.run === undefined ? watch.find(neededSecrets(currentSettings(), stores.folders, vault)) : []
  const outside =
    options.announce === undefined
      ? null
      : openOutside({
          stores,
          atomically: (work) => guarded(() => db.transaction(work)()),
          settings: currentSettings,
          passwordLost: () => options.run === undefined && isLost('setting:MailPassword', vault),
          systemLog: options.announce.systemLog,
          waits: options.announce.waits ?? false,
          onMail: () => options.onMail?.(),
        })
  const sink = createEventSink(logFolder, outside?.announcer ?? stores.events, options)

  const records = new RecordGuard(options.dataDir, stores.audit, () => isoLocal(systemClock.now()), {
    changed: (ended) => options.onRecordCheck?.(ended),
    faulty: (count) => sink.emit(recordTrouble(count)),
  })
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
    startCheck,
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
    post: outside?.post ?? null,
    vault,
    currentSettings,
    configuration,
    secretTroubles,
    changes: () => guarded(() => db.pragma('data_version', { simple: true })),
    atomically: (work) => guarded(() => db.transaction(work).immediate()),
    close: async () => {
      // First of all: nothing further is begun while the rest comes to its end.
      await Promise.allSettled([engine.shutdown(), search.close(), records.close()])
      await closeRelay(engine, outside, sink, db)
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
    mails: new MailStore(db),
    retention: new RetentionStore(db, audit),
    findings: new FindingStore(db),
    folders: new FolderStore(db, audit),
    settings: new SettingsStore(db, audit),
    events: new EventStore(db),
    facts: new FactStore(db),
  }
}

async function closeRelay(
  engine: RelayEngine,
  outside: Outside | null,
  sink: EventSink,
  db: RelayDatabase,
): Promise<void> {
  await engine.shutdown()
  if (!db.open) return
  await outside?.close()
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
function requireProxyPassword(settings: Settings, vault: Vault): void {
  if (asksForPassword(settings) && isLost('setting:ProxyPassword', vault))
    throw new RelayError('R6003', 'ProxyPassword')
}

function asksForPassword({ ProxyAddress, ProxyAuthType }: Settings): boolean {
  return ProxyAddress !== '' && ProxyAuthType !== '1'
}

/** A folder needs its token; a password may be missing, but one that is stored must be there when it is asked for. */
function neededSecrets(settings: Settings, folders: FolderStore, vault: Vault): NeededSecret[] {
  const active = folders.list().filter((entry) => !entry.paused)
  const tokens = active.map(({ id, folder }) => ({ name: `token:${id}`, folder, setting: null }) as const)
  const passwords: SettingKey[] = []
  if (asksForPassword(settings)) passwords.push('ProxyPassword')
  if (settings.MailServer !== '') passwords.push('MailPassword')
  const kept = passwords.map((setting) => ({ name: `setting:${setting}`, folder: null, setting }) as const)
  return [...tokens, ...kept.filter(({ name }) => vault.has(name))]
}

/** Registered, and cannot be opened now. */
function isLost(name: 'setting:ProxyPassword' | 'setting:MailPassword', vault: Vault): boolean {
  return vault.has(name) && vault.peek(name) === null
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
  return folders.list().map(({ id, folder, paused, preflight }) => ({
    folder,
    paused,
    preflight,
    token: () => vault.get(`token:${id}`),
  }))
}
