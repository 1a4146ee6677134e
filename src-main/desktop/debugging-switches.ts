/**
 * Switches that open the program to whoever reaches a port or a pipe, with every token that it holds, or that let
 * others run code in it. No fuse closes those of Chromium (`--remote-debugging-*`).
 */
const REFUSED = [
  /^inspect(?:-|$)/,
  /^debug(?:-brk|-port)?$/,
  /^remote-debugging-/,
  /^remote-allow-origins$/,
  /^js-flags$/,
  /^load-extension$/,
  /^disable-web-security$/,
  // Runs a program of somebody's choice in place of, or around, Chromium's own children.
  /^(?:renderer|utility)-cmd-prefix$/,
  /^(?:gpu|ppapi-plugin)-launcher$/,
  /^browser-subprocess-path$/,
]

/**
 * The first switch of the line that an installed program must refuse; null when there is none. Chromium reads a switch
 * in any case on Windows, with one hyphen or two or a slash, without the blanks around it, and none behind `--`.
 * @param argv the arguments after the program
 * @returns its name without a value, which may hold anything
 */
export function debuggingSwitch(argv: readonly string[], platform = process.platform): string | null {
  const form = platform === 'win32' ? /^(?:--?|\/)([^=]+)/ : /^--?([^=]+)/
  for (const argument of argv.map((raw) => raw.trim())) {
    if (argument === '--') return null
    const name = form.exec(argument)?.[1]?.toLowerCase()
    if (name !== undefined && REFUSED.some((pattern) => pattern.test(name))) return `--${name}`
  }
  return null
}
