import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { DayCount } from '../../../src-shared/ipc/shapes.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { rateText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { dayWithWeekday } from '../../../src-shared/text/ja/screens-formats.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { totals } from './chart-geometry.ts'

/** The numbers of the chart as a table, newest day first. */
export function DayTable(props: {
  readonly days: readonly DayCount[]
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { days, open, onClose } = props
  const sum = totals(days)
  return (
    <ModalOverlay
      isDismissable
      isOpen={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      className="fixed inset-0 z-20 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="flex max-h-[min(656px,100%)] w-full max-w-[560px] rounded-16 border border-line bg-panel shadow-8">
        <Dialog className="flex min-h-0 grow flex-col p-6 outline-none">
          <div className="flex items-center justify-between">
            <Heading slot="title" className="text-std-20B-150">
              {rateText.tableTitle}
            </Heading>
            <IconButton icon={X} name={wordText.close} onPress={onClose} />
          </div>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            aria-label={rateText.tableTitle}
            className="mt-4 overflow-y-auto rounded-8 border border-line"
          >
            <table className="w-full text-dns-14N-130 tabular-nums">
              <thead>
                <tr className="h-9 bg-sunken text-dns-14B-130">
                  <th scope="col" className="px-3 text-left">
                    {rateText.date}
                  </th>
                  {[rateText.success, rateText.failure, rateText.unknown, rateText.total].map((word) => (
                    <th key={word} scope="col" className="px-3 text-right">
                      {word}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[...days].reverse().map((day) => (
                  <Row key={day.date} head={dayWithWeekday(day.date)} count={day} />
                ))}
              </tbody>
              <tfoot>
                <Row head={rateText.total} count={sum} strong />
              </tfoot>
            </table>
          </section>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Row(props: {
  readonly head: string
  readonly count: { readonly success: number; readonly failure: number; readonly unknown: number }
  readonly strong?: boolean
}) {
  const { success, failure, unknown } = props.count
  return (
    <tr className={`h-9 border-line border-t ${props.strong === true ? 'bg-sunken font-bold' : ''}`}>
      <th scope="row" className={`px-3 text-left ${props.strong === true ? '' : 'font-normal'}`}>
        {props.head}
      </th>
      <td className="px-3 text-right">{success}</td>
      <td className="px-3 text-right">{failure}</td>
      <td className="px-3 text-right">{unknown}</td>
      <td className="px-3 text-right">{success + failure + unknown}</td>
    </tr>
  )
}
