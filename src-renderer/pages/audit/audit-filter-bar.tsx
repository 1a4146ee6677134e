import { Search } from 'lucide-react'
import { useMemo } from 'react'
import { Label, TextField } from 'react-aria-components'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { auditActionText, auditText } from '../../../src-shared/text/ja/screens-audit.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { DateBox } from '../../components/date-box.tsx'
import { InputBox } from '../../components/input-box.tsx'
import { SelectBox, type SelectOption } from '../../components/select-box.tsx'
import { type AuditFilters, isFiltered, NO_FILTERS } from './filters.ts'

/** The id of "no filter"; neither an account nor an action can be called so. */
const ALL = '*'

const ACTIONS: readonly SelectOption[] = [
  { id: ALL, label: wordText.all },
  ...Object.entries(auditActionText).map(([id, label]) => ({ id, label })),
]

export function AuditFilterBar(props: {
  readonly filters: AuditFilters
  readonly people: readonly string[]
  readonly onChange: (next: Partial<AuditFilters>) => void
}) {
  const { filters, people, onChange } = props
  const options = useMemo(() => {
    const all = filters.who === null || people.includes(filters.who) ? people : [...people, filters.who]
    return [{ id: ALL, label: wordText.all }, ...all.map((who) => ({ id: who, label: who }))]
  }, [people, filters.who])
  return (
    <search aria-label={auditText.filters} className="flex flex-wrap items-end gap-3">
      <DateBox label={auditText.from} value={filters.from} onChange={(from) => onChange({ from })} />
      <DateBox label={auditText.to} value={filters.to} onChange={(to) => onChange({ to })} />
      <SelectBox
        label={auditText.filterWho}
        options={options}
        value={filters.who ?? ALL}
        onChange={(id) => onChange({ who: id === ALL ? null : id })}
        className="w-[184px]"
      />
      <SelectBox
        label={auditText.filterAction}
        options={ACTIONS}
        value={filters.action ?? ALL}
        onChange={(id) => onChange({ action: id === ALL ? null : id })}
        className="w-[216px]"
      />
      <TextField
        value={filters.text}
        onChange={(text) => onChange({ text })}
        maxLength={200}
        className="relative flex min-w-[12em] grow basis-0 flex-col gap-2"
      >
        <Label className="text-dns-14B-130">{auditText.search}</Label>
        <Search
          aria-hidden
          size={18}
          strokeWidth={2}
          className="pointer-events-none absolute bottom-[11px] left-3 text-ink2"
        />
        <InputBox
          className="w-full pl-9"
          placeholder={auditText.searchHint}
          autoComplete="off"
          spellCheck="false"
        />
      </TextField>
      {isFiltered(filters) && (
        <div className="flex h-10 items-center">
          <ActionButton look="link" onPress={() => onChange(NO_FILTERS)}>
            {auditText.clear}
          </ActionButton>
        </div>
      )}
    </search>
  )
}
