const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What XML 1.0 cannot hold, not even as a reference; lone surrogates are among it. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

/** Whether a text holds nothing but characters of XML 1.0 (2.2). */
export function isXmlText(text: string): boolean {
  return !FORBIDDEN.test(text)
}

/**
 * Resolves the five predefined entities and character references.
 * @returns null for any other entity, a bare `&`, or a reference to a character that XML forbids
 */
export function decodeEntities(text: string): string | null {
  let isValid = true
  const decoded = text.replace(/&([^;&]{0,12};)?/g, (_, name: string | undefined) => {
    const character = name === undefined ? null : entity(name.slice(0, -1))
    if (character === null) isValid = false
    return character ?? ''
  })
  return isValid ? decoded : null
}

function entity(name: string): string | null {
  if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name] ?? null
  const reference = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(name)
  if (reference === null) return null
  const code = reference[1] === undefined ? Number(reference[2]) : Number.parseInt(reference[1], 16)
  if (code > 0x10ffff) return null
  const character = String.fromCodePoint(code)
  return isXmlText(character) ? character : null
}

/**
 * Writes a text as the value of an attribute in double quotes.
 * @throws RangeError for a character that XML cannot hold; checked settings have none
 */
export function encodeAttribute(text: string): string {
  if (!isXmlText(text)) throw new RangeError('a character that XML cannot hold')
  // Blanks other than the space would be turned into spaces by a reader (XML 1.0, 3.3.3).
  return text.replace(
    /[&<>"\t\n\r]/g,
    (character) => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  )
}
