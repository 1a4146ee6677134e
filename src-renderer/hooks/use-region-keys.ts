import { useEffect } from 'react'

/** F6 goes round navigation, content and detail panel, Shift+F6 backwards. */
export function useRegionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.isComposing) return
      // A dialog keeps the focus to itself.
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return
      const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
        (region) => region.getClientRects().length > 0,
      )
      // The detail panel lies inside the content: the innermost region is the one that has the focus.
      const at = regions.findLastIndex((region) => region.contains(document.activeElement))
      const next = regions[(at + (event.shiftKey ? -1 : 1) + regions.length) % regions.length]
      if (next === undefined) return
      event.preventDefault()
      const inside = next.querySelector<HTMLElement>('[aria-current], a[href], button, input, [tabindex="0"]')
      ;(inside ?? next).focus()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
