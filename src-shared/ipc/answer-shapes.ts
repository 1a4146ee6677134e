import { z } from 'zod'
import { DIAGNOSIS_STEPS } from '../domain/diagnosis.ts'
import { ERROR_CODES, type ErrorCode } from '../domain/error-catalogue.ts'
import type { MappingProblem } from '../domain/mapping.ts'
import { PREFLIGHT_FIELDS, PREFLIGHT_RULES, type PreflightRule } from '../domain/preflight-rule.ts'
import { RECORD_FAULTS } from '../domain/record-check.ts'
import type { SettingProblem } from '../domain/settings.ts'
import { decision, logNumber, preflightMode, rowId, settingKey } from './shapes.ts'

/** The pieces of the answers. */

const errorCode = z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]])

export const settingProblem = z.custom<SettingProblem>((value) => typeof value === 'object' && value !== null)

const trouble = z.object({ code: errorCode, detail: z.string(), since: z.string() })

export const engineStatus = z.object({
  state: z.enum(['stopped', 'watching', 'sending']),
  nextCycleAt: z.string().nullable(),
  lastCycleAt: z.string().nullable(),
  uploads: z
    .array(
      z.object({
        folder: z.string(),
        fileName: z.string(),
        sentBytes: z.number(),
        totalBytes: z.number(),
        startedAt: z.string(),
      }),
    )
    .readonly(),
  purge: z.object({ destination: z.enum(['PROCEED', 'ERROR']), deleted: z.number() }).nullable(),
  trouble: trouble.nullable(),
  folderTroubles: z.record(z.string(), trouble),
})

const transferStatus = z.enum(['sending', 'accepted', 'rejected', 'failed', 'unknown'])
const holdReason = z.enum(['in_doubt', 'changed', 'cancelled', 'duplicate', 'order', 'preflight'])

export const transferRow = z.object({
  id: rowId,
  folder: z.string(),
  /** 表示名 of the folder today; the folder's own name when it is no longer in the mapping. */
  displayName: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  status: transferStatus,
  serialNumber: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  attempts: z.number(),
  destination: z.enum(['PROCEED', 'ERROR']).nullable(),
  filedAs: z.string().nullable(),
  filedAt: z.string().nullable(),
  hold: holdReason.nullable(),
  changed: z.boolean(),
  decision: decision.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  duplicateOf: rowId.nullable(),
  resendOf: rowId.nullable(),
  possibleDecisions: z.array(decision),
  /** The gravest that 送信前の点検 found in it. */
  found: z.enum(['fault', 'note']).nullable(),
})
export type TransferRow = z.infer<typeof transferRow>

/** One finding of the pre-flight: rule, field of the published schema, counts and places; no value. */
export const preflightFinding = z.object({
  rule: z.enum(PREFLIGHT_RULES as [PreflightRule, ...PreflightRule[]]),
  field: z.enum(PREFLIGHT_FIELDS).nullable(),
  count: z.number(),
  places: z.array(
    z.object({
      record: z.number().nullable(),
      line: z.number(),
      column: z.number().nullable(),
      byte: z.number(),
    }),
  ),
})
export type FindingRow = z.infer<typeof preflightFinding>

export const folderEntry = z.object({
  id: rowId,
  folder: z.string(),
  displayName: z.string(),
  paused: z.boolean(),
  /** 送信前の点検 of this folder; null: as PreflightMode says. */
  preflight: preflightMode.nullable(),
  /** `••••4f2a`; null when no token can be read. */
  tokenHint: z.string().nullable(),
  directory: z.enum(['present', 'missing', 'unknown']),
})
export type FolderEntry = z.infer<typeof folderEntry>

/** 接続先 badge: where uploads go. */
export const target = z.object({
  /** unknown: the program that sends may have settings of its own. */
  kind: z.enum(['unset', 'unknown', 'practice', 'test', 'production']),
  /** Scheme, host and port only; '' when unset. */
  origin: z.string(),
})

export const folderCard = z.object({
  folder: z.string(),
  displayName: z.string(),
  state: z.enum([
    'ok',
    'paused',
    'unset',
    'missing',
    'check',
    'held',
    'unknown',
    'failed',
    'blocked',
    'sending',
    'queued',
  ]),
  /** Null when the folder cannot be listed. */
  waitingFiles: z.number().nullable(),
  last: transferRow.nullable(),
  trouble: trouble.nullable(),
})
export type FolderCard = z.infer<typeof folderCard>

/** {@link FolderForecast} with the name that staff know. */
export const folderForecast = z.object({
  folder: z.string(),
  displayName: z.string(),
  paused: z.boolean(),
  blockedBy: z.object({ code: errorCode, detail: z.string() }).nullable(),
  files: z.array(z.object({ fileName: z.string(), sizeBytes: z.number() })),
  fileCount: z.number(),
  leftOut: z.array(
    z.object({
      fileName: z.string(),
      reason: z.enum([
        'other_type',
        'hidden',
        'temporary',
        'not_a_file',
        'held',
        'sending',
        'moving',
        'preflight',
        'behind',
      ]),
    }),
  ),
  leftOutCount: z.number(),
})
export type FolderForecastRow = z.infer<typeof folderForecast>

/** One row of 対応が必要な項目. */
export const problem = z.object({
  kind: z.enum(['unknown', 'failed', 'folder_missing', 'held', 'folder', 'engine', 'mail']),
  folder: z.string().nullable(),
  displayName: z.string().nullable(),
  code: z.string(),
  detail: z.string(),
  since: z.string(),
  transferId: rowId.nullable(),
  /** The setting that it is about, where that can be named. */
  setting: settingKey.optional(),
})
export type Problem = z.infer<typeof problem>

export const dayCount = z.object({
  /** Local date, `yyyy-MM-dd`. */
  date: z.string(),
  success: z.number(),
  failure: z.number(),
  unknown: z.number(),
})
export type DayCount = z.infer<typeof dayCount>

/** One line of 接続診断. */
export const diagnosisStep = z.object({
  name: z.enum(DIAGNOSIS_STEPS),
  subject: z.string(),
  result: z.enum(['ok', 'failed', 'omitted', 'not_reached']),
  ms: z.number(),
  fact: z.string(),
  code: z.string().nullable(),
})

/** What staff see of one certificate before and after they trust it. */
const certificateCard = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** SHA-256, as `AB:CD:…`. */
  fingerprint: z.string(),
  /** yyyy-MM-dd of this computer. */
  validFrom: z.string(),
  validTo: z.string(),
  /** False: it is no issuer's certificate, so that it proves one server at most. */
  isAuthority: z.boolean(),
  validity: z.enum(['valid', 'expired', 'not_yet_valid']),
})
export type CertificateCard = z.infer<typeof certificateCard>

/** One file of CaCertificateFiles. */
export const certificateEntry = z.object({
  file: z.string(),
  /** A copy in the data folder, made by 証明書を追加. */
  kept: z.boolean(),
  certificates: z.array(certificateCard),
  /** Why it cannot be read; connections fail until it is mended or removed. */
  problem: z.object({ code: errorCode, detail: z.string() }).nullable(),
})
export type CertificateEntry = z.infer<typeof certificateEntry>

/** A chosen file, before anything of it is trusted. */
export const pickedCertificates = z.object({
  file: z.string(),
  /** `known`: trusted already. */
  certificates: z.array(certificateCard.extend({ known: z.boolean() })),
})
export type PickedCertificates = z.infer<typeof pickedCertificates>

export const logFile = z.object({ number: logNumber, sizeBytes: z.number(), changedAt: z.string() })
export type LogFileRow = z.infer<typeof logFile>

/** `at` is the byte in the file at which the line begins. */
export const logLine = z.object({ at: z.number(), text: z.string() })
export type LogLine = z.infer<typeof logLine>

export const exportState = z.object({
  phase: z.enum(['idle', 'running', 'done', 'stopped', 'failed']),
  written: z.number(),
  total: z.number(),
  fileName: z.string(),
  error: z.object({ code: errorCode, detail: z.string() }).nullable(),
})

/** How many of one folder had one result on one day. */
export const reportCount = z.object({
  folder: z.string(),
  displayName: z.string(),
  status: transferStatus,
  n: z.number(),
})

export const mailState = z.object({
  /** Events go out by mail; never in practice, nor from a console that only shows. */
  sending: z.boolean(),
  waiting: z.number(),
  /** When the event of the oldest waiting mail came. */
  oldestAt: z.string().nullable(),
  givenUp: z.number(),
  failure: z.object({ code: z.string(), detail: z.string(), at: z.string() }).nullable(),
  /** Since when the system's event log is known not to take our events. */
  logMissingSince: z.string().nullable(),
})
export type MailState = z.infer<typeof mailState>

export const auditRow = z.object({
  id: rowId,
  at: z.string(),
  who: z.string(),
  host: z.string(),
  action: z.string(),
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
})
export type AuditRow = z.infer<typeof auditRow>

const recordReport = z.object({
  rows: z.number(),
  faults: z.number(),
  findings: z.array(
    z.object({
      fault: z.enum(RECORD_FAULTS),
      kind: z.enum(['audit', 'transfer']).nullable(),
      id: z.number(),
    }),
  ),
  fingerprint: z.string(),
  accepted: z.boolean(),
})

/** 記録の検証. */
export const recordCheckState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('never') }),
  z.object({ state: z.literal('running'), rows: z.number() }),
  z.object({
    state: z.literal('done'),
    at: z.string(),
    report: recordReport,
    /** Records were written since. */
    grown: z.boolean(),
  }),
  z.object({ state: z.literal('failed'), at: z.string(), code: errorCode, detail: z.string() }),
])
export type RecordCheckState = z.infer<typeof recordCheckState>

/** The other program that sends from this data folder; what it did not write down is null. */
export const holder = z.object({
  host: z.string(),
  pid: z.number().nullable(),
  mode: z.enum(['console', 'headless']).nullable(),
  /** ISO 8601 with offset. */
  since: z.string().nullable(),
  /** It is gone: this program may take over. */
  ended: z.boolean(),
})
export type Holder = z.infer<typeof holder>

export const vaultState = z.object({
  /** os: the system encrypts. passphrase: scrypt + AES-GCM. memory: kept for this run only. */
  kind: z.enum(['os', 'passphrase', 'memory', 'undecided']),
  locked: z.boolean(),
  /** A passphrase was set up earlier, so that secrets can be opened with it. */
  hasPassphrase: z.boolean(),
})
export type VaultState = z.infer<typeof vaultState>

/** The key file of runs without a window, and what opens with it; never the key. */
export const backgroundKeyCard = z.object({
  file: z.string(),
  since: z.string(),
  account: z.string().nullable(),
  /** Why the console cannot read it: a secret that changes is then missing to runs without a window. */
  problem: z.object({ code: errorCode, detail: z.string() }).nullable(),
  /** 表示名 of folders and names of settings. */
  covered: z.array(z.string()),
  uncovered: z.array(z.string()),
})
export type BackgroundKeyCard = z.infer<typeof backgroundKeyCard>

/** What a file from another computer would change here. */
export const movingPreview = z.object({
  exportedAt: z.string(),
  host: z.string(),
  /** Written values; null: not set, so that the default holds. */
  settings: z.array(
    z.object({ key: settingKey, before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** Passwords that it brings along. */
  brought: z.array(settingKey),
  folders: z.array(
    z.object({
      folder: z.string(),
      displayName: z.string(),
      change: z.enum(['added', 'changed', 'same']),
      /** missing: the file has none, since it could not be read when the file was made. */
      credential: z.enum(['brought', 'same', 'missing']),
    }),
  ),
  /** 表示名 of folders here that the file does not know; they stay. */
  kept: z.array(z.string()),
})
export type MovingPreview = z.infer<typeof movingPreview>

/** What the program asks before its window closes, or before it ends. */
export const farewellQuestion = z.object({
  /**
   * closing: the window goes, the relay stays. stopping: without a tray the relay would end with the window. ending: an
   * upload is under way. waiting: the program ends as soon as that upload has.
   */
  kind: z.enum(['closing', 'stopping', 'ending', 'waiting']),
  monitoring: z.boolean(),
  /** Several with ParallelFolders above 1. */
  uploads: z.array(
    z.object({
      displayName: z.string(),
      fileName: z.string(),
      sentBytes: z.number(),
      totalBytes: z.number(),
    }),
  ),
})

export type FarewellQuestion = z.infer<typeof farewellQuestion>

export const mappingProblem = z.custom<MappingProblem>((value) => typeof value === 'object' && value !== null)

/** What was read from the official batch and is not applied yet. */
export const importSources = z.object({
  file: z.object({ name: z.string(), keys: z.number() }).nullable(),
  /** Names in the order of the arguments. */
  folders: z.array(z.string()).nullable(),
})
export type ImportSources = z.infer<typeof importSources>

/** One key of the preview. Values are written ones, '' for "not set"; of a secret they are dots. */
export const importedSetting = z.object({
  key: settingKey,
  before: z.string(),
  after: z.string(),
  /** kept: the file does not have the key, and there is no default to go back to. */
  change: z.enum(['added', 'changed', 'cleared', 'same', 'kept']),
  /** The file does not have the key: the official batch takes its default then. */
  absent: z.boolean(),
  problem: settingProblem.nullable(),
})
export type ImportedSetting = z.infer<typeof importedSetting>

export const importedFolder = z.object({
  folder: z.string(),
  displayName: z.string(),
  /** left: it stands in the mapping here and not in the arguments. */
  change: z.enum(['added', 'token', 'same', 'left']),
  /** Ends of the tokens, `••••4f2a`. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  paused: z.boolean(),
  /** Whether it exists below the PMHFilePath that holds afterwards. */
  directory: z.enum(['present', 'missing', 'unknown']),
})
export type ImportedFolder = z.infer<typeof importedFolder>

export const importPreview = z.object({
  /** Names this very preview: only what was seen last can be applied. */
  ticket: z.string(),
  fileName: z.string().nullable(),
  settings: z.array(importedSetting),
  /** The first of them. */
  unknownKeys: z.array(z.string()),
  unknownCount: z.number(),
  /** Null: no arguments were read. */
  folders: z.array(importedFolder).nullable(),
  rootDirectory: z.enum(['present', 'missing', 'unknown']),
  /** A token or password is to be stored, which needs a way to keep it. */
  needsVault: z.boolean(),
})
export type ImportPreview = z.infer<typeof importPreview>
