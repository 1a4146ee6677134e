/** One piece of a line: what was searched for, or what stands between. */
export interface Piece {
  readonly text: string
  readonly match: boolean
}

/** Cuts a line at what was searched for; case does not matter, and nothing in the query has a meaning of its own. */
export function pieces(line: string, query: string): readonly Piece[] {
  if (query === '') return [{ text: line, match: false }]
  const found = line.split(new RegExp(`(${escaped(query)})`, 'iu'))
  return found.map((text, index) => ({ text, match: index % 2 === 1 })).filter(({ text }) => text !== '')
}

/** The lines that hold the query, as places in the list. */
export function matchingLines(lines: readonly string[], query: string): readonly number[] {
  if (query === '') return []
  const pattern = new RegExp(escaped(query), 'iu')
  return lines.flatMap((line, index) => (pattern.test(line) ? [index] : []))
}

function escaped(query: string): string {
  return query.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === '-' ? '\\x2d' : `\\${sign}`))
}
