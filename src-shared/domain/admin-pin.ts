/** The PIN of 管理者ロック: digits, so that it can be said over the telephone. */
const PIN_MIN = 6
const PIN_MAX = 12

/** Full-width digits are the same digits. */
export function foldPin(typed: string): string {
  return typed.normalize('NFKC').trim()
}

export function isPin(folded: string): boolean {
  return /^\d+$/.test(folded) && folded.length >= PIN_MIN && folded.length <= PIN_MAX
}

/**
 * How long the next try has to wait after so many wrong ones: a slip of the finger costs nothing, guessing takes years.
 * @param wrong tries in a row
 * @returns milliseconds since the last of them
 */
export function pinDelay(wrong: number): number {
  const free = 3
  if (wrong < free) return 0
  return Math.min(5_000 * 2 ** (wrong - free), 900_000)
}
