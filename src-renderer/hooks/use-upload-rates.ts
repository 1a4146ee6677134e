import { useEffect, useMemo, useState } from 'react'
import type { UploadProgress } from '../../src-shared/domain/engine-status.ts'
import { addSamples, type PaceSamples, pace } from './upload-pace.ts'

const NONE: readonly UploadProgress[] = []

/** Bytes per second by folder, from what this window saw; each upload is measured anew, and one that has only begun has none. */
export function useUploadRates(
  uploads: readonly UploadProgress[] = NONE,
): ReadonlyMap<string, number | null> {
  const [seen, setSeen] = useState<PaceSamples>(new Map())
  useEffect(() => setSeen((last) => addSamples(last, uploads, performance.now())), [uploads])
  return useMemo(() => new Map([...seen].map(([folder, { samples }]) => [folder, pace(samples)])), [seen])
}
