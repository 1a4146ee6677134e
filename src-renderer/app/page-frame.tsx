import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { TargetBadge } from './target-badge.tsx'

/** The frame of every screen: title at the left, actions, then 接続先 at the far right; content; action bar. */
export function PageFrame(props: {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Stays in view at the lower edge. */
  readonly footer?: ReactNode
  /** Stands beside nothing and under everything, e.g. a detail panel. */
  readonly lower?: ReactNode
}) {
  const column = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = column.current
    if (box === null) return
    // The system decides how wide a scroll bar is, and the zoom changes it.
    const observer = new ResizeObserver(() => {
      box.style.setProperty('--bar', `${box.offsetWidth - box.clientWidth}px`)
    })
    observer.observe(box, { box: 'border-box' })
    return () => observer.disconnect()
  }, [])
  return (
    <>
      <header className="flex min-h-16 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-6 max-lg:py-3">
        <h1 tabIndex={-1} data-quiet-focus className="grow text-std-24B-150">
          {props.title}
        </h1>
        {props.actions ? <div className="flex flex-wrap gap-2">{props.actions}</div> : null}
        <TargetBadge />
      </header>
      <div ref={column} data-scroll className="scroll-column grow pb-6 max-lg:overflow-visible lg:min-h-0">
        {props.children}
      </div>
      {props.lower}
      {props.footer}
    </>
  )
}
