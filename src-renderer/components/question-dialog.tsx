import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { ActionButton, type ButtonLook } from './action-button.tsx'

/** Asks once. The title is a question; focus is on the safe answer, which Esc gives too. */
export function QuestionDialog(props: {
  readonly open: boolean
  readonly title: string
  readonly children: ReactNode
  readonly safe: string
  readonly onSafe: () => void
  readonly act: string
  readonly actLook?: ButtonLook
  readonly busy?: boolean
  readonly onAct: () => unknown
}) {
  return (
    <ModalOverlay
      isOpen={props.open}
      onOpenChange={(open) => {
        if (!open) props.onSafe()
      }}
      className="fixed inset-0 z-30 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="flex max-h-[min(656px,100%)] w-full max-w-[560px] overflow-hidden rounded-16 border border-line bg-panel shadow-8">
        <Dialog
          role="alertdialog"
          className="w-full overflow-y-auto px-8 pt-8 outline-none [scrollbar-width:thin]"
        >
          <Heading slot="title" className="text-std-20B-150">
            {props.title}
          </Heading>
          <div className="mt-3 space-y-3 text-std-16N-170">{props.children}</div>
          {/* In view from the start, so that the focus on the safe answer does not scroll the question away. */}
          <div className="-mx-8 sticky bottom-0 mt-2 flex flex-wrap justify-end gap-3 bg-panel px-8 pt-4 pb-8">
            <ActionButton size={48} autoFocus onPress={props.onSafe}>
              {props.safe}
            </ActionButton>
            <ActionButton
              size={48}
              look={props.actLook ?? 'danger'}
              busy={props.busy ?? false}
              onPress={props.onAct}
            >
              {props.act}
            </ActionButton>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
