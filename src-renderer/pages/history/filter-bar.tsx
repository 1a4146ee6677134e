import { useMemo } from 'react'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { historyText } from '../../../src-shared/text/ja/screens-history.ts'
import { useConsole } from '../../app/console-state.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { SelectBox, type SelectOption } from '../../components/select-box.tsx'
import { type HistoryFilters, isFiltered, STATUSES } from './filters.ts'

/** The id of "no filter"; a folder cannot have this name (scheme-folder.ts, forbidden_character). */
const ALL = '*'

const RESULTS: readonly SelectOption[] = [
  { id: ALL, label: wordText.all },
  ...STATUSES.map((status) => ({ id: status, label: historyText.results[status] })),
]

export function FilterBar(props: {
  readonly filters: HistoryFilters
  readonly onChange: (next: Partial<HistoryFilters>) => void
}) {
  const { filters, onChange } = props
  const folders = useFolderOptions(filters.folder)
  return (
    <search aria-label={historyText.filters} className="flex flex-wrap items-end gap-3">
      <SelectBox
        label={historyText.filterFolder}
        options={folders}
        value={filters.folder ?? ALL}
        onChange={(id) => onChange({ folder: id === ALL ? null : id })}
        className="w-[264px]"
      />
      <SelectBox
        label={historyText.filterResult}
        options={RESULTS}
        value={filters.status ?? ALL}
        onChange={(id) => onChange({ status: STATUSES.find((status) => status === id) ?? null })}
        className="w-[208px]"
      />
      {isFiltered(filters) && (
        <div className="flex h-10 items-center">
          <ActionButton look="link" onPress={() => onChange({ folder: null, status: null })}>
            {historyText.clear}
          </ActionButton>
        </div>
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
