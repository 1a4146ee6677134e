import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components'

/** Icon + sentence under the field, tied to it for screen readers by the field around it. */
export function FieldMessage({ children }: { readonly children: ReactNode }) {
  return (
    <FieldError className="mt-1.5 flex items-start gap-1.5 text-bad text-dns-14B-130 leading-150">
      <CircleX aria-hidden size={18} strokeWidth={2} className="mt-[1.5px] shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </FieldError>
  )
}
