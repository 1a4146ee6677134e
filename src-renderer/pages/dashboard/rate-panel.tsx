import { useId, useState } from 'react'
import type { DayCount } from '../../../src-shared/ipc/answer-shapes.ts'
import { rateText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { classNames } from '../../components/class-names.ts'
import { Panel } from '../../components/panel.tsx'
import { resultMark } from '../../components/state-marks.ts'
import { TONE_CLASS } from '../../components/tone.ts'
import { DayChart } from './day-chart.tsx'
import { DayTable } from './day-table.tsx'

type Today = { readonly success: number; readonly failure: number; readonly unknown: number }

/** 送信の状況: today's counts and the last 30 days. */
export function RatePanel(props: {
  readonly today: Today
  readonly days: readonly DayCount[]
  readonly dense: boolean
  /** With few cards beside it, the panel ends on the same line as they do. */
  readonly level: boolean
}) {
  const { today, days, dense, level } = props
  const titleId = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <section aria-labelledby={titleId} className="flex min-w-0 flex-col">
      <h2 id={titleId} className="mb-2 flex min-h-8 items-center text-std-18B-160">
        {rateText.title}
      </h2>
      <Panel className={classNames('flex flex-col px-4 py-4', level && 'xl:grow')}>
        <h3 className="text-dns-14B-130">{rateText.today}</h3>
        <dl className="mt-2 grid grid-cols-3 gap-2">
          <Count kind="success" value={today.success} />
          <Count kind="failure" value={today.failure} />
          <Count kind="unknown" value={today.unknown} />
        </dl>
        <div className="mt-4 flex items-center justify-between">
          <h3 className="text-dns-14B-130">{rateText.month}</h3>
          <ActionButton look="link" size={32} onPress={() => setAsTable(true)}>
            {rateText.asTable}
          </ActionButton>
        </div>
        <DayChart days={days} low={dense} />
        <DayTable days={days} open={asTable} onClose={() => setAsTable(false)} />
      </Panel>
    </section>
  )
}

function Count({
  kind,
  value,
}: {
  readonly kind: 'success' | 'failure' | 'unknown'
  readonly value: number
}) {
  const { tone, icon: Icon, word } = resultMark[kind]
  return (
    <div
      className={classNames(
        'min-w-0 rounded-8 px-2.5 pt-2.5 pb-2',
        value > 0 ? `${TONE_CLASS[tone]} bg-tone-soft forced-colors:border` : 'bg-sunken',
      )}
    >
      <dt
        className={classNames(
          'flex items-center gap-1 whitespace-nowrap text-oln-14B-100',
          value > 0 ? 'text-tone' : 'text-ink2',
        )}
      >
        <Icon aria-hidden size={16} strokeWidth={2} className="shrink-0" />
        {word}
      </dt>
      <dd className={classNames('mt-2 whitespace-nowrap', value > 0 ? 'text-ink' : 'text-muted')}>
        <span className="text-std-28B-150 leading-none tabular-nums">{value}</span>
        <span className="ml-0.5 text-dns-14N-130">{rateText.unit}</span>
      </dd>
    </div>
  )
}
