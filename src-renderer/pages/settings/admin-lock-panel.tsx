import { useState } from 'react'
import { foldPin, isPin } from '../../../src-shared/domain/admin-pin.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { lockText } from '../../../src-shared/text/ja/screens-lock.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { QuestionDialog } from '../../components/question-dialog.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { useQuery } from '../../hooks/use-query.ts'

/** 管理者ロック in 設定: chosen, changed and given up here, each at once. */
export function AdminLockPanel() {
  const { value: lock, error } = useQuery('lock.state', {}, ['lock'])
  const action = useAction()
  const [dialog, setDialog] = useState<'pin' | 'remove' | null>(null)
  const announce = useAnnounce()
  const only = useOnlyShows()
  const remove = async () => {
    setDialog(null)
    if ((await action.run('lock.remove-pin', {})) !== null) announce(lockText.removed)
  }
  const state = lock === undefined ? '' : lock.isSet ? (lock.isOpen ? 'isOpen' : 'isClosed') : 'off'
  return (
    <div className="border-line border-t px-5 py-4">
      <FailureBanner error={error ?? action.error} onDismiss={action.clear} className="mb-3" />
      <p className="measure text-dns-16N-130 leading-160">{lockText.sentence}</p>
      <p role="status" className="mt-2 text-dns-16B-130">
        {state === '' ? '' : lockText[state]}
      </p>
      <div className="mt-3 flex flex-wrap gap-3">
        <ActionButton {...only} onPress={() => setDialog('pin')}>
          {lock?.isSet === true ? lockText.change : lockText.set}
        </ActionButton>
        {lock?.isSet === true && (
          <ActionButton {...only} onPress={() => setDialog('remove')}>
            {lockText.remove}
          </ActionButton>
        )}
      </div>
      {dialog === 'pin' && <PinDialog onClose={() => setDialog(null)} />}
      <QuestionDialog
        open={dialog === 'remove'}
        title={lockText.removeTitle}
        safe={wordText.cancel}
        onSafe={() => setDialog(null)}
        act={lockText.remove}
        onAct={remove}
      >
        <p>{lockText.removeMeaning}</p>
      </QuestionDialog>
    </div>
  )
}

/** Typed twice, since nobody can read it back. */
function PinDialog({ onClose }: { readonly onClose: () => void }) {
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [asked, setAsked] = useState(false)
  const action = useAction()
  const announce = useAnnounce()
  const formed = isPin(foldPin(first))
  const same = foldPin(first) === foldPin(second)
  const save = async () => {
    setAsked(true)
    if (!formed || !same) return
    if ((await action.run('lock.set-pin', { pin: first })) === null) return
    announce(lockText.saved)
    onClose()
  }
  return (
    <FormDialog
      title={lockText.setTitle}
      act={lockText.save}
      busy={action.busy}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label={lockText.pin}
        hint={lockText.hint}
        type="password"
        autoFocus
        value={first}
        onChange={setFirst}
        error={asked && !formed ? lockText.form : null}
      />
      <TextField
        label={lockText.again}
        type="password"
        value={second}
        onChange={setSecond}
        error={asked && formed && !same ? lockText.different : null}
      />
      <FailureBanner error={action.error} onDismiss={action.clear} />
    </FormDialog>
  )
}
