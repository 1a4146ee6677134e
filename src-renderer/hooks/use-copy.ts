import { useCallback } from 'react'
import { failureText } from '../../src-shared/text/ja/screens.ts'
import { useAnnounce } from '../app/announcer.tsx'

/** Puts text on the clipboard and says whether that worked. */
export function useCopy(): (text: string) => Promise<boolean> {
  const announce = useAnnounce()
  return useCallback(
    async (text) => {
      const copied = await write(text)
      announce(copied ? failureText.copied : failureText.notCopied)
      return copied
    },
    [announce],
  )
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // The window grants no permissions, and the clipboard may be one of them: the old way needs none.
    return writeBySelection(text)
  }
}

function writeBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.className = 'only-read'
  const place = focused?.closest('[role=dialog], [role=alertdialog]') ?? document.body
  place.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}
