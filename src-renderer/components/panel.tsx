import type { ReactNode, Ref } from 'react'
import { classNames } from './class-names.ts'

/** A flat surface with one thin line; shadows are for what floats. */
export function Panel(props: {
  readonly children: ReactNode
  readonly className?: string
  readonly labelledBy?: string
  readonly label?: string
  /** Makes a named panel a place to which the focus can be sent, without a ring. */
  readonly focusRef?: Ref<HTMLElement>
}) {
  const className = classNames('rounded-12 border border-line bg-panel', props.className)
  if (props.labelledBy === undefined && props.label === undefined) {
    return <div className={className}>{props.children}</div>
  }
  return (
    <section
      {...(props.focusRef === undefined
        ? {}
        : { ref: props.focusRef, tabIndex: -1, 'data-quiet-focus': true })}
      className={className}
      {...(props.labelledBy === undefined ? {} : { 'aria-labelledby': props.labelledBy })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    >
      {props.children}
    </section>
  )
}
