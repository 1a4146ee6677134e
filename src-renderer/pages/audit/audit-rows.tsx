import type { AuditRow } from '../../../src-shared/ipc/shapes.ts'
import { type AuditView, auditText, auditView } from '../../../src-shared/text/ja/screens-audit.ts'
import { NOTHING, tableTime } from '../../../src-shared/text/ja/screens-formats.ts'

const COLUMNS = ['at', 'who', 'action', 'subject', 'content'] as const

/** A value of a setting may be long; the CSV has it whole. */
const SHOWN_CHARACTERS = 300

/** Rows that cannot be opened or chosen: all that is known stands in them. */
export function AuditRows({ rows }: { readonly rows: readonly AuditRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached by the keyboard
    <div tabIndex={0} className="relative min-h-0 overflow-auto [scrollbar-width:thin] max-lg:max-h-[70dvh]">
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
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row }: { readonly row: AuditRow }) {
  const view = auditView(row)
  return (
    <tr className="[&:not(:last-child)>td]:border-line [&:not(:last-child)>td]:border-b [&>td]:h-[38px] [&>td]:px-3 [&>td]:py-2 [&>td]:align-top [&>td]:leading-[22px]">
      <td className="whitespace-nowrap tabular-nums">{tableTime(row.at)}</td>
      <td className="text-code whitespace-nowrap">
        {row.who}
        <span className="text-muted">@{row.host}</span>
      </td>
      <td className="whitespace-nowrap font-bold">{view.action}</td>
      <td className="max-w-[22em] [overflow-wrap:anywhere]">
        {view.key === null ? (
          short(view.subject)
        ) : (
          <>
            <span className="mr-2 inline-block whitespace-nowrap">{view.subject}</span>
            <span className="text-code text-muted">{view.key}</span>
          </>
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
