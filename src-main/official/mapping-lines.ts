/**
 * Reads a mapping file or standard input: one `TOKEN|FOLDER` a line. Blanks around a line mean nothing, since
 * neither a token nor a folder name may have them there; empty lines are skipped, and so are lines that start with
 * `#`, unless they hold a `|` (a token may start with `#`).
 * @returns the arguments for `parseMapping`
 */
export function mappingLines(text: string): string[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((line) => line !== '' && !(line.startsWith('#') && !line.includes('|')))
}
