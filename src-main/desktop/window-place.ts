import { z } from 'zod'

const rectangle = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
})

export type Rectangle = z.infer<typeof rectangle>

const windowPlace = z.object({ bounds: rectangle, maximized: z.boolean() })

/** Where the window stood: its bounds when it is not maximised, and whether it was. */
export type WindowPlace = z.infer<typeof windowPlace>

/** The size of the design. */
const DEFAULT = { width: 1366, height: 768 }

/** As much of a title bar must lie on a display as a hand can take hold of. */
const GRIP = 48

/** @returns null for anything that is no place: the window then opens as on the first day */
export function readPlace(text: string | null): WindowPlace | null {
  try {
    return windowPlace.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

/**
 * Bounds that can be seen and taken hold of on the displays of today: one may have been unplugged since.
 * @param areas work areas, the main display first
 */
export function fitPlace(place: WindowPlace | null, areas: readonly Rectangle[]): Rectangle {
  const [main] = areas
  const wanted = place?.bounds ?? (main === undefined ? { x: 0, y: 0, ...DEFAULT } : centred(DEFAULT, main))
  const best = areas.toSorted((a, b) => overlap(wanted, b) - overlap(wanted, a))[0] ?? main
  if (best === undefined) return wanted
  const size = { width: Math.min(wanted.width, best.width), height: Math.min(wanted.height, best.height) }
  if (overlap(wanted, best) < GRIP * GRIP) return centred(size, main ?? best)
  return {
    x: Math.min(Math.max(wanted.x, best.x), best.x + best.width - size.width),
    y: Math.min(Math.max(wanted.y, best.y), best.y + best.height - size.height),
    ...size,
  }
}

function centred({ width, height }: { width: number; height: number }, area: Rectangle): Rectangle {
  const size = { width: Math.min(width, area.width), height: Math.min(height, area.height) }
  return {
    x: area.x + Math.floor((area.width - size.width) / 2),
    y: area.y + Math.floor((area.height - size.height) / 2),
    ...size,
  }
}

/** The area that two rectangles share. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
