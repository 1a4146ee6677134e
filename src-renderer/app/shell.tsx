import { Menu, X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { navigationText } from '../../src-shared/text/ja/screens.ts'
import { PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import { ActionButton } from '../components/action-button.tsx'
import { classNames } from '../components/class-names.ts'
import { useRegionKeys } from '../hooks/use-region-keys.ts'
import { Brand } from './brand.tsx'
import { useConsole } from './console-state.tsx'
import { HolderBand } from './holder-band.tsx'
import { Navigation } from './navigation.tsx'
import { PracticeBand } from './practice-band.tsx'
import { ProblemCount } from './problem-count.tsx'
import { useRouter } from './router.tsx'
import type { Screen } from './routes.ts'
import { StateBox } from './state-box.tsx'
import { VaultBand } from './vault-band.tsx'

/** Navigation at the left (at the top when there is little room), the screen beside it. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { route } = useRouter()
  const [menuOpen, setMenuOpen] = useState(false)
  const menuId = useId()
  const countId = useId()
  const main = useRef<HTMLElement>(null)
  useRegionKeys()
  const { info, overview } = useConsole()
  const known = info !== undefined
  const problems = overview?.problems.length ?? 0
  useScreenChange(known ? route.screen : null, main)

  return (
    // Never the window itself: react-aria would keep the place of its scroll bar free beside every sheet.
    <div
      data-scroll
      className="relative flex h-dvh flex-col scroll-p-20 max-lg:overflow-y-auto max-lg:has-[main>.sticky]:scroll-pb-28 lg:overflow-clip"
    >
      {/* biome-ignore lint/a11y/useValidAnchor: the part after # is the screen's address, so the jump is made by hand */}
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
        className="absolute top-2 left-2 z-40 -translate-y-20 rounded-8 bg-panel px-4 py-2 text-accent text-dns-16B-130 underline focus:translate-y-0"
      >
        {navigationText.skip}
      </a>
      <PracticeBand />
      <HolderBand />
      <VaultBand />
      <div className="flex grow flex-col lg:min-h-0 lg:flex-row">
        <header className="flex shrink-0 flex-col border-line bg-panel max-lg:border-b lg:w-[216px] lg:border-r">
          <div className="flex items-center justify-between pr-4">
            <Brand />
            <div className="lg:hidden">
              <ActionButton
                icon={menuOpen ? X : Menu}
                expanded={menuOpen}
                describedBy={problems > 0 ? countId : undefined}
                onPress={() => setMenuOpen((open) => !open)}
              >
                {navigationText.label}
                {problems > 0 && <ProblemCount problems={problems} />}
              </ActionButton>
              {problems > 0 && (
                <span id={countId} className="only-read">
                  {navigationText.problems(problems)}
                </span>
              )}
            </div>
          </div>
          <div className={classNames('grow flex-col lg:flex', menuOpen ? 'flex' : 'max-lg:hidden')}>
            <div className="grow overflow-y-auto max-lg:pb-3 lg:min-h-0">
              <Navigation id={menuId} onFollow={() => setMenuOpen(false)} />
            </div>
            <StateBox />
          </div>
        </header>
        <main
          ref={main}
          id="main"
          tabIndex={-1}
          data-quiet-focus
          data-region
          className="flex min-w-0 grow flex-col lg:min-h-0"
        >
          {children}
        </main>
      </div>
    </div>
  )
}

/**
 * A new screen starts at its top, has its name in the title, and takes the focus when its trigger is gone or lies in the
 * menu that has closed.
 * @param screen null while it is not known which one is the first
 */
function useScreenChange(screen: Screen | null, main: { readonly current: HTMLElement | null }) {
  const first = useRef(true)
  useEffect(() => {
    if (screen === null) return
    const title = main.current?.querySelector('h1')
    document.title = `${navigationText[screen]} - ${PRODUCT_NAME}`
    if (first.current) {
      first.current = false
      return
    }
    for (const scroller of document.querySelectorAll('[data-scroll]')) scroller.scrollTo(0, 0)
    const { activeElement } = document
    const isGone = activeElement === null || activeElement.getClientRects().length === 0
    if (isGone || activeElement === document.body) title?.focus()
  }, [screen, main])
}
