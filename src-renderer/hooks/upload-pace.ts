/** Speed and remaining time of an upload, from what was seen of it. */

export interface PaceSample {
  /** Milliseconds of a monotonic clock. */
  readonly at: number
  readonly sentBytes: number
}

/** The last few seconds decide: an average since the start would be slow to notice a line that became slow. */
const WINDOW_MS = 8_000

/** Adds a sample and drops what is too old; a file that starts anew starts with an empty list. */
export function addSample(samples: readonly PaceSample[], next: PaceSample): readonly PaceSample[] {
  const last = samples.at(-1)
  if (last !== undefined && next.sentBytes < last.sentBytes) return [next]
  const recent = samples.filter((sample) => next.at - sample.at <= WINDOW_MS)
  return [...recent, next]
}

/** @returns bytes per second, null while too little was seen */
export function pace(samples: readonly PaceSample[]): number | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.at - first.at < 500) return null
  const rate = ((last.sentBytes - first.sentBytes) * 1000) / (last.at - first.at)
  return rate > 0 ? rate : null
}

/** @returns seconds, null when the speed is not known */
export function remainingSeconds(
  sentBytes: number,
  totalBytes: number,
  bytesPerSecond: number | null,
): number | null {
  if (bytesPerSecond === null || bytesPerSecond <= 0) return null
  return Math.max(0, totalBytes - sentBytes) / bytesPerSecond
}

/** 0 to 100, whole; 100 only when every byte was handed over. */
export function percent(sentBytes: number, totalBytes: number): number {
  if (totalBytes <= 0) return 100
  return Math.max(0, Math.min(100, Math.floor((sentBytes / totalBytes) * 100)))
}
