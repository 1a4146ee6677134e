import { z } from 'zod'
import { RESULT_FILTERS } from '../domain/history-filter.ts'
import { PRACTICE_PLAYS } from '../domain/practice-play.ts'
import { PREFLIGHT_MODES } from '../domain/preflight-rule.ts'
import { SETTING_KEYS, type SettingKey } from '../domain/settings.ts'

/** The pieces of the inputs, checked at run time. */

export const settingKey = z.enum(SETTING_KEYS as [SettingKey, ...SettingKey[]])
export const nothing = z.strictObject({})

/** Row ids of SQLite. */
export const rowId = z.int().positive()

/** What came over a text field: bounded, so that no message can grow without limit. */
export const shortText = z.string().max(1024)
export const tokenText = z.string().max(8192)

/** As short as components/passphrase.ts lets staff choose one. */
export const newPassphrase = z.string().min(12).max(1024)

export const decision = z.enum(['treated_as_sent', 'resend'])

export const preflightMode = z.enum(PREFLIGHT_MODES)

export const practicePlay = z.enum(PRACTICE_PLAYS)

export const fingerprint = z.string().regex(/^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/)

/** One file of the log: 0 is log.txt, 1 to 9 are log.1.txt (the latest of the older ones) to log.9.txt. */
export const logNumber = z.int().min(0).max(9)

export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** 操作記録: what to look for; null does not narrow. */
export const auditFilter = {
  /** First and last local date. */
  from: localDate.nullable(),
  to: localDate.nullable(),
  who: shortText.nullable(),
  action: z
    .string()
    .regex(/^[a-z_.-]{1,64}$/)
    .nullable(),
  text: z.string().max(200),
}

/** What of 送信履歴 is asked for; null and absent do not narrow. */
export const historyFilter = {
  folder: shortText.nullable(),
  status: z.enum(RESULT_FILTERS).nullable(),
  /** First and last local date. */
  from: localDate.nullable().optional(),
  to: localDate.nullable().optional(),
  text: z.string().max(200).optional(),
}

/** close: the window. stay: neither. wait: end after the upload. end: now. */
export const farewellAnswer = z.enum(['close', 'stay', 'wait', 'end'])

export type FarewellAnswer = z.infer<typeof farewellAnswer>
