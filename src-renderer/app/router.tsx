import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { leaveText } from '../../src-shared/text/ja/screens.ts'
import { QuestionDialog } from '../components/question-dialog.tsx'
import { formatRoute, parseRoute, type Route, type RouteParams, type Screen } from './routes.ts'

interface Router {
  readonly route: Route
  go(screen: Screen, params?: RouteParams): void
  /** Changes the parameters of the present screen without a new step in the history. */
  replace(params: RouteParams): void
  /** @param unsaved number of changes that leaving this screen would lose */
  guard(unsaved: number): void
}

const RouterContext = createContext<Router | null>(null)

export function useRouter(): Router {
  const router = useContext(RouterContext)
  if (router === null) throw new Error('useRouter outside of HashRouter')
  return router
}

/** Asks before the screen is left while something is not saved. */
export function useLeaveGuard(unsaved: number): void {
  const { guard } = useRouter()
  useEffect(() => {
    guard(unsaved)
    return () => guard(0)
  }, [guard, unsaved])
}

/**
 * Routing by the part after `#`: links are plain links, and every screen has a stable address.
 * @param home where to begin without an address; null while that is not known
 */
export function HashRouter({
  home,
  children,
}: {
  readonly home: Screen | null
  readonly children: ReactNode
}) {
  const [route, setRoute] = useState<Route>(() => addressed(home))
  const [begun, setBegun] = useState(false)
  if (!begun && home !== null) {
    setBegun(true)
    // Staff may have followed a link meanwhile.
    setRoute(addressed(home))
  }
  const [wanted, setWanted] = useState<Route | null>(null)
  const [asked, setAsked] = useState(0)
  const unsaved = useRef(0)
  const shown = useRef(route)

  useLayoutEffect(() => {
    if (!begun) return
    shown.current = addressed(home)
    window.history.replaceState(null, '', formatRoute(shown.current.screen, shown.current.params))
  }, [begun, home])

  const show = useCallback((next: Route) => {
    shown.current = next
    setRoute(next)
  }, [])

  useEffect(() => {
    const onHashChange = () => {
      const next = addressed(home)
      if (unsaved.current > 0 && next.screen !== shown.current.screen) {
        const { screen, params } = shown.current
        window.history.replaceState(null, '', formatRoute(screen, params))
        setAsked(unsaved.current)
        setWanted(next)
        return
      }
      show(next)
    }
    window.addEventListener('hashchange', onHashChange)
    return () => window.removeEventListener('hashchange', onHashChange)
  }, [home, show])

  const go = useCallback((screen: Screen, params: RouteParams = {}) => {
    window.location.hash = formatRoute(screen, params)
  }, [])
  const replace = useCallback(
    (params: RouteParams) => {
      const next = { screen: shown.current.screen, params }
      window.history.replaceState(null, '', formatRoute(next.screen, params))
      show(next)
    },
    [show],
  )
  const guard = useCallback((count: number) => {
    unsaved.current = count
  }, [])
  const router = useMemo(() => ({ route, go, replace, guard }), [route, go, replace, guard])

  return (
    <RouterContext value={router}>
      {children}
      <QuestionDialog
        open={wanted !== null}
        title={leaveText.title}
        safe={leaveText.stay}
        onSafe={() => setWanted(null)}
        act={leaveText.leave}
        onAct={() => {
          if (wanted === null) return
          unsaved.current = 0
          setWanted(null)
          go(wanted.screen, wanted.params)
        }}
      >
        <p>{leaveText.sentence(asked)}</p>
      </QuestionDialog>
    </RouterContext>
  )
}

/** The screen that the address names, or else the first one. */
function addressed(home: Screen | null): Route {
  return parseRoute(window.location.hash) ?? { screen: home ?? 'dashboard', params: {} }
}
