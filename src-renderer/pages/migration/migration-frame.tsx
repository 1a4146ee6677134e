import { type ReactNode, useEffect, useRef } from 'react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { PageFrame } from '../../app/page-frame.tsx'
import { StepLine } from './step-line.tsx'

/** The screen from which the import was opened, and to which it leads back. */
export type Origin = 'start' | 'settings'

export function MigrationFrame(props: {
  readonly from: Origin
  /** 0-based place in the list of steps. */
  readonly step: number
  readonly children: ReactNode
  readonly footer?: ReactNode
}) {
  return (
    <PageFrame
      title={props.from === 'settings' ? importText.open : navigationText.migration}
      actions={<StepLine current={props.step} />}
      footer={props.footer}
    >
      {props.children}
    </PageFrame>
  )
}

/** Takes the focus when the button that led here is gone, as a new screen does. */
export function StepHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) heading.current?.focus()
  }, [])
  return (
    <h2 ref={heading} tabIndex={-1} data-quiet-focus className="text-std-20B-150">
      {children}
    </h2>
  )
}

/** Stays at the lower edge: what pressing does, and the buttons. */
export function StepFooter(props: { readonly note: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="sticky bottom-0 flex min-h-[68px] shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-t bg-panel px-6 py-2">
      <div className="min-w-0 grow text-dns-16N-130 leading-150">{props.note}</div>
      <div className="flex flex-wrap gap-3">{props.children}</div>
    </div>
  )
}
