import { useEffect } from 'react'

/** What an input method reports instead of the key that it took for itself (UI Events, section 7.3.1). */
const TAKEN_BY_INPUT_METHOD = 229

/**
 * Enter and Esc belong to the input method while Japanese is composed: they take or drop a conversion, and must
 * neither send a form nor close a dialog. One guard in front of every listener, so that no field has to remember it.
 */
export function useCompositionGuard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.isComposing && event.keyCode !== TAKEN_BY_INPUT_METHOD) return
      if (event.key !== 'Enter' && event.key !== 'Escape' && event.key !== 'Process') return
      event.stopImmediatePropagation()
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
