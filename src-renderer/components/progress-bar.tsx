/** 12 px, the only thing in the window that moves. */
export function ProgressBar({ label, percent }: { readonly label: string; readonly percent: number }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-3 w-full overflow-hidden rounded-full border border-line bg-page"
    >
      <div
        className="keep-colors h-full rounded-full bg-accent forced-colors:bg-[Highlight]"
        style={{ width: `${percent}%` }}
      />
    </div>
  )
}
