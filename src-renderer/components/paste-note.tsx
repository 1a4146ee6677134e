import { ClipboardCheck } from 'lucide-react'
import { wordText } from '../../src-shared/text/ja/screens.ts'

/** Under a field whose pasted text was put in order; screen readers were told when it happened. */
export function PasteNote({ shown }: { readonly shown: boolean }) {
  if (!shown) return null
  return (
    <p className="mt-1.5 flex items-start gap-1.5 text-dns-14N-130 leading-150 text-ink2">
      <ClipboardCheck aria-hidden size={18} strokeWidth={2} className="mt-[1.5px] shrink-0 text-ok" />
      {wordText.pasteTrimmed}
    </p>
  )
}
