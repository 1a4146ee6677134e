/** One method of authentication that a proxy names in its 407 (RFC 9110 11.3). */
export interface ProxyOffer {
  /** In lower case; a name may come in any. */
  readonly scheme: string
  /** What stands behind it, as NTLM's challenge; '' when there is nothing. */
  readonly token: string
}

/** More than any proxy offers. */
const OFFER_LIMIT = 16

/** A name, and behind a blank something that does not make a `realm = "x"` of it. */
const SCHEME = /^([!#$%&'*+.^_`|~\w-]{1,40})(?:[ \t]+(?![ \t=])(.*))?$/s

/**
 * Reads Proxy-Authenticate, which comes as several lines, as one list, or as both.
 * @param lines the values of all such headers
 */
export function proxyOffers(lines: readonly string[]): readonly ProxyOffer[] {
  const offers: ProxyOffer[] = []
  for (const part of lines.flatMap(splitAtCommas)) {
    const [, scheme, token] = SCHEME.exec(part.trim()) ?? []
    if (scheme !== undefined && offers.length < OFFER_LIMIT)
      offers.push({ scheme: scheme.toLowerCase(), token: token?.trim() ?? '' })
  }
  return offers
}

/** Parameters are separated by commas just like offers; in quotes there may be others. */
function splitAtCommas(line: string): string[] {
  const parts: string[] = []
  let begin = 0
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted
    else if (isQuoted && line[at] === '\\') at += 1
    else if (!isQuoted && line[at] === ',') {
      parts.push(line.slice(begin, at))
      begin = at + 1
    }
  }
  return [...parts, line.slice(begin)]
}

/** The methods in words for an error's detail, each once. */
export function namesOf(offers: readonly ProxyOffer[]): string {
  return [...new Set(offers.map(({ scheme }) => NAMES.get(scheme) ?? scheme))].join(', ')
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['basic', 'Basic'],
  ['digest', 'Digest'],
  ['negotiate', 'Negotiate'],
  ['ntlm', 'NTLM'],
])
