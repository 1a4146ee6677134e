import type { Problem } from '../../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { problemText } from '../../../src-shared/text/ja/screens-dashboard.ts'

/** The words of systems and libraries: ECONNREFUSED, SQLITE_FULL, UND_ERR_SOCKET. PMH's codes have digits and stay. */
const MACHINE_WORD = /^(?:E[A-Z]+|[A-Z]+(?:_[A-Z0-9]+)+)$/
const IN_BRACKETS = / \((?:E[A-Z]+|[A-Z]+(?:_[A-Z0-9]+)+)\)$/

/** What the trouble is about, first in its sentence. */
export function problemObject({ code, displayName, folder }: Problem): string {
  return code === 'R4010' ? problemText.records : (displayName ?? folder ?? problemText.all)
}

/** The second line of a row: why, and what to do; short enough to leave the schemes in view. */
export function cureSentence({ kind, code }: Pick<Problem, 'kind' | 'code'>): string {
  if (kind === 'unknown') return problemText.doubtCure
  const { why, remedy } = errorText(code)
  return problemText.cures[code] ?? `${why}${remedy}`
}

/** What staff can recognise: a file, a place, PMH's code. A word of the system says less than our own code; 詳細をコピー has it. */
export function factBeside({ code, detail }: Pick<Problem, 'code' | 'detail'>): string {
  if (code === 'R3004') return ''
  return MACHINE_WORD.test(detail) ? code : withoutMachineWord(detail)
}

/** A place without the word of the system behind it. */
export function withoutMachineWord(detail: string): string {
  return detail.replace(IN_BRACKETS, '')
}
