import { useCallback, useEffect, useState } from 'react'
import type { CommandOutput } from '../../src-shared/ipc/commands.ts'
import { callRelay } from './call-relay.ts'

type Directory = CommandOutput<'folders.look-up'>['directory']

/** A short rest after the last key, so that half a name is not looked up. */
const REST_MS = 300

/** Whether a folder of this name exists. The answer for an older name is never shown for a newer one. */
export function useFolderLookUp(folder: string | null): {
  readonly directory: Directory | null
  again(): void
} {
  const [found, setFound] = useState<{ folder: string; directory: Directory } | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks the same question again
  useEffect(() => {
    if (folder === null) return
    let current = true
    const timer = setTimeout(async () => {
      const result = await callRelay('folders.look-up', { folder })
      if (current && result.ok) setFound({ folder, directory: result.value.directory })
    }, REST_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [folder, turn])
  const again = useCallback(() => setTurn((last) => last + 1), [])
  return { directory: folder !== null && found?.folder === folder ? found.directory : null, again }
}
