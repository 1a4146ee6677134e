import type { ClipboardEvent } from 'react'

/** Pastes without the blanks and line ends around the text; the field's own undo still works. */
export function pasteTrimmed(event: ClipboardEvent<HTMLInputElement>): void {
  const text = event.clipboardData.getData('text/plain')
  if (text === text.trim()) return
  event.preventDefault()
  document.execCommand('insertText', false, text.trim())
}
