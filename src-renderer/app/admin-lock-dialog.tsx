import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { foldPin, isPin } from '../../src-shared/domain/admin-pin.ts'
import type { CommandError } from '../../src-shared/ipc/commands.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { lockText } from '../../src-shared/text/ja/screens-lock.ts'
import { ActionButton } from '../components/action-button.tsx'
import { TextField } from '../components/text-field.tsx'
import { providePinAsker } from '../hooks/pin-asker.ts'
import { useAction } from '../hooks/use-action.ts'
import { useAnnounce } from './announcer.tsx'

/**
 * Asks for the PIN wherever a command was refused for it; the command is then made again by itself, and nothing that was
 * typed is lost.
 */
export function AdminLockDialog() {
  const [asking, setAsking] = useState(false)
  const answer = useRef<((opened: boolean) => void)[]>([])
  useEffect(
    () =>
      providePinAsker(
        () =>
          new Promise((resolve) => {
            answer.current.push(resolve)
            setAsking(true)
          }),
      ),
    [],
  )
  const close = (opened: boolean) => {
    setAsking(false)
    for (const resolve of answer.current.splice(0)) resolve(opened)
  }
  if (!asking) return null
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) close(false)
      }}
      className="fixed inset-0 z-40 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="w-full max-w-[480px] rounded-16 border border-line bg-panel shadow-8">
        <Dialog className="p-8 outline-none">
          <Heading slot="title" className="flex items-center gap-3 text-std-20B-150">
            <LockKeyhole aria-hidden size={24} strokeWidth={2} className="shrink-0 text-accent" />
            {lockText.askTitle}
          </Heading>
          <p className="mt-3 text-std-16N-170 text-ink2">{lockText.askSentence}</p>
          <PinForm onClose={close} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PinForm({ onClose }: { readonly onClose: (opened: boolean) => void }) {
  const [pin, setPin] = useState('')
  const [misformed, setMisformed] = useState(false)
  const action = useAction()
  const announce = useAnnounce()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMisformed(!isPin(foldPin(pin)))
    if (!isPin(foldPin(pin))) return
    if ((await action.run('lock.open', { pin })) === null) return setPin('')
    announce(lockText.opened)
    onClose(true)
  }
  return (
    <form onSubmit={submit} className="mt-4">
      <TextField
        label={lockText.pin}
        hint={lockText.hint}
        type="password"
        autoFocus
        value={pin}
        onChange={setPin}
        error={misformed ? lockText.form : refusal(action.error)}
      />
      <div className="mt-6 flex justify-end gap-3">
        <ActionButton size={48} onPress={() => onClose(false)}>
          {lockText.back}
        </ActionButton>
        <ActionButton size={48} look="solid" type="submit" busy={action.busy} onPress={() => undefined}>
          {lockText.open}
        </ActionButton>
      </div>
    </form>
  )
}

function refusal(error: CommandError | null): string | null {
  if (error === null) return null
  const { what, remedy } = errorText(error.code)
  return error.code === 'R6011' ? `${what}${lockText.wait(Number(error.detail))}` : `${what}${remedy}`
}
