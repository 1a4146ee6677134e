import { Check } from 'lucide-react'
import { Checkbox } from 'react-aria-components'

/** A box with its sentence. */
export function CheckChoice(props: {
  readonly selected: boolean
  readonly onChange: (selected: boolean) => void
  readonly label: string
  /** Where the same label stands several times. */
  readonly name?: string
  readonly describedBy?: string
}) {
  return (
    <Checkbox
      isSelected={props.selected}
      onChange={props.onChange}
      {...(props.name === undefined ? {} : { 'aria-label': props.name })}
      {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
      className="group flex min-h-6 items-center gap-2 rounded-4 text-dns-16N-130"
    >
      <span
        aria-hidden
        className="flex size-5 shrink-0 items-center justify-center rounded-4 border-2 border-control bg-panel text-on-accent group-data-selected:border-accent group-data-selected:bg-accent"
      >
        <Check
          size={16}
          strokeWidth={3}
          className="invisible group-data-selected:visible forced-colors:text-[Canvas]"
        />
      </span>
      {props.label}
    </Checkbox>
  )
}
