import type { DayCount } from '../../../src-shared/ipc/answer-shapes.ts'
import { dayLabel } from '../../../src-shared/text/ja/screens-formats.ts'

/** Where the bars of the 30-day chart stand. Pure numbers, so that they can be tested without a window. */

export interface ChartBox {
  readonly width: number
  readonly height: number
  /** Room for the numbers at the left. */
  readonly left: number
  readonly top: number
  /** Room for the dates below. */
  readonly bottom: number
}

export type Outcome = 'success' | 'failure' | 'unknown'

export interface Bar {
  readonly date: string
  readonly outcome: Outcome
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Tick {
  readonly value: number
  readonly y: number
}

export interface DayTick {
  readonly label: string
  readonly x: number
  readonly anchor: 'start' | 'middle' | 'end'
}

export interface Chart {
  readonly bars: readonly Bar[]
  readonly ticks: readonly Tick[]
  readonly dayTicks: readonly DayTick[]
}

const ORDER: readonly Outcome[] = ['success', 'failure', 'unknown']

/** The top of the scale: at least 4, even, and a round number, so that the middle line is whole as well. */
export function scaleTop(highest: number): number {
  if (highest <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(highest))
  const steps = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10]
  for (const step of steps) {
    const top = step * power
    if (top >= highest && Number.isInteger(top) && top % 2 === 0) return top
  }
  return 20 * power
}

export function chartOf(days: readonly DayCount[], box: ChartBox, todayWord: string): Chart {
  const floor = box.height - box.bottom
  const room = floor - box.top
  const top = scaleTop(Math.max(0, ...days.map((day) => day.success + day.failure + day.unknown)))
  const step = days.length === 0 ? 0 : (box.width - box.left) / days.length
  const width = Math.max(2, Math.round(step * 0.62 * 2) / 2)
  const perUnit = room / top

  const bars = days.flatMap((day, index) => {
    const x = box.left + index * step + (step - width) / 2
    let y = floor
    return ORDER.flatMap((outcome) => {
      const height = day[outcome] * perUnit
      if (height === 0) return []
      y -= height
      return [{ date: day.date, outcome, x, y, width, height }]
    })
  })

  const ticks = [top, top / 2, 0].map((value) => ({ value, y: floor - value * perUnit }))
  return { bars, ticks, dayTicks: dayTicks(days, box, step, todayWord) }
}

/** The first day, then every tenth, then today: four labels never touch each other. */
function dayTicks(days: readonly DayCount[], box: ChartBox, step: number, todayWord: string): DayTick[] {
  const last = days.length - 1
  return days.flatMap((day, index): DayTick[] => {
    const x = box.left + (index + 0.5) * step
    if (index === last) return [{ label: todayWord, x: box.width, anchor: 'end' }]
    if (index % 10 !== 0 || last - index < 5) return []
    return [
      { label: dayLabel(day.date), x: index === 0 ? box.left : x, anchor: index === 0 ? 'start' : 'middle' },
    ]
  })
}

/** Dots of 結果不明 are 2 px wide, one each 4 px, the first 1 px behind the edge of its pattern. */
export const DOT_STEP = 4
const DOT = 2

/**
 * How far the pattern stands right of the edge of a bar (left, if negative), so that whole columns of dots stand in its middle.
 * @param width of what the pattern fills, in px
 */
export function dotShift(width: number): number {
  const columns = Math.max(1, Math.floor((width + DOT) / DOT_STEP))
  const free = width - (columns * DOT_STEP - DOT)
  return free / 2 - 1
}

export function totals(days: readonly DayCount[]): Readonly<Record<Outcome, number>> {
  const sum = (outcome: Outcome) => days.reduce((total, day) => total + day[outcome], 0)
  return { success: sum('success'), failure: sum('failure'), unknown: sum('unknown') }
}
