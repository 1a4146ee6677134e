import { splitWindowsArguments } from './windows-arguments.ts'

/**
 * Takes the `TOKEN|FOLDER` arguments of the official service out of what staff paste (manual 2.2.3): the arguments
 * alone, the whole `New-Service … -BinaryPathName "…"` line, `sc create … binPath= "…"`, or the output of
 * `sc qc PMH_Relay`. The result is for `parseMapping`, which judges it.
 */
export function serviceArguments(pasted: string): string[] {
  const commandLine = queriedPath(pasted) ?? newServicePath(pasted) ?? createdPath(pasted) ?? pasted
  return splitWindowsArguments(withoutProgram(onOneLine(commandLine)))
}

/** A pasted text may be broken anywhere between arguments. */
function onOneLine(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim()
}

/** Drops the program: quoted, or not quoted and with blanks in its path. A bar before `.exe` means that it is none. */
function withoutProgram(commandLine: string): string {
  return commandLine.replace(/^(?:"[^"|]*\.exe"|[^"|]*?\.exe)(?=\s|$)/i, '')
}

/** `BINARY_PATH_NAME   : …` of sc, `PathName : …` of PowerShell; a console may have broken the line at its width. */
function queriedPath(pasted: string): string | null {
  const lines = pasted.split(/\r?\n/)
  const first = lines.findIndex((line) => /^\s*(?:BINARY_PATH_NAME|PathName)\s*:/i.test(line))
  if (first < 0) return null
  const after = lines.slice(first + 1)
  const end = after.findIndex((line) => line.trim() === '' || /^\s*\w+\s+:/.test(line))
  const broken = end < 0 ? after : after.slice(0, end)
  return joinBroken((lines[first] ?? '').replace(/^[^:]*:\s*/, ''), broken)
}

/**
 * A console breaks in the middle of a word, or between two words and then loses the blank. It was one where the program
 * ends, and where what stands together would have a bar on either side of the break: a pair has one, as a rule.
 */
function joinBroken(start: string, lines: readonly string[]): string {
  const parts = [start]
  let word = start.slice(start.lastIndexOf(' ') + 1)
  for (const line of lines.map((broken) => broken.trimStart())) {
    const blank = line.indexOf(' ')
    const head = blank < 0 ? line : line.slice(0, blank)
    const isApart = /\.exe"?$/i.test(word.slice(-6)) || (word.includes('|') && head.includes('|'))
    parts.push(isApart ? ' ' : '', line)
    // Long enough to know its bar and its end.
    word = blank >= 0 ? line.slice(line.lastIndexOf(' ') + 1) : isApart ? line : (word + line).slice(-9000)
  }
  return parts.join('')
}

/**
 * The value of -BinaryPathName by PowerShell's quoting: `""` and `` `" `` within double quotes, `''` within single, and
 * a backtick at the end of a line joins it with the next one. `-Path` is PowerShell's other name for it.
 */
function newServicePath(pasted: string): string | null {
  const match =
    /(?:^|\s)-(?:BinaryPathName|Path)[\s:]+(?:["“”]((?:[^"“”`]|`[\s\S]|["“”]{2})*)["“”]|['‘’]((?:[^'‘’]|['‘’]{2})*)['‘’]|(\S+))/i.exec(
      pasted.replace(/`[ \t]*(?=[\r\n])/g, ''),
    )
  if (match === null) return null
  if (match[1] !== undefined)
    return match[1].replace(/`([\s\S])|(["“”])["“”]/g, (_, escaped, quote) => escaped ?? quote)
  return match[2]?.replace(/(['‘’])['‘’]/g, '$1') ?? match[3] ?? null
}

/**
 * The value of binPath= by cmd's quoting, which is that of every program; a caret at the end of a line joins it with the
 * next one. Typed into PowerShell it stands in single quotes.
 */
function createdPath(pasted: string): string | null {
  const line = onOneLine(pasted.replace(/\^[ \t]*(?=[\r\n])/g, ''))
  const single = /\bbinPath=\s*'((?:[^']|'')*)'/i.exec(line)?.[1]
  if (single !== undefined) return single.replaceAll("''", "'")
  const all = splitWindowsArguments(line)
  const place = all.findIndex((argument) => /^binPath=/i.test(argument))
  if (place < 0) return null
  const joined = all[place]?.slice('binPath='.length) ?? ''
  return joined !== '' ? joined : (all[place + 1] ?? '')
}
