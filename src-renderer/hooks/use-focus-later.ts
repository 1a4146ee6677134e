import { type RefObject, useCallback, useEffect, useState } from 'react'

/**
 * Moves the focus after a dialog has gone whose opener goes away as well. A dialog gives the focus back to its opener
 * one frame after it was taken down, so this asks for the frame from an effect of the same commit: it comes later.
 */
export function useFocusLater(target: RefObject<HTMLElement | null>): () => void {
  const [wanted, setWanted] = useState(0)
  useEffect(() => {
    if (wanted === 0) return
    const frame = requestAnimationFrame(() => target.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [wanted, target])
  return useCallback(() => setWanted((last) => last + 1), [])
}
