import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { foldPin, isPin } from '../../src-shared/domain/admin-pin.ts'
import type { CommandError } from '../../src-shared/ipc/commands.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { lockText } from '../../src-shared/text/ja/screens-lock.ts'
import { ActionButton } from '../components/action-button.tsx'
import { DialogButtons, DialogContent, DialogFrame } from '../components/dialog-frame.tsx'
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
    <DialogFrame
      title={lockText.askTitle}
      icon={LockKeyhole}
      width="narrow"
      onTop
      onClose={() => close(false)}
    >
      <PinForm onClose={close} />
    </DialogFrame>
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
    <form onSubmit={submit}>
      <DialogContent>
        <p className="text-ink2">{lockText.askSentence}</p>
        <TextField
          label={lockText.pin}
          hint={lockText.hint}
          type="password"
          autoFocus
          value={pin}
          onChange={setPin}
          error={misformed ? lockText.form : refusal(action.error)}
        />
      </DialogContent>
      <DialogButtons>
        <ActionButton size={48} onPress={() => onClose(false)}>
          {lockText.back}
        </ActionButton>
        <ActionButton size={48} look="solid" type="submit" busy={action.busy} onPress={() => undefined}>
          {lockText.open}
        </ActionButton>
      </DialogButtons>
    </form>
  )
}

function refusal(error: CommandError | null): string | null {
  if (error === null) return null
  const { what, remedy } = errorText(error.code)
  return error.code === 'R6011' ? `${what}${lockText.wait(Number(error.detail))}` : `${what}${remedy}`
}
