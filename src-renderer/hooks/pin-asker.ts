/** Asks staff for the PIN of 管理者ロック; true when it was opened. */
type PinAsker = () => Promise<boolean>

let asker: PinAsker | null = null

/** The dialog that asks, while it is there. @returns takes it away */
export function providePinAsker(next: PinAsker): () => void {
  asker = next
  return () => {
    if (asker === next) asker = null
  }
}

export function askForPin(): Promise<boolean> {
  return asker === null ? Promise.resolve(false) : asker()
}
