import { History, SearchX } from 'lucide-react'
import { useCallback } from 'react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { count, grouped } from '../../../src-shared/text/ja/screens-formats.ts'
import { historyText } from '../../../src-shared/text/ja/screens-history.ts'
import { PageFrame } from '../../app/page-frame.tsx'
import { useRouter } from '../../app/router.tsx'
import { idParam } from '../../app/routes.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { pageCount, rowRange } from '../../components/page-window.ts'
import { Pagination } from '../../components/pagination.tsx'
import { Panel } from '../../components/panel.tsx'
import { useMedia } from '../../hooks/use-media.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { DetailPanel } from './detail-panel.tsx'
import { FilterBar } from './filter-bar.tsx'
import { type HistoryFilters, isFiltered, readFilters, writeFilters } from './filters.ts'
import { HistoryRows } from './history-rows.tsx'

/** 送信履歴: what was sent, what became of it, and why. */
export function HistoryPage() {
  const { route, go, replace } = useRouter()
  const filters = readFilters(route.params)
  const selectedId = idParam(route.params)
  const found = useQuery('transfers.search', { ...filters }, ['transfers', 'folders', 'practice'], 300)
  const wide = useMedia('(min-width: 100rem)')
  const selected = found.value?.rows.find((row) => row.id === selectedId)

  const select = useCallback(
    (id: number | null) => {
      const { id: _, ...rest } = route.params
      replace(id === null ? rest : { ...rest, id: String(id) })
    },
    [replace, route.params],
  )
  const turn = (next: Partial<HistoryFilters>) => replace(writeFilters({ ...filters, page: 1, ...next }))
  const detail =
    selected === undefined ? null : (
      <DetailPanel
        key={selected.id}
        row={selected}
        beside={wide}
        onClose={() => select(null)}
        onChanged={found.refresh}
      />
    )

  const { value } = found
  const pages = value === undefined ? 1 : pageCount(value.total, value.pageSize)
  const range = rowRange(filters.page, value?.pageSize ?? 50, value?.total ?? 0)
  return (
    <PageFrame title={navigationText.history} lower={wide ? null : detail}>
      <div className="flex h-full min-w-0 flex-col gap-4 max-lg:h-auto">
        <FilterBar filters={filters} onChange={turn} />
        <FailureBanner error={found.error} />
        <div className="flex min-h-0 grow gap-4">
          {value !== undefined && value.total === 0 ? (
            <Panel className="grow self-start">
              {isFiltered(filters) ? (
                <EmptyState
                  icon={SearchX}
                  title={historyText.noMatchTitle}
                  sentence={historyText.noMatchSentence}
                >
                  <ActionButton size={48} onPress={() => turn({ folder: null, status: null })}>
                    {historyText.clear}
                  </ActionButton>
                </EmptyState>
              ) : (
                <EmptyState
                  icon={History}
                  title={historyText.emptyTitle}
                  sentence={historyText.emptySentence}
                >
                  <ActionButton size={48} onPress={() => go('dashboard')}>
                    {historyText.emptyAction}
                  </ActionButton>
                </EmptyState>
              )}
            </Panel>
          ) : (
            value !== undefined && (
              <Panel className="flex min-h-0 min-w-0 grow flex-col self-start overflow-hidden max-h-full">
                <HistoryRows
                  rows={value.rows}
                  selectedId={selectedId}
                  onSelect={select}
                  onTurn={(step) => {
                    const page = filters.page + step
                    if (page >= 1 && page <= pages) turn({ page })
                  }}
                />
                <div className="flex min-h-[52px] flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-t px-3 py-2 text-dns-14N-130">
                  <p className="tabular-nums">
                    <strong>{historyText.range(grouped(range.first), grouped(range.last))}</strong>
                    {` / ${count(value.total)}`}
                    <span className="ml-3 text-ink2">{historyText.perPage(value.pageSize)}</span>
                  </p>
                  <Pagination page={filters.page} pages={pages} onTurn={(page) => turn({ page })} />
                </div>
              </Panel>
            )
          )}
          {wide && detail}
        </div>
      </div>
    </PageFrame>
  )
}
