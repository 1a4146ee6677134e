import { isErrorCode } from '../../../src-shared/domain/error-catalogue.ts'
import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { type ErrorText, errorText } from '../../../src-shared/text/ja/errors.ts'
import { failureText } from '../../../src-shared/text/ja/screens.ts'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'
import { exactSize, tableTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { detailText, historyText } from '../../../src-shared/text/ja/screens-history.ts'
import { ACCEPTED_NOTE, holdReasonText, resultWordText } from '../../../src-shared/text/ja/words.ts'

/** What happened, why, and what to do now, for one row of the history. */
export function explain(row: TransferRow): ErrorText {
  const text = explainResult(row)
  // What was decided needs no advice on how to decide.
  return row.decision === null ? text : { ...text, remedy: decidedText[row.decision] }
}

const decidedText = { treated_as_sent: detailText.decidedSent, resend: detailText.decidedResend }

function explainResult(row: TransferRow): ErrorText {
  if (row.status === 'accepted') {
    return { what: detailText.acceptedWhat, why: detailText.acceptedWhy, remedy: ACCEPTED_NOTE }
  }
  if (row.status === 'sending') {
    return { what: detailText.sendingWhat, why: detailText.sendingWhy, remedy: detailText.sendingRemedy }
  }
  const text = errorText(row.errorCode ?? '')
  const why = row.hold === null ? text.why : `${text.why}${holdReasonText[row.hold]}`
  const what = row.errorCode === null ? text.what : withCode(text.what, row.errorCode)
  return { what, why, remedy: text.remedy }
}

/** 「…ませんでした（E4010003）。」: the code goes before the full stop. */
function withCode(sentence: string, code: string): string {
  return `${sentence.replace(/。$/, '')}（${code}）。`
}

/** Where the file lies, as far as the journal knows. */
export function filePlace(row: TransferRow): string {
  if (row.decision === 'resend') return detailText.placeReturned(row.folder)
  if (row.filedAs !== null) return row.filedAs
  if (row.destination !== null) return detailText.placeMoving(row.destination, row.folder)
  return detailText.placeWaiting(row.folder)
}

/** PMH's words are called so; beside one of our own codes stands a fact of ours. */
export function messageLabel(row: TransferRow): string {
  return isErrorCode(row.errorCode ?? '') ? detailText.supplement : detailText.message
}

/** What was decided, by whom and when; null while nothing was. */
export function decisionFact(row: TransferRow): string | null {
  if (row.decision === null) return null
  const who = row.decidedBy ?? detailText.somebody
  return detailText.decidedBy(decideText.decisions[row.decision], who, tableTime(row.decidedAt))
}

/** The text of 詳細をコピー for a row. */
export function rowDetail(row: TransferRow): string {
  const { what, why, remedy } = explain(row)
  const lines: readonly (readonly [label: string, value: string | null])[] = [
    [
      historyText.columns.folder,
      row.displayName === row.folder ? row.folder : `${row.displayName}（${row.folder}）`,
    ],
    [historyText.columns.file, row.fileName],
    [detailText.startedAt, tableTime(row.startedAt)],
    [detailText.finishedAt, row.finishedAt === null ? null : tableTime(row.finishedAt)],
    [historyText.columns.result, resultWordText[resultWord(row.status)]],
    [detailText.serial, row.serialNumber],
    [detailText.code, row.errorCode],
    [messageLabel(row), row.errorMessage],
    [failureText.what, what],
    [failureText.why, why],
    [failureText.remedy, remedy],
    [detailText.sha, row.sha256],
    [detailText.size, exactSize(row.sizeBytes)],
    [detailText.attempts, detailText.times(row.attempts)],
    [detailText.place, filePlace(row)],
    [detailText.number, detailText.row(row.id)],
    [detailText.resendOf, row.resendOf === null ? null : detailText.row(row.resendOf)],
    [detailText.decision, decisionFact(row)],
    [detailText.reason, row.decisionReason],
  ]
  return lines
    .filter((line): line is readonly [string, string] => line[1] !== null && line[1] !== '')
    .map(([label, value]) => `${label}：${value}`)
    .join('\n')
}
