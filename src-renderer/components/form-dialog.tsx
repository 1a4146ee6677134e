import type { FormEvent, ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { wordText } from '../../src-shared/text/ja/screens.ts'
import { ActionButton } from './action-button.tsx'

/** Asks for a few fields. Enter sends them, Esc goes back. */
export function FormDialog(props: {
  readonly title: string
  readonly children: ReactNode
  readonly act: string
  readonly busy: boolean
  readonly onSubmit: () => unknown
  readonly onClose: () => void
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!props.busy) props.onSubmit()
  }
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
      className="fixed inset-0 z-30 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="max-h-full w-full max-w-[560px] overflow-y-auto rounded-16 border border-line bg-panel shadow-8">
        <Dialog className="p-8 outline-none">
          <Heading slot="title" className="text-std-20B-150">
            {props.title}
          </Heading>
          <form onSubmit={submit} className="mt-3 space-y-4 text-std-16N-170">
            {props.children}
            <div className="flex flex-wrap justify-end gap-3 pt-2">
              <ActionButton size={48} onPress={props.onClose}>
                {wordText.cancel}
              </ActionButton>
              <ActionButton size={48} look="solid" type="submit" busy={props.busy} onPress={() => undefined}>
                {props.act}
              </ActionButton>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
