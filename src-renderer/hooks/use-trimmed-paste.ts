import { type ClipboardEvent, useState } from 'react'
import { wordText } from '../../src-shared/text/ja/screens.ts'
import { useAnnounce } from '../app/announcer.tsx'

interface TrimmedPaste {
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void
  /** The last paste was trimmed: the field says so. */
  readonly trimmed: boolean
}

/** Pastes without the blanks and line ends around the text; the field's own undo still works. */
export function useTrimmedPaste(): TrimmedPaste {
  const [trimmed, setTrimmed] = useState(false)
  const announce = useAnnounce()
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain')
    const kept = text.trim()
    setTrimmed(text !== kept)
    if (text === kept) return
    event.preventDefault()
    document.execCommand('insertText', false, kept)
    announce(wordText.pasteTrimmed)
  }
  return { onPaste, trimmed }
}
