import { Check, ChevronDown } from 'lucide-react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { classNames } from './class-names.ts'

export interface SelectOption {
  readonly id: string
  readonly label: string
}

/** A labelled choice of one among few, as filters use it. */
export function SelectBox(props: {
  readonly label: string
  readonly options: readonly SelectOption[]
  readonly value: string
  readonly onChange: (id: string) => void
  readonly className?: string
}) {
  return (
    <Select
      value={props.value}
      onChange={(id) => props.onChange(String(id))}
      className={classNames('flex flex-col gap-2', props.className)}
    >
      <Label className="text-dns-14B-130">{props.label}</Label>
      <Button className="flex h-10 items-center justify-between gap-2 rounded-8 border border-control bg-panel px-3 text-left">
        <SelectValue className="min-w-0 truncate text-dns-16N-130">
          {({ selectedText }) => selectedText}
        </SelectValue>
        <ChevronDown aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ink2" />
      </Button>
      <Popover className="min-w-(--trigger-width) overflow-hidden rounded-8 border border-line bg-panel shadow-3">
        <ListBox items={props.options} className="max-h-[inherit] overflow-y-auto p-1 outline-none">
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="flex min-h-9 cursor-pointer items-center gap-2 rounded-4 px-2 py-1.5 text-dns-16N-130 data-focused:bg-accent-soft data-selected:font-bold"
            >
              {({ isSelected }) => (
                <>
                  <Check
                    aria-hidden
                    size={18}
                    strokeWidth={2}
                    className={classNames('shrink-0 text-accent', !isSelected && 'invisible')}
                  />
                  {option.label}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
