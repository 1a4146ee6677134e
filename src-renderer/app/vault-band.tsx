import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { vaultText } from '../../src-shared/text/ja/screens-start.ts'
import { ActionButton } from '../components/action-button.tsx'
import { DialogButtons, DialogContent, DialogFrame } from '../components/dialog-frame.tsx'
import { TextField } from '../components/text-field.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useConsole } from './console-state.tsx'
import { useRouter } from './router.tsx'

/**
 * Asks for the 合言葉 at the start; until it is given, nothing can be sent, but everything can be looked at. Its band on
 * top of every screen keeps the way open after あとで.
 */
export function VaultBand() {
  const { info } = useConsole()
  const [later, setLater] = useState(false)
  const { route, replace } = useRouter()
  // 対応が必要な項目 asks for it by the address.
  const wanted = route.params.unlock !== undefined
  if (info?.vault.locked !== true) return null
  const putOff = () => {
    setLater(true)
    const { unlock: _, ...rest } = route.params
    if (wanted) replace(rest)
  }
  return (
    <section aria-label={vaultText.lockedTitle} className="tone-held">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-tone-line border-b bg-tone-soft px-4 py-1">
        <LockKeyhole aria-hidden size={20} strokeWidth={2} className="shrink-0 text-tone" />
        <p className="min-w-[16em] grow basis-0 text-dns-16N-130 leading-150">
          <strong className="mr-3 text-dns-16B-130 leading-150">{vaultText.lockedTitle}</strong>
          {vaultText.lockedSentence}
        </p>
        <ActionButton onPress={() => setLater(false)}>{vaultText.enter}</ActionButton>
      </div>
      {(!later || wanted) && (
        <DialogFrame title={vaultText.unlockTitle} icon={LockKeyhole} width="narrow" onClose={putOff}>
          <UnlockForm onLater={putOff} />
        </DialogFrame>
      )}
    </section>
  )
}

function UnlockForm({ onLater }: { readonly onLater: () => void }) {
  const [passphrase, setPassphrase] = useState('')
  const [empty, setEmpty] = useState(false)
  const action = useAction()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setEmpty(passphrase === '')
    if (passphrase === '') return
    if ((await action.run('vault.unlock', { passphrase })) === null) setPassphrase('')
  }
  const refused = action.error === null ? null : errorText(action.error.code)
  const error = empty ? vaultText.empty : refused === null ? null : `${refused.what}${refused.remedy}`
  return (
    <form onSubmit={submit}>
      <DialogContent>
        <p className="text-ink2">{vaultText.unlockSentence}</p>
        <TextField
          label={vaultText.passphrase}
          type="password"
          autoFocus
          value={passphrase}
          onChange={setPassphrase}
          error={error}
        />
      </DialogContent>
      <DialogButtons>
        <ActionButton size={48} onPress={onLater}>
          {vaultText.later}
        </ActionButton>
        <ActionButton size={48} look="solid" type="submit" busy={action.busy} onPress={() => undefined}>
          {vaultText.unlock}
        </ActionButton>
      </DialogButtons>
    </form>
  )
}
