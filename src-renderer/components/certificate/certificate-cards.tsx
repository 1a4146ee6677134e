import type { CertificateCard } from '../../../src-shared/ipc/answer-shapes.ts'
import { certificateText } from '../../../src-shared/text/ja/screens-certificates.ts'
import { CertificateFacts } from './certificate-facts.tsx'

/**
 * The certificates that a question is about. However many there are, what to check and what follows stay in view below
 * them: the list scrolls by itself. One certificate is whole even at 200 %.
 */
export function CertificateCards(props: {
  readonly cards: readonly (CertificateCard & { readonly known?: boolean })[]
}) {
  return (
    <ul
      aria-label={certificateText.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      className="max-h-[max(40vh,14rem)] space-y-3 overflow-y-auto rounded-8 [scrollbar-width:thin]"
    >
      {props.cards.map((card) => (
        <li key={card.fingerprint} className="rounded-8 border border-line p-3">
          <CertificateFacts card={card} known={card.known ?? false} />
        </li>
      ))}
    </ul>
  )
}
