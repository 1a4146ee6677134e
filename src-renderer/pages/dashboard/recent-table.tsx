import { useId } from 'react'
import { recentText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { formatRoute } from '../../app/routes.ts'
import { Panel } from '../../components/panel.tsx'
import { TransferCells, TransferTable } from '../../components/transfer-table.tsx'
import { useMedia } from '../../hooks/use-media.ts'
import { useQuery } from '../../hooks/use-query.ts'

/** 最近の送信, where there is room for it. */
export function RecentTable() {
  const roomy = useMedia('(min-width: 100rem) and (min-height: 900px)')
  return roomy ? <Recent /> : null
}

const ROWS = 8

function Recent() {
  const titleId = useId()
  const { value } = useQuery(
    'transfers.search',
    { page: 1, folder: null, status: null },
    ['transfers', 'practice'],
    500,
  )
  if (value === undefined || value.rows.length === 0) return null
  return (
    <section aria-labelledby={titleId} className="min-w-0">
      <div className="mb-2.5 flex items-center justify-between">
        <h2 id={titleId} className="text-std-18B-160">
          {recentText.title}
        </h2>
        <a
          href={formatRoute('history')}
          className="rounded-4 text-accent text-dns-16N-130 underline decoration-1 underline-offset-4 hover:decoration-2"
        >
          {recentText.open}
        </a>
      </div>
      <Panel className="overflow-x-auto">
        <TransferTable label={recentText.title}>
          {value.rows.slice(0, ROWS).map((row) => (
            <tr
              key={row.id}
              className="h-10 [&:not(:last-child)>td]:border-line [&:not(:last-child)>td]:border-b"
            >
              <TransferCells row={row} />
            </tr>
          ))}
        </TransferTable>
      </Panel>
    </section>
  )
}
