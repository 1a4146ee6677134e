import type { Decision } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandInput } from '../../../src-shared/ipc/commands.ts'
import { decideText, type Question, questionText } from '../../../src-shared/text/ja/screens-decide.ts'

/** What staff have chosen and typed so far. */
export interface DecisionForm {
  /** Null until one of two is chosen; none is ever chosen for them. */
  readonly choice: Decision | null
  readonly serial: string
  readonly confirmed: boolean
  readonly reason: string
}

/** What keeps the decision from being taken: sentences at the fields, null where all is well. */
export interface DecisionProblems {
  readonly serial: string | null
  readonly box: string | null
  readonly reason: string | null
}

export const NO_PROBLEMS: DecisionProblems = { serial: null, box: null, reason: null }

const REASON_LENGTH = 200

/** What is asked about a file follows from what is known of it. */
export function questionAbout(row: Pick<TransferRow, 'status' | 'hold'>): Question {
  if (row.status === 'unknown') return 'doubt'
  if (row.hold === 'changed') return 'changed'
  if (row.hold === 'duplicate') return 'duplicate'
  if (row.hold === 'preflight') return 'preflight'
  return row.status === 'rejected' ? 'refused' : 'unsent'
}

/** How the way to a decision is named: 確認して決める where there is something to find out, else 再送する. */
export function decisionButton(
  row: Pick<TransferRow, 'possibleDecisions' | 'hold'>,
): 'decide' | 'resend' | null {
  if (row.possibleDecisions.includes('treated_as_sent') || row.hold === 'preflight') return 'decide'
  return row.possibleDecisions.includes('resend') ? 'resend' : null
}

export function openDecisionForm(row: Pick<TransferRow, 'possibleDecisions'>): DecisionForm {
  const [only, second] = row.possibleDecisions
  return {
    choice: only !== undefined && second === undefined ? only : null,
    serial: '',
    confirmed: false,
    reason: '',
  }
}

/** Typed with a Japanese keyboard or pasted from a mail: full-width characters and blanks around it are no mistake. */
export function foldSerial(typed: string): string {
  return typed.normalize('NFKC').trim()
}

export function decisionProblems(form: DecisionForm, question: Question): DecisionProblems {
  const serial = foldSerial(form.serial)
  const length = [...form.reason.trim()].length
  return {
    serial:
      form.choice === 'treated_as_sent' && serial !== '' && !/^[\x21-\x7e]{1,64}$/.test(serial)
        ? decideText.serialError(serial)
        : null,
    box:
      form.choice === 'resend' && questionText[question].box !== null && !form.confirmed
        ? decideText.boxError
        : null,
    reason: reasonProblem(length, question),
  }
}

/** What goes against the pre-flight needs a reason that can be read later. */
function reasonProblem(length: number, question: Question): string | null {
  if (question === 'preflight' && length === 0) return decideText.reasonMissing
  return length > REASON_LENGTH ? decideText.reasonError(length) : null
}

export function hasProblem(problems: DecisionProblems): boolean {
  return problems.serial !== null || problems.box !== null || problems.reason !== null
}

/** @returns null while nothing is chosen */
export function decisionInput(id: number, form: DecisionForm): CommandInput<'transfers.decide'> | null {
  if (form.choice === null) return null
  const serial = form.choice === 'treated_as_sent' ? foldSerial(form.serial) : ''
  return {
    id,
    decision: form.choice,
    serialNumber: serial === '' ? null : serial,
    reason: form.reason.trim(),
  }
}

/**
 * The sentence that staff read after a decision.
 * @param row as it was before the decision
 * @param filedAs where the file lies now, as far as it could be found out
 */
export function doneSentence(
  row: Pick<TransferRow, 'fileName' | 'filedAs'>,
  decision: Decision,
  filedAs: string | null,
  stopped: boolean,
): string {
  if (decision === 'treated_as_sent') {
    const moved = filedAs?.startsWith('PROCEED/') === true
    return moved ? decideText.doneSent(row.fileName) : decideText.doneSentLater(row.fileName)
  }
  const where =
    row.filedAs === null ? decideText.doneInPlace(row.fileName) : decideText.doneBack(row.fileName)
  return `${where}${stopped ? decideText.sentByHand : decideText.sentNext}`
}
