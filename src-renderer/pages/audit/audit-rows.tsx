import { CircleX } from 'lucide-react'
import type { AuditRow } from '../../../src-shared/ipc/answer-shapes.ts'
import {
  type AuditView,
  auditText,
  auditView,
  recordCheckText,
} from '../../../src-shared/text/ja/screens-audit.ts'
import { NOTHING, tableTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { classNames } from '../../components/class-names.ts'
import { StatusChip } from '../../components/status-chip.tsx'

const COLUMNS = ['at', 'who', 'action', 'subject', 'content'] as const

/** A value of a setting may be long; the CSV has it whole. */
const SHOWN_CHARACTERS = 300

/** Rows that cannot be opened or chosen: all that is known stands in them. */
export function AuditRows(props: {
  readonly rows: readonly AuditRow[]
  /** Ids of those that do not fit the chain. */
  readonly wrong: ReadonlySet<number>
}) {
  const { rows, wrong } = props
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached by the keyboard
    <div tabIndex={0} className="relative min-h-0 overflow-auto">
      <table
        aria-label={auditText.label}
        className="w-full min-w-[980px] border-separate border-spacing-0 text-dns-14N-130"
      >
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                className="sticky top-0 z-[1] h-9 whitespace-nowrap border-line border-b bg-sunken px-3 text-left text-dns-14B-130"
              >
                {auditText.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} wrong={wrong.has(row.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, wrong }: { readonly row: AuditRow; readonly wrong: boolean }) {
  const view = auditView(row)
  return (
    <tr
      className={classNames(
        wrong && 'tone-bad bg-tone-soft',
        '[&:not(:last-child)>td]:border-line [&:not(:last-child)>td]:border-b [&>td]:h-[38px] [&>td]:px-3 [&>td]:py-2 [&>td]:align-top [&>td]:leading-[22px]',
      )}
    >
      <td className="whitespace-nowrap tabular-nums">
        <span className="-my-px flex min-h-6 items-center gap-2">
          {wrong && <StatusChip tone="bad" icon={CircleX} word={recordCheckText.row(row.id)} />}
          {tableTime(row.at)}
        </span>
      </td>
      <td className="text-code whitespace-nowrap">
        {row.who}
        <span className="text-muted">@{row.host}</span>
      </td>
      <td className="whitespace-nowrap font-bold">{view.action}</td>
      <td className="max-w-[25em] [overflow-wrap:anywhere]">
        {view.key === null ? (
          short(view.subject)
        ) : (
          <span className="whitespace-nowrap">
            <span className="mr-2">{view.subject}</span>
            <span className="text-code text-muted">{view.key}</span>
          </span>
        )}
      </td>
      <td className="[overflow-wrap:anywhere]">
        <Change view={view} />
        {row.reason !== null && row.reason !== '' && (
          <span className="block text-ink2">{auditText.reason(row.reason)}</span>
        )}
      </td>
    </tr>
  )
}

function Change({ view: { before, after } }: { readonly view: AuditView }) {
  if (before === null && after === null) return NOTHING
  if (before === null || after === null) return short(after ?? before ?? '')
  return (
    <>
      {short(before)} <span className="text-ink2">{auditText.arrow}</span> {short(after)}
    </>
  )
}

function short(text: string): string {
  if (text === '') return NOTHING
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}
