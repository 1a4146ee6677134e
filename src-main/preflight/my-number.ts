/** Weights of the eleven digits before the check digit, from the left: Q of 総務省令第85号 (2014), article 5. */
const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const

const LENGTH = 12

/** What no field comes back from; a small number, as it is written for every byte. */
const TOO_LONG = LENGTH + 1

/** ASCII codes of `0` and `9`. */
export const ZERO = 0x30
export const NINE = 0x39

/** Takes the bytes of one field as they come, and says at its end whether they are a my-number. */
export class MyNumberReader {
  #length = 0
  #sum = 0
  #last = 0

  reset(): void {
    this.#length = 0
    this.#sum = 0
  }

  push(byte: number): void {
    const digit = byte - ZERO
    if (byte < ZERO || byte > NINE || this.#length >= LENGTH) {
      this.#length = TOO_LONG
      return
    }
    this.#sum += digit * (WEIGHTS[this.#length] ?? 0)
    this.#last = digit
    this.#length += 1
  }

  /** Twelve digits and nothing else. */
  get isTwelveDigits(): boolean {
    return this.#length === LENGTH
  }

  /** Of twelve digits: whether the last is the check digit of the others. */
  get isValid(): boolean {
    const rest = this.#sum % 11
    return this.#last === (rest <= 1 ? 0 : 11 - rest)
  }
}

/** Whether a text of twelve digits ends with its check digit. */
export function hasCheckDigit(text: string): boolean {
  const reader = new MyNumberReader()
  for (let index = 0; index < text.length; index += 1) reader.push(text.charCodeAt(index))
  return reader.isTwelveDigits && reader.isValid
}
