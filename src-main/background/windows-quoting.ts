/**
 * One argument as CommandLineToArgvW and the runtime of C read it back: quoted where it holds a blank or a quote, with
 * backslashes doubled before a quote.
 */
export function quoteWindowsArgument(argument: string): string {
  if (argument !== '' && !/[\s"]/.test(argument)) return argument
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`
}

/** Several of them on one line. */
export function windowsCommandLine(words: readonly string[]): string {
  return words.map(quoteWindowsArgument).join(' ')
}
