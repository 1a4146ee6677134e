import { useState } from 'react'
import type { MappingProblem } from '../../../src-shared/domain/mapping.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { mappingProblemLine } from '../../../src-shared/text/ja/settings.ts'
import { type Action, useAction } from '../../hooks/use-action.ts'

/** What one command may carry (`import.read-arguments`). */
const LONGEST = 65_536

export interface PastedArguments {
  readonly text: string
  /** Sentences under the field, one for each refused entry; empty when all is well. */
  readonly problems: readonly string[]
  readonly action: Action
  type(text: string): void
  /** Hands the text to the main process, and forgets it here. @returns whether it was taken */
  read(): Promise<boolean>
}

/** The pasted command line, which holds tokens: it stays in the window only until it was read. */
export function usePastedArguments(): PastedArguments {
  const [text, setText] = useState('')
  const [problems, setProblems] = useState<readonly string[]>([])
  const action = useAction()
  const read = async () => {
    if (text.trim() === '') return refuse([importText.read.empty])
    if (text.length > LONGEST) return refuse([importText.read.tooLong])
    const done = await action.run('import.read-arguments', { text })
    if (done === null) return false
    if (done.value.problemCount > 0) return refuse(linesOf(done.value.problems, done.value.problemCount))
    setText('')
    setProblems([])
    return true
  }
  const refuse = (lines: readonly string[]) => {
    setProblems(lines)
    return false
  }
  return {
    text,
    problems,
    action,
    type(typed) {
      setText(typed)
      setProblems([])
    },
    read,
  }
}

/** As many as stand under a field without hiding the rest of the screen. */
const SHOWN = 5

function linesOf(problems: readonly MappingProblem[], count: number): string[] {
  const lines = problems.slice(0, SHOWN).map(mappingProblemLine)
  return count > SHOWN ? [...lines, importText.read.moreProblems(count - SHOWN)] : lines
}
