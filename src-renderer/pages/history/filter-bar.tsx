import { useMemo } from 'react'
import { RESULT_FILTERS } from '../../../src-shared/domain/history-filter.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { historyText } from '../../../src-shared/text/ja/screens-history.ts'
import { useConsole } from '../../app/console-state.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { DateBox } from '../../components/date-box.tsx'
import { SelectBox, type SelectOption } from '../../components/select-box.tsx'
import { type HistoryFilters, isFiltered, isTurned, NO_FILTERS, PERIODS } from './filters.ts'
import { SearchField } from './search-field.tsx'

/** The id of "no filter"; a folder cannot have this name (scheme-folder.ts, forbidden_character). */
const ALL = '*'

const RESULTS: readonly SelectOption[] = [
  { id: ALL, label: wordText.all },
  ...RESULT_FILTERS.map((status) => ({ id: status, label: historyText.results[status] })),
]

const PERIOD_OPTIONS: readonly SelectOption[] = [
  { id: ALL, label: wordText.all },
  ...PERIODS.map((period) => ({ id: period, label: historyText.periods[period] })),
]

export function FilterBar(props: {
  readonly filters: HistoryFilters
  readonly onChange: (next: Partial<HistoryFilters>) => void
}) {
  const { filters, onChange } = props
  const folders = useFolderOptions(filters.folder)
  return (
    <search aria-label={historyText.filters}>
      <div className="flex flex-wrap items-end gap-3">
        <SelectBox
          label={historyText.filterPeriod}
          options={PERIOD_OPTIONS}
          value={filters.period ?? ALL}
          onChange={(id) => onChange({ period: PERIODS.find((period) => period === id) ?? null })}
          className="w-[148px]"
        />
        {filters.period === 'dates' && (
          <>
            <DateBox label={historyText.from} value={filters.from} onChange={(from) => onChange({ from })} />
            <DateBox label={historyText.to} value={filters.to} onChange={(to) => onChange({ to })} />
          </>
        )}
        <SelectBox
          label={historyText.filterFolder}
          options={folders}
          value={filters.folder ?? ALL}
          onChange={(id) => onChange({ folder: id === ALL ? null : id })}
          className="w-[248px]"
        />
        <SelectBox
          label={historyText.filterResult}
          options={RESULTS}
          value={filters.status ?? ALL}
          onChange={(id) => onChange({ status: RESULT_FILTERS.find((status) => status === id) ?? null })}
          className="w-[132px]"
        />
        <SearchField value={filters.text} onSearch={(text) => onChange({ text })} />
        {isFiltered(filters) && (
          <div className="flex h-10 items-center">
            <ActionButton look="link" onPress={() => onChange(NO_FILTERS)}>
              {historyText.clear}
            </ActionButton>
          </div>
        )}
      </div>
      {isTurned(filters) && (
        <p role="alert" className="mt-2 text-bad text-dns-14N-130">
          {historyText.periodTurned}
        </p>
      )}
    </search>
  )
}

/** Today's schemes; a filter on one that is no longer registered stays choosable. */
function useFolderOptions(chosen: string | null): readonly SelectOption[] {
  const cards = useConsole().overview?.folders
  return useMemo(() => {
    const options = (cards ?? []).map((card) => ({ id: card.folder, label: card.displayName }))
    if (chosen !== null && !options.some((option) => option.id === chosen)) {
      options.push({ id: chosen, label: chosen })
    }
    return [{ id: ALL, label: wordText.all }, ...options]
  }, [cards, chosen])
}
