import { useState } from 'react'
import type { MovingPreview } from '../../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { movingText } from '../../../src-shared/text/ja/screens-secrets.ts'
import { vaultText } from '../../../src-shared/text/ja/screens-start.ts'
import { useAction } from '../../hooks/use-action.ts'
import { FailureBanner } from '../failure-banner.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { TextField } from '../text-field.tsx'

/** Asks for the passphrase of a chosen file. */
export function MovingOpenDialog(props: {
  readonly file: string
  readonly onClose: () => void
  readonly onOpened: (preview: MovingPreview) => void
}) {
  const [passphrase, setPassphrase] = useState('')
  const [empty, setEmpty] = useState(false)
  const action = useAction()
  const submit = async () => {
    setEmpty(passphrase === '')
    if (passphrase === '') return
    const opened = await action.run('moving.open', { passphrase })
    if (opened === null) setPassphrase('')
    else props.onOpened(opened.value)
  }
  const isWrong = action.error?.code === 'R6002'
  const { what, remedy } = errorText('R6002')
  return (
    <FormDialog
      title={movingText.importTitle}
      act={movingText.open}
      busy={action.busy}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className="text-code break-all font-bold">{props.file}</p>
      <FailureBanner error={isWrong ? null : action.error} onDismiss={action.clear} />
      <TextField
        label={vaultText.passphrase}
        type="password"
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
        error={empty ? vaultText.empty : isWrong ? `${what}${remedy}` : null}
      />
    </FormDialog>
  )
}
