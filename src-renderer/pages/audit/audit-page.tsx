import { ChevronLeft, ChevronRight, ClipboardList, Lock, SearchX } from 'lucide-react'
import { useId, useState } from 'react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { auditText } from '../../../src-shared/text/ja/screens-audit.ts'
import { count, grouped } from '../../../src-shared/text/ja/screens-formats.ts'
import { historyText } from '../../../src-shared/text/ja/screens-history.ts'
import { PageFrame } from '../../app/page-frame.tsx'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { AuditFilterBar } from './audit-filter-bar.tsx'
import { AuditRows } from './audit-rows.tsx'
import { ExportButton, ExportProgress } from './export-button.tsx'
import { type AuditFilters, isFiltered, NO_FILTERS, readFilters, writeFilters } from './filters.ts'
import { RecordCheckPanel } from './record-check-panel.tsx'
import { wrongRows } from './wrong-rows.ts'

/** Everything that writes a row tells one of these. */
const TOPICS = ['status', 'settings', 'folders', 'transfers', 'vault', 'practice', 'audit'] as const
const SEARCH_GAP_MS = 500

/** 操作記録: who did what, and when. */
export function AuditPage() {
  const { route, replace } = useRouter()
  const filters = readFilters(route.params)
  const { value, error } = useQuery('audit.search', filters, TOPICS, SEARCH_GAP_MS)
  const check = useQuery('audit.check-state', {}, TOPICS, 200)
  const emptyId = useId()
  const action = useAction()
  const [exported, setExported] = useState<string | null>(null)
  const change = (next: Partial<AuditFilters>) => replace(writeFilters({ ...filters, before: null, ...next }))
  const filtered = isFiltered(filters)
  return (
    <PageFrame
      title={navigationText.audit}
      actions={
        value !== undefined && (
          <ExportButton
            filters={filters}
            action={action}
            emptyId={value.total === 0 ? emptyId : undefined}
            onDone={setExported}
          />
        )
      }
    >
      <div className="flex h-full min-w-0 flex-col gap-4 max-lg:h-auto">
        <AuditFilterBar filters={filters} people={value?.people ?? []} onChange={change} />
        <FailureBanner error={error ?? action.error} onDismiss={action.clear} />
        <NoticeBanner sentence={exported} onDismiss={() => setExported(null)} />
        <ExportProgress total={value?.total ?? 0} />
        <RecordCheckPanel
          check={check.value}
          error={check.error}
          onShow={(id) => change({ ...NO_FILTERS, before: id + 1 })}
        />
        {value !== undefined && value.total === 0 && (
          <Panel>
            <EmptyState
              icon={filtered ? SearchX : ClipboardList}
              titleId={emptyId}
              title={filtered ? auditText.noMatchTitle : auditText.emptyTitle}
              sentence={filtered ? auditText.noMatchSentence : auditText.emptySentence}
            >
              {filtered ? (
                <ActionButton size={48} onPress={() => change(NO_FILTERS)}>
                  {auditText.clear}
                </ActionButton>
              ) : undefined}
            </EmptyState>
          </Panel>
        )}
        {value !== undefined && value.total > 0 && (
          <Panel className="flex max-h-full min-h-0 min-w-0 flex-col overflow-hidden">
            <AuditRows key={filters.before} rows={value.rows} wrong={wrongRows(check.value)} />
            <div className="flex min-h-[52px] flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-t px-3 py-2 text-dns-14N-130">
              <p className="tabular-nums">
                <strong>
                  {auditText.range(
                    grouped(Math.min(value.skipped + 1, value.total)),
                    grouped(value.skipped + value.rows.length),
                  )}
                </strong>
                {` / ${count(value.total)}`}
                <span className="ml-3 text-ink2">{historyText.perPage(value.pageSize)}</span>
              </p>
              <p className="flex items-center gap-1.5 text-ink2">
                <Lock aria-hidden size={16} strokeWidth={2} className="shrink-0" />
                {auditText.appendOnly}
              </p>
              {(value.total > value.pageSize || value.skipped > 0) && (
                <nav aria-label={auditText.pages} className="flex items-center gap-1">
                  {value.skipped > 0 && (
                    <ActionButton look="link" size={32} onPress={() => change({})}>
                      {auditText.newest}
                    </ActionButton>
                  )}
                  <IconButton
                    icon={ChevronLeft}
                    name={auditText.newer}
                    blocked={value.skipped === 0}
                    onPress={() => change({ before: value.previous })}
                  />
                  <IconButton
                    icon={ChevronRight}
                    name={auditText.older}
                    blocked={value.skipped + value.rows.length >= value.total}
                    onPress={() => change({ before: value.rows.at(-1)?.id ?? null })}
                  />
                </nav>
              )}
            </div>
          </Panel>
        )}
      </div>
    </PageFrame>
  )
}
