import { useQuery } from '../../hooks/use-query.ts'
import { DetailPanel } from './detail-panel.tsx'

/** The row that the address names, whether or not it is on the page of the table. */
export function SelectedTransfer(props: {
  readonly id: number
  readonly beside: boolean
  readonly onClose: () => void
  readonly onOpen: (id: number) => void
  readonly onChanged: () => void
}) {
  const { id, onChanged } = props
  const { value, refresh } = useQuery('transfers.get', { id }, ['transfers', 'folders', 'practice'], 300)
  if (value === undefined || value.row === null) return null
  return (
    <DetailPanel
      row={value.row}
      resentAs={value.resentAs}
      findings={value.findings}
      beside={props.beside}
      onClose={props.onClose}
      onOpen={props.onOpen}
      onChanged={() => {
        refresh()
        onChanged()
      }}
    />
  )
}
