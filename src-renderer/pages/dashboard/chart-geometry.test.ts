import { describe, expect, it } from 'vitest'
import type { DayCount } from '../../../src-shared/ipc/answer-shapes.ts'
import { type ChartBox, chartOf, DOT_STEP, dotShift, scaleTop, totals } from './chart-geometry.ts'

const box: ChartBox = { width: 322, height: 160, left: 22, top: 10, bottom: 30 }
const floor = 130
const room = 120

const day = (index: number, success: number, failure = 0, unknown = 0): DayCount => ({
  date: `2026-11-${String(index + 1).padStart(2, '0')}`,
  success,
  failure,
  unknown,
})
const month = (of: (index: number) => DayCount = (index) => day(index, 0)) =>
  Array.from({ length: 30 }, (_, index) => of(index))

describe('scaleTop', () => {
  it.each([
    [0, 4],
    [1, 4],
    [4, 4],
    [5, 6],
    [7, 8],
    [8, 8],
    [9, 10],
    [10, 10],
    [11, 12],
    [13, 16],
    [17, 20],
    [21, 30],
    [55, 60],
    [81, 100],
    [101, 120],
    [999, 1000],
    [1001, 1200],
    [12_345, 16_000],
  ])('of %d is %d', (highest, top) => {
    expect(scaleTop(highest)).toBe(top)
  })

  it('is never below the highest bar, always even', () => {
    for (let highest = 0; highest < 3000; highest++) {
      const top = scaleTop(highest)
      expect(top).toBeGreaterThanOrEqual(highest)
      expect(top % 2).toBe(0)
    }
  })
})

describe('chartOf', () => {
  it('draws no bar for a day without a transfer', () => {
    expect(chartOf(month(), box, '今日').bars).toEqual([])
  })

  it('draws a bar as high as its share of the scale', () => {
    const { bars } = chartOf(
      month((index) => day(index, index === 3 ? 8 : 0)),
      box,
      '今日',
    )
    expect(bars).toHaveLength(1)
    expect(bars[0]).toMatchObject({ outcome: 'success', height: room, y: floor - room })
  })

  it('piles 失敗 and 結果不明 on 成功', () => {
    const { bars } = chartOf([day(0, 2, 1, 1)], box, '今日')
    expect(bars.map((bar) => bar.outcome)).toEqual(['success', 'failure', 'unknown'])
    expect(bars.map((bar) => bar.height)).toEqual([room / 2, room / 4, room / 4])
    expect(bars.map((bar) => bar.y)).toEqual([floor - 60, floor - 90, floor - 120])
  })

  it('leaves out an outcome that did not happen', () => {
    expect(chartOf([day(0, 0, 0, 2)], box, '今日').bars.map((bar) => bar.outcome)).toEqual(['unknown'])
  })

  it('keeps every bar inside the box, and the bars apart', () => {
    const { bars } = chartOf(
      month((index) => day(index, 3, 1, 1)),
      box,
      '今日',
    )
    for (const bar of bars) {
      expect(bar.x).toBeGreaterThanOrEqual(box.left)
      expect(bar.x + bar.width).toBeLessThanOrEqual(box.width)
      expect(bar.y).toBeGreaterThanOrEqual(box.top - 0.001)
      expect(bar.y + bar.height).toBeLessThanOrEqual(floor + 0.001)
    }
    const starts = [...new Set(bars.map((bar) => bar.x))]
    expect(starts).toHaveLength(30)
    const gaps = starts.slice(1).map((x, index) => x - (starts[index] ?? 0))
    for (const gap of gaps) expect(gap).toBeGreaterThan(bars[0]?.width ?? 0)
  })

  it('keeps a bar visible in a narrow box', () => {
    const { bars } = chartOf(
      month((index) => day(index, 1)),
      { ...box, width: 60 },
      '今日',
    )
    expect(bars[0]?.width).toBe(2)
  })

  it('has three lines: top, middle, floor', () => {
    expect(chartOf([day(0, 7)], box, '今日').ticks).toEqual([
      { value: 8, y: floor - room },
      { value: 4, y: floor - room / 2 },
      { value: 0, y: floor },
    ])
  })

  it('names the first day, every tenth, and today', () => {
    const { dayTicks } = chartOf(month(), box, '今日')
    expect(dayTicks.map((tick) => tick.label)).toEqual(['11/1', '11/11', '11/21', '今日'])
    expect(dayTicks.map((tick) => tick.anchor)).toEqual(['start', 'middle', 'middle', 'end'])
    expect(dayTicks.at(-1)?.x).toBe(box.width)
  })

  it('puts no date so near to today that they touch', () => {
    const days = Array.from({ length: 23 }, (_, index) => day(index, 0))
    expect(chartOf(days, box, '今日').dayTicks.map((tick) => tick.label)).toEqual(['11/1', '11/11', '今日'])
  })

  it('bears having no days', () => {
    expect(chartOf([], box, '今日')).toMatchObject({ bars: [], dayTicks: [] })
  })
})

describe('totals', () => {
  it('adds up each outcome', () => {
    expect(totals([day(0, 4, 1), day(1, 3, 0, 2)])).toEqual({ success: 7, failure: 1, unknown: 2 })
    expect(totals([])).toEqual({ success: 0, failure: 0, unknown: 0 })
  })
})

describe('the dots of 結果不明', () => {
  it.each([3, 4, 5, 5.5, 6, 7, 8, 11])('stand in whole columns in the middle of %s px', (width) => {
    // Columns of 2 px, each 1 px behind the edge of its tile, that show between 0 and the width.
    const columns = Array.from(
      { length: 8 },
      (_, tile) => (tile - 1) * DOT_STEP + dotShift(width) + 1,
    ).filter((left) => left + 2 > 0 && left < width)
    const last = (columns.at(-1) ?? 0) + 2
    expect(columns[0]).toBeGreaterThanOrEqual(0)
    expect(last).toBeLessThanOrEqual(width)
    expect(columns[0]).toBeCloseTo(width - last)
  })
})

describe('the scale', () => {
  it.each([
    [0, 4],
    [4, 4],
    [5, 6],
    [9, 10],
    [10, 10],
    [11, 12],
    [13, 16],
    [31, 40],
    [41, 50],
    [61, 80],
    [99, 100],
    [101, 120],
    [401, 500],
  ])('of %d ends at %d', (highest, top) => {
    expect(scaleTop(highest)).toBe(top)
  })

  it('is even, holds the highest bar, and wastes no more than half of the room', () => {
    for (let highest = 1; highest <= 3000; highest += 1) {
      const top = scaleTop(highest)
      expect(top % 2).toBe(0)
      expect(top).toBeGreaterThanOrEqual(highest)
      if (highest > 4) expect(top).toBeLessThan(highest * 1.7)
    }
  })
})
