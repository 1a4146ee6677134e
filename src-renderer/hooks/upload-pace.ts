import type { UploadProgress } from '../../src-shared/domain/engine-status.ts'

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

/** What was seen of each upload, by folder: at most one is under way in each. */
export type PaceSamples = ReadonlyMap<
  string,
  { readonly upload: string; readonly samples: readonly PaceSample[] }
>

/** Adds what is seen now, and forgets what is over. A file that takes the place of another one is measured anew. */
export function addSamples(seen: PaceSamples, uploads: readonly UploadProgress[], at: number): PaceSamples {
  // The same nothing, so that nobody draws anew for it.
  if (uploads.length === 0 && seen.size === 0) return seen
  return new Map(
    uploads.map(({ folder, fileName, startedAt, sentBytes }) => {
      const upload = `${startedAt} ${fileName}`
      const last = seen.get(folder)
      const samples = last?.upload === upload ? last.samples : []
      const isNews = samples.at(-1)?.sentBytes !== sentBytes
      return [folder, { upload, samples: isNews ? addSample(samples, { at, sentBytes }) : samples }]
    }),
  )
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
