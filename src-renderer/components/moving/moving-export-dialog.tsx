import { useState } from 'react'
import { movingText } from '../../../src-shared/text/ja/screens-secrets.ts'
import { vaultText } from '../../../src-shared/text/ja/screens-start.ts'
import { useAction } from '../../hooks/use-action.ts'
import { FailureBanner } from '../failure-banner.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { type PassphraseProblems, passphraseProblems } from '../passphrase.ts'
import { TextField } from '../text-field.tsx'

const NONE: PassphraseProblems = { first: null, second: null }

/** Asks for a new passphrase, then for the place of the file. */
export function MovingExportDialog(props: {
  readonly onClose: () => void
  readonly onExported: (file: string) => void
}) {
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [problems, setProblems] = useState(NONE)
  const action = useAction()

  const submit = async () => {
    const found = passphraseProblems(first, second)
    setProblems(found)
    if (found.first !== null || found.second !== null) return
    const written = await action.run('moving.export', { passphrase: first })
    if (written !== null && written.value.file !== null) props.onExported(written.value.file)
  }
  return (
    <FormDialog
      title={movingText.exportTitle}
      act={movingText.choosePlace}
      busy={action.busy}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>{movingText.exportSentence}</p>
      <FailureBanner error={action.error} onDismiss={action.clear} />
      <TextField
        label={vaultText.passphrase}
        hint={movingText.passphraseHint}
        type="password"
        autoFocus
        value={first}
        onChange={setFirst}
        error={problems.first}
      />
      <TextField
        label={vaultText.again}
        type="password"
        value={second}
        onChange={setSecond}
        error={problems.second}
      />
    </FormDialog>
  )
}
