import { CircleCheck, X } from 'lucide-react'
import { failureText } from '../../src-shared/text/ja/screens.ts'
import { IconButton } from './icon-button.tsx'

/** What was done, where it was asked for. The same sentence is announced by whoever did it. */
export function NoticeBanner(props: {
  readonly sentence: string | null
  readonly onDismiss: () => void
  readonly className?: string
}) {
  if (props.sentence === null) return null
  return (
    <div
      className={`tone-ok flex items-center gap-3 rounded-8 border border-tone-line border-l-4 bg-tone-soft py-2 pr-3 pl-4 ${props.className ?? ''}`}
    >
      <CircleCheck aria-hidden size={24} strokeWidth={2} className="shrink-0 text-tone" />
      <p className="min-w-0 grow break-words text-dns-16N-130 leading-150">{props.sentence}</p>
      <IconButton icon={X} name={failureText.dismiss} onPress={props.onDismiss} />
    </div>
  )
}
