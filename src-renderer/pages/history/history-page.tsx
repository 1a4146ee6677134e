import { Download, History, Printer, SearchX } from 'lucide-react'
import { useCallback } from 'react'
import { loadingText, navigationText } from '../../../src-shared/text/ja/screens.ts'
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
import { SenderButton } from '../../components/sender-button.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useMedia } from '../../hooks/use-media.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { useToday } from '../../hooks/use-today.ts'
import { ExportPanel } from './export-panel.tsx'
import { FilterBar } from './filter-bar.tsx'
import { askedOf, type HistoryFilters, isFiltered, NO_FILTERS, readFilters, writeFilters } from './filters.ts'
import { HistoryRows } from './history-rows.tsx'
import { SelectedTransfer } from './selected-transfer.tsx'

/** 送信履歴: what was sent, what became of it, and why. */
export function HistoryPage() {
  const { route, go, replace } = useRouter()
  const filters = readFilters(route.params)
  const selectedId = idParam(route.params)
  const asked = askedOf(filters, useToday())
  const found = useQuery(
    'transfers.search',
    { page: filters.page, ...asked },
    ['transfers', 'folders', 'practice'],
    300,
  )
  const exporting = useAction()
  const wide = useMedia('(min-width: 100rem)')

  const select = useCallback(
    (id: number | null) => {
      const { id: _, ...rest } = route.params
      replace(id === null ? rest : { ...rest, id: String(id) })
    },
    [replace, route.params],
  )
  const turn = (next: Partial<HistoryFilters>) => replace(writeFilters({ ...filters, page: 1, ...next }))
  const detail =
    selectedId === null ? null : (
      <SelectedTransfer
        key={selectedId}
        id={selectedId}
        beside={wide}
        onClose={() => select(null)}
        onOpen={select}
        onChanged={found.refresh}
      />
    )

  const { value } = found
  const pages = value === undefined ? 1 : pageCount(value.total, value.pageSize)
  const range = rowRange(filters.page, value?.pageSize ?? 50, value?.total ?? 0)
  return (
    <PageFrame
      title={navigationText.history}
      actions={
        <>
          <ActionButton icon={Printer} onPress={() => go('report', { date: asked.to ?? '' })}>
            {historyText.printReport}
          </ActionButton>
          <SenderButton
            icon={Download}
            busy={exporting.busy}
            onPress={() => exporting.run('export.start', asked)}
          >
            {historyText.exportCsv}
          </SenderButton>
        </>
      }
      lower={wide ? null : detail}
    >
      <div className="flex h-full min-w-0 flex-col gap-4 max-lg:h-auto">
        <FilterBar filters={filters} onChange={turn} />
        <ExportPanel />
        <FailureBanner error={exporting.error} onDismiss={exporting.clear} />
        <FailureBanner error={found.error} />
        <div className="flex min-h-0 grow gap-4">
          {value === undefined && found.error === null && <p className="text-muted">{loadingText}</p>}
          {value !== undefined && value.total === 0 ? (
            <Panel className="grow self-start">
              {isFiltered(filters) ? (
                <EmptyState
                  icon={SearchX}
                  title={historyText.noMatchTitle}
                  sentence={historyText.noMatchSentence}
                >
                  <ActionButton size={48} onPress={() => turn(NO_FILTERS)}>
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
                    <span className="ml-3 text-ink2">
                      {found.loading ? historyText.searching : historyText.perPage(value.pageSize)}
                    </span>
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
