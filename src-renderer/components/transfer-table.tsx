import type { ReactNode } from 'react'
import { resultWord } from '../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../src-shared/ipc/answer-shapes.ts'
import { NOTHING, size, tableTime } from '../../src-shared/text/ja/screens-formats.ts'
import { historyText } from '../../src-shared/text/ja/screens-history.ts'
import { foundMark, heldMark, resultMark } from './state-marks.ts'
import { StatusChip } from './status-chip.tsx'

const COLUMNS = ['date', 'folder', 'file', 'size', 'result', 'evidence'] as const

/** Header of the six columns; the rows are the caller's, selectable or not. */
export function TransferTable({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <table
      aria-label={label}
      className="w-full min-w-[980px] border-separate border-spacing-0 text-dns-14N-130"
    >
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th
              key={column}
              scope="col"
              className={`sticky top-0 z-[1] h-9 whitespace-nowrap border-line border-b bg-sunken px-3 text-dns-14B-130 ${column === 'size' ? 'text-right' : 'text-left'}`}
            >
              {historyText.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** The cells of a row; `date` may be replaced by what opens the row. */
export function TransferCells({ row, date }: { readonly row: TransferRow; readonly date?: ReactNode }) {
  return (
    <>
      <td className="whitespace-nowrap px-3 tabular-nums">{date ?? tableTime(row.startedAt)}</td>
      <td className="max-w-[14em] truncate px-3" title={row.displayName}>
        {row.displayName}
      </td>
      <td className="w-full max-w-0 truncate px-3 tabular-nums" title={row.fileName}>
        {row.fileName}
      </td>
      <td className="whitespace-nowrap px-3 text-right tabular-nums">{size(row.sizeBytes)}</td>
      <td className="whitespace-nowrap px-3">
        <span className="flex gap-1.5">
          <StatusChip {...resultMark[resultWord(row.status)]} />
          {row.hold !== null && <StatusChip {...heldMark} />}
          {row.found !== null && <StatusChip {...foundMark[row.found]} />}
        </span>
      </td>
      <td className="text-code whitespace-nowrap px-3">{row.serialNumber ?? row.errorCode ?? NOTHING}</td>
    </>
  )
}
