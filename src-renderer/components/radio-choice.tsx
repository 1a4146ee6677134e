import { Radio } from 'react-aria-components'

/** One radio with its word; the ring goes round both. */
export function RadioChoice({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <Radio value={value} className="group flex min-h-6 items-center gap-2 rounded-4 text-dns-16N-130">
      <span
        aria-hidden
        className="flex size-5 items-center justify-center rounded-full border-2 border-control bg-panel group-data-selected:border-accent forced-colors:group-data-selected:border-[Highlight]"
      >
        <span className="keep-colors size-2.5 rounded-full group-data-selected:bg-accent forced-colors:group-data-selected:bg-[Highlight]" />
      </span>
      {label}
    </Radio>
  )
}
