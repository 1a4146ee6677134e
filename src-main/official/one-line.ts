/**
 * Escapes what would make one line of a log look like several, or like another one: control characters, line and
 * paragraph separators, bidirectional controls and lone surrogates become `\uXXXX` (requirements section 3).
 */
export function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
