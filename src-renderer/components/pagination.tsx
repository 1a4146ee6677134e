import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from 'react-aria-components'
import { historyText } from '../../src-shared/text/ja/screens-history.ts'
import { IconButton } from './icon-button.tsx'
import { pageLinks } from './page-window.ts'

/** 1 2 3 … 247, with the present page marked by ground and `aria-current`. */
export function Pagination(props: {
  readonly page: number
  readonly pages: number
  readonly onTurn: (page: number) => void
}) {
  const { page, pages, onTurn } = props
  return (
    <nav aria-label={historyText.pages} className="flex items-center gap-1">
      <IconButton
        icon={ChevronLeft}
        name={historyText.previous}
        blocked={page <= 1}
        why={historyText.firstPage}
        onPress={() => onTurn(page - 1)}
      />
      {pageLinks(page, pages).map((link, index, all) =>
        link === 'gap' ? (
          <span key={`gap-${all[index - 1]}`} aria-hidden className="w-6 text-center text-muted">
            …
          </span>
        ) : (
          <Button
            key={link}
            aria-label={historyText.page(link)}
            {...(link === page ? { 'aria-current': 'page' as const } : {})}
            onPress={() => {
              if (link !== page) onTurn(link)
            }}
            className={
              link === page
                ? 'h-8 min-w-8 rounded-6 bg-accent px-1.5 text-oln-14B-100 text-on-accent tabular-nums forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]'
                : 'h-8 min-w-8 rounded-6 px-1.5 text-accent text-oln-14N-100 tabular-nums underline underline-offset-4 hover:bg-accent-soft'
            }
          >
            {link}
          </Button>
        ),
      )}
      <IconButton
        icon={ChevronRight}
        name={historyText.next}
        blocked={page >= pages}
        why={historyText.lastPage}
        onPress={() => onTurn(page + 1)}
      />
    </nav>
  )
}
