import { useId } from 'react'

/** A labelled date in local time, `yyyy-MM-dd`; null while it is empty or half typed. */
export function DateBox(props: {
  readonly label: string
  readonly value: string | null
  /** The last date that can be chosen. */
  readonly max?: string
  readonly onChange: (date: string | null) => void
}) {
  const id = useId()
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-dns-14B-130">
        {props.label}
      </label>
      <input
        id={id}
        type="date"
        max={props.max ?? '9999-12-31'}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value === '' ? null : event.target.value)}
        className="h-10 w-[164px] rounded-8 border border-control bg-panel px-3 text-[1rem] text-ink tabular-nums"
      />
    </div>
  )
}
