/** Deeper than any configuration file; it bounds what the XML parser may be made to do. */
const NESTING_LIMIT = 32

export type MarkupProblem = 'doctype' | 'too_deep' | 'not_xml'

/**
 * Looks over markup in one pass before a parser sees it: nothing with a DOCTYPE (entities, external files), nothing
 * nested deeper than 32, nothing that ends in the middle. Names are not looked at; that is the parser's part.
 * @returns null when a parser may read the text
 */
export function scanMarkup(text: string): MarkupProblem | null {
  let depth = 0
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const skipped = skipSpecial(text, at)
    if (typeof skipped === 'string') return skipped
    if (skipped !== null) {
      at = skipped
      continue
    }
    const end = tagEnd(text, at)
    if (end === null) return 'not_xml'
    if (text[at + 1] === '/') depth -= 1
    else if (text[end - 1] !== '/') depth += 1
    if (depth > NESTING_LIMIT) return 'too_deep'
    if (depth < 0) return 'not_xml'
    at = end
  }
  return depth === 0 ? null : 'not_xml'
}

/** Comments, CDATA and processing instructions. @returns where it ends, or null for a tag */
function skipSpecial(text: string, at: number): number | MarkupProblem | null {
  if (text.startsWith('<!--', at)) return endOf(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) return endOf(text, ']]>', at + 9)
  if (text.startsWith('<?', at)) return endOf(text, '?>', at + 2)
  return text.startsWith('<!', at) ? 'doctype' : null
}

function endOf(text: string, mark: string, from: number): number | 'not_xml' {
  const end = text.indexOf(mark, from)
  return end < 0 ? 'not_xml' : end + mark.length
}

/** The `>` of the tag at `at`, past quoted values; null when there is none or another `<` comes first. */
function tagEnd(text: string, at: number): number | null {
  for (let index = at + 1; index < text.length; index += 1) {
    const character = text[index]
    if (character === '>') return index
    if (character === '<') return null
    if (character === '"' || character === "'") {
      index = text.indexOf(character, index + 1)
      if (index < 0) return null
    }
  }
  return null
}
