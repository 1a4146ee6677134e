import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A flat surface with one thin line; shadows are for what floats. */
export function Panel(props: {
  readonly children: ReactNode
  readonly className?: string
  readonly labelledBy?: string
  readonly label?: string
}) {
  const className = classNames('rounded-12 border border-line bg-panel', props.className)
  if (props.labelledBy === undefined && props.label === undefined) {
    return <div className={className}>{props.children}</div>
  }
  return (
    <section
      className={className}
      {...(props.labelledBy === undefined ? {} : { 'aria-labelledby': props.labelledBy })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    >
      {props.children}
    </section>
  )
}
