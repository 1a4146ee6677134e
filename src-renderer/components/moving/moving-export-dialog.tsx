import { movingText } from '../../../src-shared/text/ja/screens-secrets.ts'
import { useAction } from '../../hooks/use-action.ts'
import { FailureBanner } from '../failure-banner.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { PassphraseFields, useNewPassphrase } from '../passphrase-fields.tsx'

/** Asks for a new passphrase, then for the place of the file. */
export function MovingExportDialog(props: {
  readonly onClose: () => void
  readonly onExported: (file: string) => void
}) {
  const passphrase = useNewPassphrase()
  const action = useAction()

  const submit = async () => {
    const chosen = passphrase.judged()
    if (chosen === null) return
    const written = await action.run('moving.export', { passphrase: chosen })
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
      <PassphraseFields passphrase={passphrase} hint={movingText.passphraseHint} autoFocus />
    </FormDialog>
  )
}
