import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { wordText } from '../../src-shared/text/ja/screens.ts'
import { IconButton } from './icon-button.tsx'

/** Edits and lists open at the right side, so that what they belong to stays in view. */
export function SideSheet(props: {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  /** Nothing typed can be lost, so that a press beside the sheet closes it too. */
  readonly dismissable?: boolean
  readonly children: ReactNode
}) {
  return (
    <ModalOverlay
      isOpen={props.open}
      isDismissable={props.dismissable ?? false}
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
      className="fixed inset-0 z-20 bg-scrim"
    >
      <Modal className="fixed inset-y-0 right-0 w-full max-w-[480px] border-line border-l bg-panel shadow-8">
        <Dialog data-quiet-focus className="flex h-full flex-col outline-none">
          <header className="flex h-16 shrink-0 items-center justify-between border-line border-b pr-6 pl-6">
            <Heading slot="title" className="text-std-20B-150">
              {props.title}
            </Heading>
            <IconButton icon={X} name={wordText.close} onPress={props.onClose} />
          </header>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
