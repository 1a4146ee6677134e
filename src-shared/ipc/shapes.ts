import { z } from 'zod'
import { DIAGNOSIS_STEPS } from '../domain/diagnosis.ts'
import { ERROR_CODES, type ErrorCode } from '../domain/error-catalogue.ts'
import { SETTING_KEYS, type SettingKey, type SettingProblem } from '../domain/settings.ts'

/** The pieces that several commands share. Outputs are checked by the types, inputs by these schemas at run time. */

export const errorCode = z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]])
export const settingKey = z.enum(SETTING_KEYS as [SettingKey, ...SettingKey[]])
export const nothing = z.strictObject({})

/** Row ids of SQLite. */
export const rowId = z.int().positive()

/** What came over a text field: bounded, so that no message can grow without limit. */
export const shortText = z.string().max(1024)
export const tokenText = z.string().max(8192)

export const settingProblem = z.custom<SettingProblem>((value) => typeof value === 'object' && value !== null)

const trouble = z.object({ code: errorCode, detail: z.string(), since: z.string() })

export const engineStatus = z.object({
  state: z.enum(['stopped', 'watching', 'sending']),
  nextCycleAt: z.string().nullable(),
  lastCycleAt: z.string().nullable(),
  progress: z
    .object({
      folder: z.string(),
      fileName: z.string(),
      sentBytes: z.number(),
      totalBytes: z.number(),
      startedAt: z.string(),
    })
    .nullable(),
  trouble: trouble.nullable(),
  folderTroubles: z.record(z.string(), trouble),
})

export const transferStatus = z.enum(['sending', 'accepted', 'rejected', 'failed', 'unknown'])
const holdReason = z.enum(['in_doubt', 'changed', 'cancelled', 'duplicate', 'order'])

export const decision = z.enum(['treated_as_sent', 'resend'])

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
  hold: holdReason.nullable(),
  changed: z.boolean(),
  decision: decision.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionReason: z.string().nullable(),
  duplicateOf: rowId.nullable(),
  resendOf: rowId.nullable(),
  possibleDecisions: z.array(decision),
})
export type TransferRow = z.infer<typeof transferRow>

export const folderEntry = z.object({
  id: rowId,
  folder: z.string(),
  displayName: z.string(),
  paused: z.boolean(),
  /** `••••4f2a`; null when no token can be read. */
  tokenHint: z.string().nullable(),
  directory: z.enum(['present', 'missing', 'unknown']),
})
export type FolderEntry = z.infer<typeof folderEntry>

/** 接続先 badge: where uploads go. */
export const target = z.object({
  kind: z.enum(['unset', 'practice', 'test', 'production']),
  /** Scheme, host and port only; '' when unset. */
  origin: z.string(),
})

export const folderCard = z.object({
  folder: z.string(),
  displayName: z.string(),
  state: z.enum(['ok', 'paused', 'missing', 'held', 'unknown', 'failed', 'sending', 'queued']),
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
      reason: z.enum(['other_type', 'hidden', 'temporary', 'not_a_file', 'held', 'sending', 'moving']),
    }),
  ),
  leftOutCount: z.number(),
})
export type FolderForecastRow = z.infer<typeof folderForecast>

/** One row of 対応が必要な項目. */
export const problem = z.object({
  kind: z.enum(['unknown', 'failed', 'folder_missing', 'held', 'folder', 'engine']),
  folder: z.string().nullable(),
  displayName: z.string().nullable(),
  code: z.string(),
  detail: z.string(),
  since: z.string(),
  transferId: rowId.nullable(),
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

export const vaultState = z.object({
  /** os: the system encrypts. passphrase: scrypt + AES-GCM. memory: kept for this run only. */
  kind: z.enum(['os', 'passphrase', 'memory', 'undecided']),
  locked: z.boolean(),
  /** A passphrase was set up earlier, so that secrets can be opened with it. */
  hasPassphrase: z.boolean(),
})
export type VaultState = z.infer<typeof vaultState>
