import { Send } from 'lucide-react'
import { navigationText } from '../../src-shared/text/ja/screens.ts'

export function Brand() {
  const [first, second] = navigationText.brand
  return (
    <div className="flex h-16 shrink-0 items-center gap-2.5 px-4">
      <span
        aria-hidden
        className="flex size-9 shrink-0 items-center justify-center rounded-8 bg-accent text-on-accent forced-colors:border forced-colors:bg-[Canvas] forced-colors:text-[CanvasText]"
      >
        <Send size={20} strokeWidth={2} />
      </span>
      <span className="text-dns-16B-130 leading-[1.25]">
        {first}
        <br className="max-lg:hidden" />
        {second}
      </span>
    </div>
  )
}
