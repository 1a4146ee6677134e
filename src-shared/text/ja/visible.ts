/**
 * What came from outside, on one line: control, format and bidirectional characters and line separators are shown as
 * `\uXXXX`, so that a refused value can neither break a line nor look like another one.
 */
export function visible(value: string): string {
  return value.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (char) => `\\u${char.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  )
}
