import { describe, expect, it } from 'vitest'
import { fitPlace, type Rectangle, readPlace } from './window-place.ts'

const MAIN = { x: 0, y: 0, width: 1366, height: 728 }
const SECOND = { x: 1366, y: 0, width: 1920, height: 1040 }
const at = (x: number, y: number, width: number, height: number): Rectangle => ({ x, y, width, height })

describe('the window opens', () => {
  it.each<[string, Rectangle, readonly Rectangle[], Rectangle]>([
    ['where it stood', at(100, 50, 800, 600), [MAIN], at(100, 50, 800, 600)],
    ['on the second display', at(1500, 100, 1600, 900), [MAIN, SECOND], at(1500, 100, 1600, 900)],
    [
      'in the middle of the main display when the second one is gone',
      at(1500, 100, 1600, 900),
      [MAIN],
      at(0, 0, 1366, 728),
    ],
    ['wholly on its display, if it stuck out', at(-200, 500, 800, 600), [MAIN], at(0, 128, 800, 600)],
    ['no larger than its display', at(10, 10, 3000, 2000), [MAIN], at(0, 0, 1366, 728)],
    [
      'in the middle when only a corner is left to take hold of',
      at(1340, 700, 800, 600),
      [MAIN],
      at(283, 64, 800, 600),
    ],
  ])('%s', (_name, bounds, areas, expected) => {
    expect(fitPlace({ bounds, maximized: false }, areas)).toEqual(expected)
  })

  it('the first time in the size of the design, or as large as the display is', () => {
    expect(fitPlace(null, [SECOND])).toEqual(at(1366 + 277, 136, 1366, 768))
    expect(fitPlace(null, [MAIN])).toEqual(at(0, 0, 1366, 728))
  })
})

describe('a place that was kept', () => {
  it('is read again', () => {
    const place = { bounds: at(1, 2, 3, 4), maximized: true }
    expect(readPlace(JSON.stringify(place))).toEqual(place)
  })

  it.each([
    null,
    '',
    '{',
    'null',
    '{"bounds":{"x":0,"y":0,"width":0,"height":10},"maximized":false}',
    '{"bounds":{"x":0.5,"y":0,"width":10,"height":10},"maximized":false}',
  ])('that makes no sense is forgotten: %s', (text) => expect(readPlace(text)).toBeNull())
})
