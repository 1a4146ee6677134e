/** Which page numbers stand in the footer of a table: 1 2 3 4 5 … 247. */
export type PageLink = number | 'gap'

export function pageCount(total: number, pageSize: number): number {
  return pageSize <= 0 ? 1 : Math.max(1, Math.ceil(total / pageSize))
}

/** First, last, and two on each side of the present page; a gap never hides a single page. */
export function pageLinks(page: number, pages: number): readonly PageLink[] {
  const current = Math.min(Math.max(1, page), pages)
  const from = Math.max(1, Math.min(current - 2, pages - 4))
  const to = Math.min(pages, Math.max(current + 2, 5))
  const links: PageLink[] = []
  if (from > 1) links.push(1)
  if (from === 3) links.push(2)
  if (from > 3) links.push('gap')
  for (let number = from; number <= to; number++) links.push(number)
  if (to === pages - 2) links.push(pages - 1)
  if (to < pages - 2) links.push('gap')
  if (to < pages) links.push(pages)
  return links
}

/** 1-based numbers of the first and last row on a page; both 0 when there is none. */
export function rowRange(page: number, pageSize: number, total: number): { first: number; last: number } {
  if (total === 0) return { first: 0, last: 0 }
  const first = (page - 1) * pageSize + 1
  return first > total ? { first: 0, last: 0 } : { first, last: Math.min(page * pageSize, total) }
}
