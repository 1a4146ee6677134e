/** Encodings that the official files come in, by the name that an XML declaration may give them. */
const DECLARED: Readonly<Record<string, 'utf-8' | 'shift_jis'>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  shift_jis: 'shift_jis',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
  'x-sjis': 'shift_jis',
  'windows-31j': 'shift_jis',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
}

/** A byte order mark decides alone; it is taken off. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/**
 * Decodes the bytes of an XML file: by byte order mark, else by its declaration, else as UTF-8.
 * @returns null when the bytes do not fit, or when the declared encoding is none of ours
 */
export function decodeXml(bytes: Uint8Array): string | null {
  // The declaration is ASCII in every encoding that has no byte order mark here.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(head)?.[1]
  const encoding = declared === undefined ? 'utf-8' : DECLARED[declared.toLowerCase()]
  return decodeMarked(bytes) ?? (encoding === undefined || isMarked(bytes) ? null : decodeAs(bytes, encoding))
}

/**
 * Decodes a plain text file of a Windows machine: by byte order mark, else as UTF-8, else as Shift_JIS.
 * @returns null when the bytes fit none of them
 */
export function decodePlainText(bytes: Uint8Array): string | null {
  if (isMarked(bytes)) return decodeMarked(bytes)
  return decodeAs(bytes, 'utf-8') ?? decodeAs(bytes, 'shift_jis')
}

function markOf(bytes: Uint8Array): (typeof MARKS)[number] | undefined {
  return MARKS.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte))
}

function isMarked(bytes: Uint8Array): boolean {
  return markOf(bytes) !== undefined
}

function decodeMarked(bytes: Uint8Array): string | null {
  const mark = markOf(bytes)
  return mark === undefined ? null : decodeAs(bytes.subarray(mark.bytes.length), mark.encoding)
}

function decodeAs(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
