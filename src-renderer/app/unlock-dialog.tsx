import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { vaultText } from '../../src-shared/text/ja/screens-start.ts'
import { ActionButton } from '../components/action-button.tsx'
import { TextField } from '../components/text-field.tsx'
import { useAction } from '../hooks/use-action.ts'
import type { AppInfo } from './console-state.tsx'
import { useRouter } from './router.tsx'

/** Asks for the 合言葉 at the start; until it is given, nothing can be sent, but everything can be looked at. */
export function UnlockDialog({ vault }: { readonly vault: AppInfo['vault'] }) {
  const [later, setLater] = useState(false)
  const { route, replace } = useRouter()
  // 対応が必要な項目 asks for it by the address.
  const wanted = route.params.unlock !== undefined
  if (!vault.locked) return null
  const putOff = () => {
    setLater(true)
    const { unlock: _, ...rest } = route.params
    if (wanted) replace(rest)
  }
  if (later && !wanted) return <LockedBar onOpen={() => setLater(false)} />
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) putOff()
      }}
      className="fixed inset-0 z-30 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="w-full max-w-[480px] rounded-16 border border-line bg-panel shadow-8">
        <Dialog className="p-8 outline-none">
          <Heading slot="title" className="flex items-center gap-3 text-std-20B-150">
            <LockKeyhole aria-hidden size={24} strokeWidth={2} className="text-accent" />
            {vaultText.unlockTitle}
          </Heading>
          <p className="mt-3 text-std-16N-170 text-ink2">{vaultText.unlockSentence}</p>
          <UnlockForm onLater={putOff} />
        </Dialog>
      </Modal>
    </ModalOverlay>
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
    <form onSubmit={submit} className="mt-4">
      <TextField
        label={vaultText.passphrase}
        type="password"
        autoFocus
        value={passphrase}
        onChange={setPassphrase}
        error={error}
      />
      <div className="mt-6 flex justify-end gap-3">
        <ActionButton size={48} onPress={onLater}>
          {vaultText.later}
        </ActionButton>
        <ActionButton size={48} look="solid" type="submit" busy={action.busy} onPress={() => undefined}>
          {vaultText.unlock}
        </ActionButton>
      </div>
    </form>
  )
}

/** Keeps the way back open after あとで. */
function LockedBar({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <section
      aria-label={vaultText.lockedTitle}
      className="tone-held fixed right-6 bottom-6 z-10 flex max-w-[calc(100vw-48px)] flex-wrap items-center gap-4 rounded-12 border border-tone-line bg-panel px-5 py-4 shadow-3"
    >
      <LockKeyhole aria-hidden size={24} strokeWidth={2} className="shrink-0 text-tone" />
      <div>
        <p className="text-dns-16B-130">{vaultText.lockedTitle}</p>
        <p className="mt-1 text-dns-14N-130 text-ink2">{vaultText.lockedSentence}</p>
      </div>
      <ActionButton onPress={onOpen}>{vaultText.openDialog}</ActionButton>
    </section>
  )
}
