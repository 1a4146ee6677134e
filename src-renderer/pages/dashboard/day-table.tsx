import { X } from 'lucide-react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { DayCount } from '../../../src-shared/ipc/answer-shapes.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { rateText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { dayWithWeekday } from '../../../src-shared/text/ja/screens-formats.ts'
import { classNames } from '../../components/class-names.ts'
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
        <Dialog className="flex min-h-0 grow flex-col p-8 outline-none max-md:p-5">
          <div className="flex items-center justify-between">
            <Heading slot="title" className="text-std-24B-150 max-md:text-std-20B-150">
              {rateText.tableTitle}
            </Heading>
            <IconButton icon={X} name={wordText.close} onPress={onClose} />
          </div>
          <div className="mt-4 flex min-h-0 flex-col overflow-hidden rounded-8 border border-line">
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              tabIndex={0}
              aria-label={rateText.tableTitle}
              className="overflow-y-auto outline-offset-[-4px] [scrollbar-width:thin]"
            >
              <table className="w-full border-separate border-spacing-0 text-dns-14N-130 tabular-nums">
                <thead>
                  <tr className="h-9 text-dns-14B-130 *:sticky *:top-0 *:border-line *:border-b *:bg-sunken *:px-3">
                    <th scope="col" className="text-left">
                      {rateText.date}
                    </th>
                    {[rateText.success, rateText.failure, rateText.unknown, rateText.total].map((word) => (
                      <th key={word} scope="col" className="text-right">
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
                  <Row head={rateText.total} count={sum} foot />
                </tfoot>
              </table>
            </section>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Row(props: {
  readonly head: string
  readonly count: { readonly success: number; readonly failure: number; readonly unknown: number }
  /** Sums, which stay in view below the days. */
  readonly foot?: boolean
}) {
  const { success, failure, unknown } = props.count
  return (
    <tr
      className={classNames(
        'h-9 *:px-3 [&>td]:text-right [&>th]:text-left',
        props.foot === true
          ? 'font-bold *:sticky *:bottom-0 *:border-line *:border-t *:bg-sunken'
          : '[&:not(:last-child)>*]:border-line [&:not(:last-child)>*]:border-b',
      )}
    >
      <th scope="row" className={props.foot === true ? '' : 'font-normal'}>
        {props.head}
      </th>
      <td>{success}</td>
      <td>{failure}</td>
      <td>{unknown}</td>
      <td>{success + failure + unknown}</td>
    </tr>
  )
}
