import { useState } from 'react'
import { vaultText } from '../../src-shared/text/ja/screens-start.ts'
import { type PassphraseProblems, passphraseProblems } from './passphrase.ts'
import { TextField } from './text-field.tsx'

const NONE: PassphraseProblems = { first: null, second: null }

interface NewPassphrase {
  readonly first: string
  readonly second: string
  readonly problems: PassphraseProblems
  typeFirst(text: string): void
  typeSecond(text: string): void
  /** Judges what was typed, and shows what is wrong with it. @returns null when it cannot be used */
  judged(): string | null
}

export function useNewPassphrase(): NewPassphrase {
  const [first, typeFirst] = useState('')
  const [second, typeSecond] = useState('')
  const [problems, setProblems] = useState(NONE)
  const judged = () => {
    const found = passphraseProblems(first, second)
    setProblems(found)
    return found.first === null && found.second === null ? first : null
  }
  return { first, second, problems, typeFirst, typeSecond, judged }
}

/** A new passphrase, typed twice, since nobody can read it back. */
export function PassphraseFields(props: {
  readonly passphrase: NewPassphrase
  readonly hint: string
  readonly autoFocus?: boolean
}) {
  const { first, second, problems, typeFirst, typeSecond } = props.passphrase
  return (
    <>
      <TextField
        label={vaultText.passphrase}
        hint={props.hint}
        type="password"
        autoFocus={props.autoFocus ?? false}
        value={first}
        onChange={typeFirst}
        error={problems.first}
      />
      <TextField
        label={vaultText.again}
        type="password"
        value={second}
        onChange={typeSecond}
        error={problems.second}
      />
    </>
  )
}
