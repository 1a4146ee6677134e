import { z } from 'zod'
import type { ErrorCode } from '../domain/error-catalogue.ts'
import type { ANSWERS } from './answers.ts'
import { backgroundRequest, backgroundWay } from './background-shapes.ts'
import {
  auditFilter,
  decision,
  farewellAnswer,
  fingerprint,
  historyFilter,
  localDate,
  logNumber,
  newPassphrase,
  nothing,
  practicePlay,
  preflightMode,
  rowId,
  settingKey,
  shortText,
  tokenText,
} from './shapes.ts'

/**
 * Everything that the window may ask of the main process: name -> shape of the input, which is checked at run time. It is
 * made when it is asked for: all of them together would be part of every start.
 * What comes back is in {@link ANSWERS}. Handlers are typed from both, so that a missing one does not compile. Tokens and
 * passwords go in, never out.
 */
export const COMMANDS = {
  'app.info': () => nothing,
  /** 送信を引き継ぐ: takes the lock of the data folder once nobody else holds it. */
  'app.take-over': () => nothing,
  /** バージョン情報: versions, and the software inside with its licences. */
  'app.about': () => nothing,
  /** Shows the data folder in the system's file manager. */
  'app.reveal-data': () => nothing,
  /** What the program asks before its window closes or it ends; null: nothing. */
  'app.farewell': () => nothing,
  'app.answer-farewell': () =>
    z.strictObject({
      answer: farewellAnswer,
      /** 次回から表示しない; counts with `close` alone. */
      remember: z.boolean(),
    }),
  'overview.get': () => nothing,
  /** 次の周期で送るもの: what would be sent now, in order, and what is left out and why. */
  'engine.forecast': () => nothing,
  /** R8001 while the official batch sends from the same path, unless staff know of it: `besideOfficial`. */
  'engine.start': () => z.strictObject({ besideOfficial: z.boolean().optional() }),
  'engine.stop': () => nothing,
  /** Answers when the cycle was started, not when it ended; `folder` null means all. */
  'engine.send-now': () => z.strictObject({ folder: shortText.nullable() }),
  /** Names the file: meanwhile another one of the same folder may be under way. */
  'engine.cancel-upload': () => z.strictObject({ folder: shortText, fileName: shortText }),
  /** 中止 of the deletion of old filed files; the next cycle goes on with it. */
  'engine.stop-purge': () => nothing,
  'folders.list': () => nothing,
  'folders.add': () =>
    z.strictObject({
      folder: shortText,
      displayName: shortText,
      token: tokenText,
      paused: z.boolean(),
      /** Null: as PreflightMode says. */
      preflight: preflightMode.nullable().optional(),
      createDirectory: z.boolean(),
    }),
  /** `token` null keeps the registered one. */
  'folders.update': () =>
    z.strictObject({
      id: rowId,
      folder: shortText,
      displayName: shortText,
      token: tokenText.nullable(),
      paused: z.boolean(),
      /** Absent keeps it. */
      preflight: preflightMode.nullable().optional(),
    }),
  'folders.pause': () => z.strictObject({ id: rowId, paused: z.boolean() }),
  'folders.remove': () => z.strictObject({ id: rowId }),
  /** Moves an entry to the 0-based place `position`; entries are sent in list order. */
  'folders.move': () => z.strictObject({ id: rowId, position: z.int().min(0) }),
  'folders.create-directory': () => z.strictObject({ folder: shortText }),
  /** Tells whether a folder of this name exists under PMHFilePath (as typed in the form). */
  'folders.look-up': () => z.strictObject({ folder: shortText }),
  /** Opens the system's folder dialog under PMHFilePath; null when staff cancelled. */
  'folders.pick': () => nothing,
  'settings.get': () => nothing,
  /** All or nothing: with a problem nothing is stored. An empty string takes a setting back to "not set". */
  'settings.save': () => z.strictObject({ changes: z.partialRecord(settingKey, z.string().max(8192)) }),
  'settings.pick-root': () => nothing,
  /** 公式バッチの設定を取り込む: what was read so far. It stays in the main process until it is applied or forgotten. */
  'import.sources': () => nothing,
  /** Opens the system's file dialog and reads the file; false when staff cancelled. */
  'import.choose-file': () => nothing,
  /** Takes the mapping out of a pasted command line; with a problem nothing is kept. */
  /** Windows takes 32,767 characters for a command line; two such are more than any paste. */
  'import.read-arguments': () => z.strictObject({ text: z.string().max(65_536) }),
  'import.forget': () => z.strictObject({ source: z.enum(['file', 'arguments']) }),
  'import.preview': () => nothing,
  /** All or nothing. R5020 when something changed since the preview. */
  'import.apply': () =>
    z.strictObject({
      ticket: z.string().max(64),
      /** Pauses the folders that the arguments do not name. */
      pauseOthers: z.boolean(),
    }),
  /** 設定を書き出す, to a file that staff choose; null when they cancelled. */
  'official.export': () => z.strictObject({ kind: z.enum(['config', 'service']), secrets: z.boolean() }),
  'transfers.search': () =>
    z.strictObject({
      /** 1-based. */
      page: z.int().min(1).max(1_000_000),
      ...historyFilter,
    }),
  /** One row, the one under which its file was sent again, and what the pre-flight found. */
  'transfers.get': () => z.strictObject({ id: rowId }),
  /** Shows the file's folder in the system's file manager. */
  'transfers.reveal': () => z.strictObject({ id: rowId }),
  /** 送信済みとして処理, or 再送する: for held files, and for those in ERROR. */
  'transfers.decide': () =>
    z.strictObject({
      id: rowId,
      decision,
      /** 処理通番, if staff know it from elsewhere; only with `treated_as_sent`. */
      serialNumber: z
        .string()
        .regex(/^[\x21-\x7e]{1,64}$/)
        .nullable(),
      reason: shortText,
    }),
  /** CSV出力 of what the filter lets through, to a file that staff choose; `export` events tell how far it is. */
  'export.start': () => z.strictObject(historyFilter),
  'export.get': () => nothing,
  'export.stop': () => nothing,
  /** The end of the last one was seen. */
  'export.forget': () => nothing,
  /** 日報 of a local date: its first rows, oldest first, and the counts of all of them. */
  'report.get': () => z.strictObject({ date: localDate }),
  'practice.start': () => nothing,
  /** What the simulated PMH plays, and the folders that take sample files. */
  'practice.get': () => nothing,
  /** Holds for uploads that begin from now on, until another one is chosen. */
  'practice.play': () => z.strictObject({ play: practicePlay }),
  /** Puts one more sample file into a practice folder; not `placed` when as many wait there as may. */
  'practice.put': () => z.strictObject({ folder: shortText }),
  /** Puts a new sample file into each practice folder that has none waiting. */
  'practice.refill': () => nothing,
  /** Practice as it was at its beginning. */
  'practice.restart': () => nothing,
  'practice.stop': () => nothing,
  /** 接続診断: answers when it has begun; `diagnosis` events tell of each step. */
  'diagnosis.start': () => nothing,
  'diagnosis.get': () => nothing,
  'diagnosis.stop': () => nothing,
  'certificates.list': () => nothing,
  /** Opens the system's file dialog and reads what was chosen; null when staff cancelled. Nothing is trusted yet. */
  'certificates.pick': () => nothing,
  /** Trusts certificates of the file chosen last, as it was when it was shown. */
  'certificates.add': () => z.strictObject({ fingerprints: z.array(fingerprint).min(1).max(50) }),
  /** Takes a file out of CaCertificateFiles, and deletes it if it is a copy of our own. */
  'certificates.remove': () => z.strictObject({ file: z.string().max(8192) }),
  /** The outbox of 通知メール; `mail` events tell when to ask. */
  'mail.state': () => nothing,
  /** テストメール by the stored settings, to every recipient; answers at its end, after 30 s at most. */
  'mail.test': () => nothing,
  /** Staff have seen the mails that were given up. */
  'mail.forget': () => nothing,
  /** The last lines of one file of the log, oldest first. */
  'log.tail': () => z.strictObject({ number: logNumber }),
  /** Shows the log in the system's file manager. */
  'log.reveal': () => z.strictObject({ number: logNumber }),
  /** 操作記録, newest first. */
  /** Rows older than the row `before`; null begins with the newest. */
  'audit.search': () => z.strictObject({ ...auditFilter, before: rowId.nullable() }),
  /** CSV出力 to a file that staff choose; answers at its end. `file` null: staff cancelled or stopped it. */
  'audit.export': () => z.strictObject(auditFilter),
  /** Rows written by an export that is under way; null when there is none. `audit` events tell when to ask. */
  'audit.export-progress': () => nothing,
  'audit.stop-export': () => nothing,
  /** 記録の検証; answers at once, `audit` events tell when to look at its state. */
  'audit.check': () => nothing,
  'audit.check-state': () => nothing,
  /** Staff have seen exactly these faults of the records. */
  'audit.accept-faults': () =>
    z.strictObject({
      fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
      reason: z.string().trim().min(1).max(500),
    }),
  /** Chooses how secrets are kept where the system offers no encryption. */
  'vault.choose': () =>
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('passphrase'), passphrase: newPassphrase }),
      z.strictObject({ kind: z.literal('memory') }),
    ]),
  /** 管理者ロック; without a PIN everything is open. */
  'lock.state': () => nothing,
  'lock.open': () => z.strictObject({ pin: z.string().max(64) }),
  'lock.close': () => nothing,
  'lock.set-pin': () => z.strictObject({ pin: z.string().max(64) }),
  'lock.remove-pin': () => nothing,
  /** 別のパソコンへ移す: settings, mapping and secrets in one sealed file. `file` null: staff cancelled. */
  'moving.export': () => z.strictObject({ passphrase: newPassphrase }),
  /** Chooses such a file and looks whether it is whole; null when staff cancelled. */
  'moving.pick': () => nothing,
  /** Opens the chosen file. A wrong passphrase is answered later each time. Nothing is changed yet. */
  'moving.open': () => z.strictObject({ passphrase: z.string().max(1024) }),
  /** Takes over what was opened last, all of it or nothing. */
  'moving.apply': () => nothing,
  'moving.forget': () => nothing,
  /** The key with which runs without a window open the stored secrets. */
  'vault.key-file': () => nothing,
  /** Makes the key anew, and a copy of every secret under it. `account`: of Windows; null is the console's own user. */
  'vault.make-key-file': () => z.strictObject({ account: shortText.nullable() }),
  'vault.remove-key-file': () => nothing,
  'vault.unlock': () => z.strictObject({ passphrase: z.string().max(1024) }),
  /** 起動・常駐: how each way of starting by itself stands. */
  'background.get': () => nothing,
  /** What would be registered, as text, and the commands that do the same. */
  'background.preview': () => backgroundRequest,
  /** Writes what would be registered to a file that staff choose; null when they cancelled. */
  'background.save': () => backgroundRequest,
  /** `commands`: the file is written, and the shown commands are left to staff. R8005 unless `overForeign`. */
  'background.register': () => z.strictObject({ request: backgroundRequest, overForeign: z.boolean() }),
  'background.remove': () => z.strictObject({ way: backgroundWay }),
  /** What was found of the official batch the last time. */
  'official.get': () => nothing,
  /** Looks for it now, and answers at the end. */
  'official.look': () => nothing,
} as const satisfies Record<string, () => z.ZodType>

export type CommandName = keyof typeof COMMANDS
export type CommandInput<N extends CommandName> = z.infer<ReturnType<(typeof COMMANDS)[N]>>
export type CommandOutput<N extends CommandName> = z.infer<(typeof ANSWERS)[N]>

/** Why a command was refused. `detail` names the object (a folder, a key, a rule), never a secret. */
export interface CommandError {
  readonly code: ErrorCode
  readonly detail: string
}

export type CommandResult<N extends CommandName> =
  | { readonly ok: true; readonly value: CommandOutput<N> }
  | { readonly ok: false; readonly error: CommandError }

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(COMMANDS, name)
}
