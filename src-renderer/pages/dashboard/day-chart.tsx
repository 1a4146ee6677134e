import { useId } from 'react'
import type { DayCount } from '../../../src-shared/ipc/answer-shapes.ts'
import { rateText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { dayWithWeekday } from '../../../src-shared/text/ja/screens-formats.ts'
import { useMedia } from '../../hooks/use-media.ts'
import { useWidth } from '../../hooks/use-width.ts'
import {
  type Bar,
  type ChartBox,
  chartOf,
  DOT_STEP,
  dotShift,
  type Outcome,
  totals,
} from './chart-geometry.ts'

const TALL: Omit<ChartBox, 'width'> = { height: 152, left: 22, top: 8, bottom: 22 }
/** Beside the lower cards of a wide window. */
const WIDE: Omit<ChartBox, 'width'> = { ...TALL, height: 129 }
const LOW: Omit<ChartBox, 'width'> = { ...TALL, height: 73 }

const OUTCOMES: readonly Outcome[] = ['success', 'failure', 'unknown']

/** Bars of the last 30 days. Colour never stands alone: each outcome has its own pattern, and words below. */
export function DayChart({ days, low }: { readonly days: readonly DayCount[]; readonly low: boolean }) {
  const id = useId()
  const [figure, width] = useWidth<HTMLElement>(310)
  const roomy = useMedia('(min-width: 100rem)')
  const box = { ...(roomy ? WIDE : low ? LOW : TALL), width }
  const chart = chartOf(days, box, rateText.todayTick)
  const sum = totals(days)
  return (
    <figure ref={figure} className="mt-2">
      <svg
        width={box.width}
        height={box.height}
        role="img"
        aria-label={rateText.chart(sum.success, sum.failure, sum.unknown)}
        className="block overflow-visible"
      >
        <Patterns id={id} />
        {chart.ticks.map((tick) => (
          <g key={tick.value}>
            <line x1={box.left} x2={box.width} y1={tick.y} y2={tick.y} className="stroke-line" />
            <text
              x={box.left - 6}
              y={tick.y + 5}
              textAnchor="end"
              className="fill-ink2 text-[14px] tabular-nums"
            >
              {tick.value}
            </text>
          </g>
        ))}
        {chart.bars.map((bar) => (
          <ChartBar key={`${bar.date} ${bar.outcome}`} bar={bar} id={id} />
        ))}
        {chart.dayTicks.map((tick) => (
          <text
            key={tick.label}
            x={tick.x}
            y={box.height - 3}
            textAnchor={tick.anchor}
            className="fill-ink2 text-[14px]"
          >
            {tick.label}
          </text>
        ))}
      </svg>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {OUTCOMES.map((outcome) => (
          <span key={outcome} className="flex items-center gap-1.5 text-dns-14N-130 text-ink2">
            <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3">
              <ChartBar bar={{ date: '', outcome, x: 0, y: 0, width: 12, height: 12 }} id={id} />
            </svg>
            {rateText[outcome]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

function ChartBar({ bar, id }: { readonly bar: Bar; readonly id: string }) {
  const { outcome, x, y, width, height } = bar
  const label = bar.date === '' ? null : <title>{dayWithWeekday(bar.date)}</title>
  if (outcome === 'success') {
    return (
      <rect x={x} y={y} width={width} height={height} className="fill-ok-line">
        {label}
      </rect>
    )
  }
  const inner = Math.max(0, width - 1)
  // A pattern begins where its bar does, so that no row of dots is cut in halves.
  const shift = dotShift(inner)
  return (
    <rect
      transform={`translate(${x + 0.5 + shift} ${y + 0.5})`}
      x={-shift}
      width={inner}
      height={Math.max(0, height - 1)}
      fill={`url(#${id}-${outcome})`}
      className={outcome === 'failure' ? 'stroke-bad-line' : 'stroke-doubt-line'}
    >
      {label}
    </rect>
  )
}

/** 失敗 is hatched, 結果不明 dotted: readable without colour and in print. */
function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-failure`}
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="4" height="4" className="fill-panel" />
        <rect width="2" height="4" className="fill-bad-line" />
      </pattern>
      <pattern id={`${id}-unknown`} width={DOT_STEP} height={DOT_STEP} patternUnits="userSpaceOnUse">
        <rect width="4" height="4" className="fill-panel" />
        <rect x="1" y="1" width="2" height="2" className="fill-doubt-line" />
      </pattern>
    </defs>
  )
}
