/** Reads from a font what a browser would: which characters it has, and which layout features (OpenType, cmap and GSUB/GPOS). */

/** @param {Uint8Array} font @returns {Map<string, DataView>} tables by tag */
function tablesOf(font) {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tables = new Map()
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + index * 16
    const tag = String.fromCharCode(...font.subarray(at, at + 4))
    tables.set(
      tag,
      new DataView(font.buffer, font.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)),
    )
  }
  return tables
}

/** @param {Uint8Array} font @returns {Set<string>} of the formats 4 and 12, which all browsers read */
export function charactersOf(font) {
  const cmap = /** @type {DataView} */ (tablesOf(font).get('cmap'))
  const found = new Set()
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const at = cmap.getUint32(4 + index * 8 + 4)
    const format = cmap.getUint16(at)
    const ranges = format === 4 ? segments(cmap, at) : format === 12 ? groups(cmap, at) : []
    for (const [first, last] of ranges)
      for (let code = first; code <= last; code++) found.add(String.fromCodePoint(code))
  }
  return found
}

/** @param {DataView} cmap @param {number} at @returns {[first: number, last: number][]} */
function segments(cmap, at) {
  const bytes = cmap.getUint16(at + 6)
  return Array.from({ length: bytes / 2 - 1 }, (_, index) => [
    cmap.getUint16(at + 16 + bytes + index * 2),
    cmap.getUint16(at + 14 + index * 2),
  ])
}

/** @param {DataView} cmap @param {number} at @returns {[first: number, last: number][]} */
function groups(cmap, at) {
  return Array.from({ length: cmap.getUint32(at + 12) }, (_, index) => [
    cmap.getUint32(at + 16 + index * 12),
    cmap.getUint32(at + 20 + index * 12),
  ])
}

/** @param {Uint8Array} font @param {'GSUB' | 'GPOS'} table @returns {Set<string>} tags */
export function featuresOf(font, table) {
  const view = tablesOf(font).get(table)
  if (view === undefined) return new Set()
  const list = view.getUint16(6)
  return new Set(
    Array.from({ length: view.getUint16(list) }, (_, index) =>
      [0, 1, 2, 3].map((place) => String.fromCharCode(view.getUint8(list + 2 + index * 6 + place))).join(''),
    ),
  )
}
