/**
 * Hands out 処理通番 of the form in the manual's sample (3.1), `S0020241022000000000000`: `S00`, the local date,
 * then twelve digits that count up, so that no number comes twice from one simulator.
 */
export function createSerialNumbers(now: () => Date): () => string {
  let count = 0
  return () => {
    count += 1
    return `S00${localDate(now())}${String(count).padStart(12, '0')}`
  }
}

function localDate(at: Date): string {
  const year = String(at.getFullYear()).padStart(4, '0')
  const month = String(at.getMonth() + 1).padStart(2, '0')
  const day = String(at.getDate()).padStart(2, '0')
  return `${year}${month}${day}`
}
