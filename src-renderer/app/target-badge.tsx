import { Cable, GraduationCap, ShieldCheck } from 'lucide-react'
import { targetText } from '../../src-shared/text/ja/screens.ts'
import { useConsole } from './console-state.tsx'

const ICONS = {
  production: ShieldCheck,
  test: Cable,
  practice: GraduationCap,
  unset: Cable,
  unknown: Cable,
} as const

/** Where uploads go, at the same place on every screen. */
export function TargetBadge() {
  const target = useConsole().overview?.target
  if (target === undefined) return null
  const Icon = ICONS[target.kind]
  return (
    <p
      className="ml-auto flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-6 border border-line bg-panel px-3 text-oln-14B-100 text-ink2"
      {...(target.origin === '' ? {} : { title: target.origin })}
    >
      <Icon aria-hidden size={18} strokeWidth={2} />
      <span>
        {targetText.label}
        {targetText[target.kind]}
      </span>
    </p>
  )
}
