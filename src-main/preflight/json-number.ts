import { NINE, ZERO } from './my-number.ts'

type Part = 'sign' | 'zero' | 'whole' | 'point' | 'fraction' | 'e' | 'power_sign' | 'power'

/** Where a number may end (RFC 8259, section 6). */
const COMPLETE: readonly Part[] = ['zero', 'whole', 'fraction', 'power']

/** The grammar of a JSON number, byte by byte, however long it is. */
export class JsonNumber {
  #part: Part

  /** @param first `-` or a digit */
  constructor(first: number) {
    this.#part = first === 0x2d ? 'sign' : first === ZERO ? 'zero' : 'whole'
  }

  get isComplete(): boolean {
    return COMPLETE.includes(this.#part)
  }

  /** @returns false when this byte does not belong to the number */
  take(byte: number): boolean {
    const next = byte >= ZERO && byte <= NINE ? this.#afterDigit(byte) : this.#afterSign(byte)
    if (next === null) return false
    this.#part = next
    return true
  }

  #afterDigit(byte: number): Part | null {
    switch (this.#part) {
      case 'sign':
        return byte === ZERO ? 'zero' : 'whole'
      case 'zero':
        return null
      case 'whole':
        return 'whole'
      case 'point':
      case 'fraction':
        return 'fraction'
      case 'e':
      case 'power_sign':
      case 'power':
        return 'power'
    }
  }

  #afterSign(byte: number): Part | null {
    const isWhole = this.#part === 'zero' || this.#part === 'whole'
    if (byte === 0x2e) return isWhole ? 'point' : null
    if (byte === 0x65 || byte === 0x45) return isWhole || this.#part === 'fraction' ? 'e' : null
    const isSign = byte === 0x2b || byte === 0x2d
    return isSign && this.#part === 'e' ? 'power_sign' : null
  }
}
