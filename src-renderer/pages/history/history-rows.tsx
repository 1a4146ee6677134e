import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { tableTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { classNames } from '../../components/class-names.ts'
import { TransferCells, TransferTable } from '../../components/transfer-table.tsx'

/** One Tab stop for the whole table; ↑↓ rows, Enter opens, Esc closes, PageUp and PageDown turn the page. */
export function HistoryRows(props: {
  readonly rows: readonly TransferRow[]
  readonly selectedId: number | null
  readonly onSelect: (id: number | null) => void
  readonly onTurn: (step: 1 | -1) => void
}) {
  const { rows, selectedId, onSelect, onTurn } = props
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The detail panel takes room from the table: the row that it explains stays in view.
    if (selectedId === null) return
    body.current?.querySelector(`[data-row="${selectedId}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])
  const stop = Math.max(
    0,
    rows.findIndex((row) => row.id === selectedId),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
    const buttons = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'Escape' && selectedId !== null) onSelect(null)
    else if (event.key === 'PageDown') onTurn(1)
    else if (event.key === 'PageUp') onTurn(-1)
    else if (event.key === 'ArrowDown') focusRow(buttons[at + 1])
    else if (event.key === 'ArrowUp') focusRow(buttons[at - 1])
    else if (event.key === 'Home') focusRow(buttons[0])
    else if (event.key === 'End') focusRow(buttons.at(-1))
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: see the next line
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys belong to the buttons inside, one listener serves all
    <div ref={body} onKeyDown={onKeyDown} className="relative min-h-0 overflow-auto">
      <TransferTable label={navigationText.history}>
        {rows.map((row, index) => (
          <Row
            key={row.id}
            row={row}
            tabStop={index === stop}
            selected={row.id === selectedId}
            onToggle={() => onSelect(row.id === selectedId ? null : row.id)}
          />
        ))}
      </TransferTable>
    </div>
  )
}

function focusRow(button: HTMLElement | undefined) {
  button?.focus()
  button?.scrollIntoView({ block: 'nearest' })
}

function Row(props: {
  readonly row: TransferRow
  readonly tabStop: boolean
  readonly selected: boolean
  readonly onToggle: () => void
}) {
  const { row, tabStop, selected, onToggle } = props
  return (
    <tr
      onClick={onToggle}
      aria-current={selected ? 'true' : undefined}
      className={classNames(
        'h-9 cursor-pointer [&:not(:last-child)>td]:border-line [&:not(:last-child)>td]:border-b',
        selected
          ? 'bg-accent-soft [&>td:first-child]:shadow-[inset_4px_0_0_var(--accent)] forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]'
          : 'hover:bg-sunken',
      )}
    >
      <TransferCells
        row={row}
        date={
          <button
            type="button"
            data-row={row.id}
            tabIndex={tabStop ? 0 : -1}
            aria-expanded={selected}
            onClick={(event) => {
              event.stopPropagation()
              onToggle()
            }}
            className="min-h-6 rounded-4 tabular-nums"
          >
            {tableTime(row.startedAt)}
          </button>
        }
      />
    </tr>
  )
}
