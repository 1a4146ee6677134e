import type { LucideIcon } from 'lucide-react'
import { classNames } from './class-names.ts'
import { TONE_CLASS, type Tone } from './tone.ts'

/** Icon + word + colour; never a chip without its icon, never clickable. */
export function StatusChip({ tone, icon: Icon, word }: { tone: Tone; icon: LucideIcon; word: string }) {
  return (
    <span
      className={classNames(
        TONE_CLASS[tone],
        'inline-flex h-6 shrink-0 items-center gap-1 whitespace-nowrap rounded-4 border border-tone-line bg-tone-soft pr-[7px] pl-1.5',
        'text-oln-14B-100 text-tone',
      )}
    >
      <Icon aria-hidden size={16} strokeWidth={2} />
      {word}
    </span>
  )
}
