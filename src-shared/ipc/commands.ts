import { z } from 'zod'
import {
  backgroundRequest,
  backgroundWay,
  officialState,
  shownCommand,
  wayState,
} from './background-shapes.ts'
import {
  auditFilter,
  auditRow,
  backgroundKeyCard,
  bundledSoftware,
  certificateEntry,
  dayCount,
  decision,
  diagnosisStep,
  engineStatus,
  errorCode,
  exportState,
  farewellAnswer,
  farewellQuestion,
  fingerprint,
  folderCard,
  folderEntry,
  folderForecast,
  historyFilter,
  holder,
  importPreview,
  importSources,
  localDate,
  logFile,
  logLine,
  logNumber,
  mailState,
  mappingProblem,
  movingPreview,
  newPassphrase,
  nothing,
  pickedCertificates,
  practicePlay,
  preflightFinding,
  preflightMode,
  problem,
  recordCheckState,
  reportCount,
  rowId,
  settingKey,
  settingProblem,
  shortText,
  target,
  tokenText,
  transferRow,
  vaultState,
} from './shapes.ts'

/**
 * Everything that the window may ask of the main process: name -> shapes of input and output.
 * Handlers are typed from this table, so that a missing one does not compile. Tokens and passwords go in, never out.
 */
export const COMMANDS = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      runtime: z.string(),
      dataDir: z.string(),
      practice: z.boolean(),
      vault: vaultState,
      /** Nothing was set up yet: the window opens on はじめに. */
      firstRun: z.boolean(),
      /** Set while this program only shows, since another one sends from this data folder, or did. */
      heldBy: holder.nullable(),
    }),
  },
  /** 送信を引き継ぐ: takes the lock of the data folder once nobody else holds it. */
  'app.take-over': { input: nothing, output: nothing },
  /** バージョン情報: versions, and the software inside with its licences. */
  'app.about': {
    input: nothing,
    output: z.object({
      runtimes: z.array(z.string()),
      system: z.string(),
      software: z.array(bundledSoftware),
    }),
  },
  /** Shows the data folder in the system's file manager. */
  'app.reveal-data': { input: nothing, output: nothing },
  /** What the program asks before its window closes or it ends; null: nothing. */
  'app.farewell': { input: nothing, output: z.object({ question: farewellQuestion.nullable() }) },
  'app.answer-farewell': {
    input: z.strictObject({
      answer: farewellAnswer,
      /** 次回から表示しない; counts with `close` alone. */
      remember: z.boolean(),
    }),
    output: nothing,
  },
  'overview.get': {
    input: nothing,
    output: z.object({
      now: z.string(),
      status: engineStatus,
      target,
      /** What must be filled in before monitoring can start. */
      missing: z.array(settingProblem),
      folders: z.array(folderCard),
      today: z.object({ success: z.number(), failure: z.number(), unknown: z.number() }),
      lastSuccessAt: z.string().nullable(),
      /** The last 30 local days, oldest first, days without a transfer included. */
      days: z.array(dayCount),
      problems: z.array(problem),
    }),
  },
  /** 次の周期で送るもの: what would be sent now, in order, and what is left out and why. */
  'engine.forecast': { input: nothing, output: z.object({ folders: z.array(folderForecast) }) },
  /** R8001 while the official batch sends from the same path, unless staff know of it: `besideOfficial`. */
  'engine.start': { input: z.strictObject({ besideOfficial: z.boolean().optional() }), output: nothing },
  'engine.stop': { input: nothing, output: nothing },
  /** Answers when the cycle was started, not when it ended; `folder` null means all. */
  'engine.send-now': {
    input: z.strictObject({ folder: shortText.nullable() }),
    output: z.object({ started: z.boolean() }),
  },
  /** Names the file: meanwhile another one of the same folder may be under way. */
  'engine.cancel-upload': {
    input: z.strictObject({ folder: shortText, fileName: shortText }),
    output: z.object({ cancelled: z.boolean() }),
  },
  /** 中止 of the deletion of old filed files; the next cycle goes on with it. */
  'engine.stop-purge': { input: nothing, output: nothing },
  'folders.list': {
    input: nothing,
    output: z.object({ root: z.string(), folders: z.array(folderEntry) }),
  },
  'folders.add': {
    input: z.strictObject({
      folder: shortText,
      displayName: shortText,
      token: tokenText,
      paused: z.boolean(),
      /** Null: as PreflightMode says. */
      preflight: preflightMode.nullable().optional(),
      createDirectory: z.boolean(),
    }),
    output: z.object({ id: rowId }),
  },
  /** `token` null keeps the registered one. */
  'folders.update': {
    input: z.strictObject({
      id: rowId,
      folder: shortText,
      displayName: shortText,
      token: tokenText.nullable(),
      paused: z.boolean(),
      /** Absent keeps it. */
      preflight: preflightMode.nullable().optional(),
    }),
    output: nothing,
  },
  'folders.pause': { input: z.strictObject({ id: rowId, paused: z.boolean() }), output: nothing },
  'folders.remove': { input: z.strictObject({ id: rowId }), output: nothing },
  /** Moves an entry to the 0-based place `position`; entries are sent in list order. */
  'folders.move': { input: z.strictObject({ id: rowId, position: z.int().min(0) }), output: nothing },
  'folders.create-directory': { input: z.strictObject({ folder: shortText }), output: nothing },
  /** Tells whether a folder of this name exists under PMHFilePath (as typed in the form). */
  'folders.look-up': {
    input: z.strictObject({ folder: shortText }),
    output: z.object({ directory: z.enum(['present', 'missing', 'unknown']) }),
  },
  /** Opens the system's folder dialog under PMHFilePath; null when staff cancelled. */
  'folders.pick': { input: nothing, output: z.object({ folder: z.string().nullable() }) },
  'settings.get': {
    input: nothing,
    output: z.object({
      /** Written values of every key that is no secret, defaults filled in. */
      values: z.partialRecord(settingKey, z.string()),
      /** Secret keys that have a value. */
      secretsSet: z.array(settingKey),
    }),
  },
  /** All or nothing: with a problem nothing is stored. An empty string takes a setting back to "not set". */
  'settings.save': {
    input: z.strictObject({ changes: z.partialRecord(settingKey, z.string().max(8192)) }),
    output: z.object({ saved: z.boolean(), problems: z.array(settingProblem) }),
  },
  'settings.pick-root': { input: nothing, output: z.object({ path: z.string().nullable() }) },
  /** 公式バッチの設定を取り込む: what was read so far. It stays in the main process until it is applied or forgotten. */
  'import.sources': { input: nothing, output: importSources },
  /** Opens the system's file dialog and reads the file; false when staff cancelled. */
  'import.choose-file': { input: nothing, output: z.object({ chosen: z.boolean() }) },
  /** Takes the mapping out of a pasted command line; with a problem nothing is kept. */
  'import.read-arguments': {
    /** Windows takes 32,767 characters for a command line; two such are more than any paste. */
    input: z.strictObject({ text: z.string().max(65_536) }),
    output: z.object({ problems: z.array(mappingProblem), problemCount: z.number() }),
  },
  'import.forget': { input: z.strictObject({ source: z.enum(['file', 'arguments']) }), output: nothing },
  'import.preview': { input: nothing, output: importPreview },
  /** All or nothing. R5020 when something changed since the preview. */
  'import.apply': {
    input: z.strictObject({
      ticket: z.string().max(64),
      /** Pauses the folders that the arguments do not name. */
      pauseOthers: z.boolean(),
    }),
    output: z.object({ settings: z.number(), folders: z.number() }),
  },
  /** 設定を書き出す, to a file that staff choose; null when they cancelled. */
  'official.export': {
    input: z.strictObject({ kind: z.enum(['config', 'service']), secrets: z.boolean() }),
    output: z.object({ file: z.string().nullable() }),
  },
  'transfers.search': {
    input: z.strictObject({
      /** 1-based. */
      page: z.int().min(1).max(1_000_000),
      ...historyFilter,
    }),
    output: z.object({ rows: z.array(transferRow), total: z.number(), pageSize: z.number() }),
  },
  /** One row, the one under which its file was sent again, and what the pre-flight found. */
  'transfers.get': {
    input: z.strictObject({ id: rowId }),
    output: z.object({
      row: transferRow.nullable(),
      resentAs: rowId.nullable(),
      findings: z.array(preflightFinding),
    }),
  },
  /** Shows the file's folder in the system's file manager. */
  'transfers.reveal': { input: z.strictObject({ id: rowId }), output: nothing },
  /** 送信済みとして処理, or 再送する: for held files, and for those in ERROR. */
  'transfers.decide': {
    input: z.strictObject({
      id: rowId,
      decision,
      /** 処理通番, if staff know it from elsewhere; only with `treated_as_sent`. */
      serialNumber: z
        .string()
        .regex(/^[\x21-\x7e]{1,64}$/)
        .nullable(),
      reason: shortText,
    }),
    output: nothing,
  },
  /** CSV出力 of what the filter lets through, to a file that staff choose; `export` events tell how far it is. */
  'export.start': { input: z.strictObject(historyFilter), output: z.object({ started: z.boolean() }) },
  'export.get': { input: nothing, output: exportState },
  'export.stop': { input: nothing, output: nothing },
  /** The end of the last one was seen. */
  'export.forget': { input: nothing, output: nothing },
  /** 日報 of a local date: its first rows, oldest first, and the counts of all of them. */
  'report.get': {
    input: z.strictObject({ date: localDate }),
    output: z.object({
      date: z.string(),
      printedAt: z.string(),
      printedBy: z.string(),
      version: z.string(),
      target,
      tasksType: z.string(),
      fileType: z.string(),
      /** Every registered scheme, in sending order. */
      schemes: z.array(z.object({ folder: z.string(), displayName: z.string() })),
      counts: z.array(reportCount),
      rows: z.array(transferRow),
    }),
  },
  'practice.start': { input: nothing, output: nothing },
  /** What the simulated PMH plays, and the folders that take sample files. */
  'practice.get': {
    input: nothing,
    output: z.object({ play: practicePlay, folders: z.array(z.string()) }),
  },
  /** Holds for uploads that begin from now on, until another one is chosen. */
  'practice.play': { input: z.strictObject({ play: practicePlay }), output: nothing },
  /** Puts one more sample file into a practice folder; not `placed` when as many wait there as may. */
  'practice.put': {
    input: z.strictObject({ folder: shortText }),
    output: z.object({ placed: z.boolean() }),
  },
  /** Puts a new sample file into each practice folder that has none waiting. */
  'practice.refill': { input: nothing, output: nothing },
  /** Practice as it was at its beginning. */
  'practice.restart': { input: nothing, output: nothing },
  'practice.stop': { input: nothing, output: nothing },
  /** 接続診断: answers when it has begun; `diagnosis` events tell of each step. */
  'diagnosis.start': { input: nothing, output: z.object({ started: z.boolean() }) },
  'diagnosis.get': {
    input: nothing,
    output: z.object({
      running: z.boolean(),
      startedAt: z.string().nullable(),
      steps: z.array(diagnosisStep),
    }),
  },
  'diagnosis.stop': { input: nothing, output: nothing },
  'certificates.list': { input: nothing, output: z.object({ entries: z.array(certificateEntry) }) },
  /** Opens the system's file dialog and reads what was chosen; null when staff cancelled. Nothing is trusted yet. */
  'certificates.pick': { input: nothing, output: z.object({ picked: pickedCertificates.nullable() }) },
  /** Trusts certificates of the file chosen last, as it was when it was shown. */
  'certificates.add': {
    input: z.strictObject({ fingerprints: z.array(fingerprint).min(1).max(50) }),
    output: nothing,
  },
  /** Takes a file out of CaCertificateFiles, and deletes it if it is a copy of our own. */
  'certificates.remove': { input: z.strictObject({ file: z.string().max(8192) }), output: nothing },
  /** The outbox of 通知メール; `mail` events tell when to ask. */
  'mail.state': { input: nothing, output: mailState },
  /** テストメール by the stored settings, to every recipient; answers at its end, after 30 s at most. */
  'mail.test': {
    input: nothing,
    output: z.object({
      /** Recipients that the server did not take, with its words. */
      refused: z.array(z.object({ recipient: z.string(), detail: z.string() })),
    }),
  },
  /** Staff have seen the mails that were given up. */
  'mail.forget': { input: nothing, output: nothing },
  /** The last lines of one file of the log, oldest first. */
  'log.tail': {
    input: z.strictObject({ number: logNumber }),
    output: z.object({
      folder: z.string(),
      /** Those that exist, the present one first. */
      files: z.array(logFile),
      lines: z.array(logLine),
      /** There are older lines in the file than those shown. */
      cut: z.boolean(),
    }),
  },
  /** Shows the log in the system's file manager. */
  'log.reveal': { input: z.strictObject({ number: logNumber }), output: nothing },
  /** 操作記録, newest first. */
  'audit.search': {
    /** Rows older than the row `before`; null begins with the newest. */
    input: z.strictObject({ ...auditFilter, before: rowId.nullable() }),
    output: z.object({
      rows: z.array(auditRow),
      /** How many rows come before the first of these. */
      skipped: z.number(),
      total: z.number(),
      pageSize: z.number(),
      /** The `before` of the page before this one; null is the first page. */
      previous: rowId.nullable(),
      /** Everybody who is named in the trail. */
      people: z.array(z.string()),
    }),
  },
  /** CSV出力 to a file that staff choose; answers at its end. `file` null: staff cancelled or stopped it. */
  'audit.export': {
    input: z.strictObject(auditFilter),
    output: z.object({ file: z.string().nullable(), rows: z.number() }),
  },
  /** Rows written by an export that is under way; null when there is none. `audit` events tell when to ask. */
  'audit.export-progress': { input: nothing, output: z.object({ rows: z.number().nullable() }) },
  'audit.stop-export': { input: nothing, output: nothing },
  /** 記録の検証; answers at once, `audit` events tell when to look at its state. */
  'audit.check': { input: nothing, output: nothing },
  'audit.check-state': { input: nothing, output: recordCheckState },
  /** Staff have seen exactly these faults of the records. */
  'audit.accept-faults': {
    input: z.strictObject({
      fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
      reason: z.string().trim().min(1).max(500),
    }),
    output: nothing,
  },
  /** Chooses how secrets are kept where the system offers no encryption. */
  'vault.choose': {
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('passphrase'), passphrase: newPassphrase }),
      z.strictObject({ kind: z.literal('memory') }),
    ]),
    output: nothing,
  },
  /** 管理者ロック; without a PIN everything is open. */
  'lock.state': { input: nothing, output: z.object({ isSet: z.boolean(), isOpen: z.boolean() }) },
  'lock.open': { input: z.strictObject({ pin: z.string().max(64) }), output: nothing },
  'lock.close': { input: nothing, output: nothing },
  'lock.set-pin': { input: z.strictObject({ pin: z.string().max(64) }), output: nothing },
  'lock.remove-pin': { input: nothing, output: nothing },
  /** 別のパソコンへ移す: settings, mapping and secrets in one sealed file. `file` null: staff cancelled. */
  'moving.export': {
    input: z.strictObject({ passphrase: newPassphrase }),
    output: z.object({ file: z.string().nullable() }),
  },
  /** Chooses such a file and looks whether it is whole; null when staff cancelled. */
  'moving.pick': { input: nothing, output: z.object({ file: z.string().nullable() }) },
  /** Opens the chosen file. A wrong passphrase is answered later each time. Nothing is changed yet. */
  'moving.open': { input: z.strictObject({ passphrase: z.string().max(1024) }), output: movingPreview },
  /** Takes over what was opened last, all of it or nothing. */
  'moving.apply': { input: nothing, output: nothing },
  'moving.forget': { input: nothing, output: nothing },
  /** The key with which runs without a window open the stored secrets. */
  'vault.key-file': { input: nothing, output: z.object({ key: backgroundKeyCard.nullable() }) },
  /** Makes the key anew, and a copy of every secret under it. `account`: of Windows; null is the console's own user. */
  'vault.make-key-file': { input: z.strictObject({ account: shortText.nullable() }), output: nothing },
  'vault.remove-key-file': { input: nothing, output: nothing },
  'vault.unlock': { input: z.strictObject({ passphrase: z.string().max(1024) }), output: nothing },
  /** 起動・常駐: how each way of starting by itself stands. */
  'background.get': {
    input: nothing,
    output: z.object({
      system: z.enum(['windows', 'macos', 'linux']),
      account: z.string(),
      keyFile: z.string(),
      keyReady: z.boolean(),
      ways: z.array(wayState),
    }),
  },
  /** What would be registered, as text, and the commands that do the same. */
  'background.preview': {
    input: backgroundRequest,
    output: z.object({
      fileName: z.string(),
      place: z.string(),
      text: z.string(),
      commands: z.array(shownCommand),
    }),
  },
  /** Writes what would be registered to a file that staff choose; null when they cancelled. */
  'background.save': { input: backgroundRequest, output: z.object({ file: z.string().nullable() }) },
  /** `commands`: the file is written, and the shown commands are left to staff. R8005 unless `overForeign`. */
  'background.register': {
    input: z.strictObject({ request: backgroundRequest, overForeign: z.boolean() }),
    output: z.object({ left: z.enum(['nothing', 'commands']) }),
  },
  'background.remove': { input: z.strictObject({ way: backgroundWay }), output: nothing },
  /** What was found of the official batch the last time. */
  'official.get': { input: nothing, output: officialState },
  /** Looks for it now, and answers at the end. */
  'official.look': { input: nothing, output: officialState },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type CommandName = keyof typeof COMMANDS
export type CommandInput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['input']>
export type CommandOutput<N extends CommandName> = z.infer<(typeof COMMANDS)[N]['output']>

/** Why a command was refused. `detail` names the object (a folder, a key, a rule), never a secret. */
export const commandError = z.object({ code: errorCode, detail: z.string() })
export type CommandError = z.infer<typeof commandError>

export type CommandResult<N extends CommandName> =
  | { readonly ok: true; readonly value: CommandOutput<N> }
  | { readonly ok: false; readonly error: CommandError }

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(COMMANDS, name)
}
