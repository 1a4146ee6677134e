import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classNames } from './class-names.ts'

const WIDTHS = {
  narrow: 'max-w-[480px]',
  normal: 'max-w-[560px]',
  broad: 'max-w-[640px]',
  wide: 'max-w-[860px]',
} as const

/**
 * The frame of a question: no higher than the window at any zoom, its title first, its buttons always in view. Holds one
 * `DialogContent` and one `DialogButtons`, within a form or not. Esc asks for `onClose`.
 */
export function DialogFrame(props: {
  readonly title: string
  readonly icon?: LucideIcon
  readonly role?: 'dialog' | 'alertdialog'
  readonly width?: keyof typeof WIDTHS
  /** What the program itself asks lies over what staff have opened. */
  readonly onTop?: boolean
  readonly onClose: () => unknown
  readonly children: ReactNode
}) {
  const { icon: Icon, role = 'dialog', width = 'normal', onTop = false } = props
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
      className={classNames(
        'fixed inset-0 flex items-center justify-center bg-scrim p-4',
        onTop ? 'z-40' : 'z-30',
      )}
    >
      <Modal
        className={classNames(
          'flex max-h-[min(656px,100%)] w-full overflow-hidden rounded-16 border border-line bg-panel shadow-8',
          WIDTHS[width],
        )}
      >
        <Dialog role={role} className="w-full overflow-y-auto outline-none">
          <Heading
            slot="title"
            className="flex items-center gap-3 px-8 pt-8 text-std-24B-150 max-md:px-5 max-md:pt-5 max-md:text-std-20B-150"
          >
            {Icon !== undefined && (
              <Icon aria-hidden size={24} strokeWidth={2} className="shrink-0 text-accent" />
            )}
            {props.title}
          </Heading>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** What scrolls where there is little room; a field that takes the focus stops above the buttons. */
export function DialogContent({ children }: { readonly children: ReactNode }) {
  return (
    <div className="space-y-4 px-8 pt-3 pb-6 text-std-16N-170 max-md:px-5 [&_*]:scroll-mb-24">{children}</div>
  )
}

/** In view from the start, so that the focus on the safe answer does not scroll the question away. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-[2] flex flex-wrap items-center justify-end gap-3 border-line border-t bg-panel px-8 py-4 max-md:px-5">
      {children}
    </div>
  )
}
