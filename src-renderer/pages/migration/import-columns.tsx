/** The widths of both tables of the preview, so that their columns stand under each other. */
export function ImportColumns() {
  return (
    <colgroup>
      <col className="w-[208px]" />
      <col className="w-[262px]" />
      <col className="w-[204px]" />
      <col />
      <col className="w-[136px]" />
    </colgroup>
  )
}
