/**
 * Splits a Windows command line as CommandLineToArgvW does, less its special rule for the program's own name:
 * blanks and tabs part arguments, quotes hold them together, 2n backslashes before a quote are n backslashes, 2n+1
 * are n and the quote itself, and the third quote in a row is a quote.
 */
export function splitWindowsArguments(line: string): string[] {
  const found: string[] = []
  let argument: string | null = null
  let backslashes = 0
  // Counts opening quotes: 1 is within quotes, 2 is just out of them again.
  let quotes = 0
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? ''
    if ((character === ' ' || character === '\t') && quotes === 0) {
      if (argument !== null) found.push(argument)
      argument = null
      backslashes = 0
      continue
    }
    argument ??= ''
    if (character !== '"') {
      argument += character
      backslashes = character === '\\' ? backslashes + 1 : 0
      continue
    }
    argument = argument.slice(0, argument.length - Math.ceil(backslashes / 2))
    if (backslashes % 2 === 0) quotes += 1
    else argument += '"'
    backslashes = 0
    for (; line[at + 1] === '"'; at += 1) {
      quotes += 1
      if (quotes === 3) {
        argument += '"'
        quotes = 0
      }
    }
    if (quotes === 2) quotes = 0
  }
  if (argument !== null) found.push(argument)
  return found
}
