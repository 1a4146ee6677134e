/** A text that must not come out: what is found of it is found in any of its forms. */
export interface Marker {
  readonly name: string
  readonly text: string
}

export interface Hit {
  readonly marker: string
  readonly form: string
  /** What was searched, e.g. `file:data/relay.db`. */
  readonly place: string
}

/** Where a marker may be, and why. */
export interface Allowance {
  readonly place: RegExp
  readonly markers: readonly string[]
  readonly why: string
}

interface Needle {
  readonly marker: string
  readonly form: string
  readonly bytes: Buffer
}

/** Every form in which a text is looked for, by name. */
export function formsOf(text: string): ReadonlyMap<string, Buffer> {
  const utf8 = Buffer.from(text, 'utf8')
  const utf16 = Buffer.from(text, 'utf16le')
  const everyByte = utf8.toString('hex').replace(/../g, '%$&')
  const ascii: Record<string, string> = {
    hex: utf8.toString('hex'),
    HEX: utf8.toString('hex').toUpperCase(),
    percent: encodeURIComponent(text),
    'percent, lower case': encodeURIComponent(text).replace(/%../g, (octet) => octet.toLowerCase()),
    'percent, every byte': everyByte,
    'PERCENT, every byte': everyByte.toUpperCase(),
    'JSON escapes': text.replace(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    'JSON ESCAPES': text.replace(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
    ),
  }
  for (const alignment of [0, 1, 2]) {
    for (const [name, bytes] of [
      ['', utf8],
      [' of UTF-16LE', utf16],
    ] as const) {
      const digits = base64Within(bytes, alignment)
      ascii[`base64+${alignment}${name}`] = digits
      ascii[`base64url+${alignment}${name}`] = digits.replaceAll('+', '-').replaceAll('/', '_')
    }
  }
  return new Map([
    ['UTF-8', utf8],
    ['UTF-16LE', utf16],
    ...Object.entries(ascii).map(([name, form]) => [name, Buffer.from(form, 'latin1')] as const),
  ])
}

/** The digits that are the same whatever stands around the bytes, `before` bytes after a multiple of three. */
function base64Within(bytes: Buffer, before: number): string {
  const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  return digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
}

/** Looks for all forms of all markers in one pass, so that a heap of 100 MB takes a second. */
export class LeakScanner {
  /** By the first two bytes. */
  readonly #needles = new Map<number, Needle[]>()
  readonly #starts = new Uint8Array(0x10000)
  #longest = 0
  readonly #hits = new Map<string, Hit>()

  constructor(markers: readonly Marker[]) {
    for (const marker of markers) {
      const known = new Set<string>()
      for (const [form, bytes] of formsOf(marker.text)) {
        // The forms of plain letters and digits are partly the same.
        if (known.has(bytes.toString('latin1'))) continue
        known.add(bytes.toString('latin1'))
        const start = bytes.readUInt16BE()
        this.#starts[start] = 1
        this.#needles.set(start, [...(this.#needles.get(start) ?? []), { marker: marker.name, form, bytes }])
        this.#longest = Math.max(this.#longest, bytes.length)
      }
    }
  }

  get hits(): readonly Hit[] {
    return [...this.#hits.values()]
  }

  scan(place: string, content: string | Buffer): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    for (let at = 0; at + 1 < bytes.length; at += 1) {
      const start = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
      if (this.#starts[start] === 0) continue
      for (const { marker, form, bytes: needle } of this.#needles.get(start) ?? []) {
        if (bytes.compare(needle, 0, needle.length, at, Math.min(at + needle.length, bytes.length)) !== 0)
          continue
        const hit = { marker, form, place }
        this.#hits.set(JSON.stringify(hit), hit)
      }
    }
  }

  /** For what is too large to be held. @returns what takes the pieces in their order */
  stream(place: string): (piece: string) => void {
    let tail = Buffer.alloc(0)
    return (piece) => {
      const bytes = Buffer.concat([tail, Buffer.from(piece)])
      this.scan(place, bytes)
      tail = bytes.subarray(Math.max(0, bytes.length - this.#longest + 1))
    }
  }

  /** What came out elsewhere than allowed; and allowances that nothing needs, since those hide the next leak. */
  judge(allowances: readonly Allowance[]): { leaks: string[]; needless: string[] } {
    const allows = ({ place, markers }: Allowance, hit: Hit) =>
      place.test(hit.place) && markers.includes(hit.marker)
    const leaks = this.hits.filter((hit) => !allowances.some((allowance) => allows(allowance, hit)))
    const needless = allowances.filter((allowance) => !this.hits.some((hit) => allows(allowance, hit)))
    return {
      leaks: leaks.map(({ marker, form, place }) => `${marker} (${form}) in ${place}`).sort(),
      needless: needless.map(({ why }) => why),
    }
  }
}
