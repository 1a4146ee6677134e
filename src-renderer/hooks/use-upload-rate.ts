import { useEffect, useState } from 'react'
import type { UploadProgress } from '../../src-shared/domain/engine-status.ts'
import { addSample, type PaceSample, pace } from './upload-pace.ts'

/** Bytes per second of the upload under way, from what this window saw; each upload is measured anew. */
export function useUploadRate(progress: UploadProgress | null): number | null {
  const upload = progress === null ? '' : `${progress.startedAt} ${progress.fileName}`
  const sentBytes = progress?.sentBytes ?? 0
  const [seen, setSeen] = useState<{ upload: string; samples: readonly PaceSample[] }>({
    upload,
    samples: [],
  })
  useEffect(() => {
    setSeen((last) => ({
      upload,
      samples: addSample(last.upload === upload ? last.samples : [], { at: performance.now(), sentBytes }),
    }))
  }, [upload, sentBytes])
  return upload !== '' && seen.upload === upload ? pace(seen.samples) : null
}
