/** A number for the eye alone; who shows it describes its link or button with the sentence. */
export function ProblemCount({ problems }: { readonly problems: number }) {
  return (
    <span
      aria-hidden
      className="flex h-6 min-w-6 items-center justify-center rounded-full bg-badge px-1 text-oln-14B-100 text-on-badge tabular-nums forced-colors:border"
    >
      {problems > 99 ? '99+' : problems}
    </span>
  )
}
