import {
  Activity,
  ClipboardList,
  Flag,
  FolderTree,
  History,
  LayoutDashboard,
  type LucideIcon,
  ScrollText,
  Settings,
} from 'lucide-react'
import { useId } from 'react'
import { navigationText } from '../../src-shared/text/ja/screens.ts'
import { classNames } from '../components/class-names.ts'
import { useConsole } from './console-state.tsx'
import { ProblemCount } from './problem-count.tsx'
import { useRouter } from './router.tsx'
import { formatRoute, type Route, type Screen } from './routes.ts'

const ITEMS: readonly { readonly screen: Screen; readonly icon: LucideIcon }[] = [
  { screen: 'dashboard', icon: LayoutDashboard },
  { screen: 'history', icon: History },
  { screen: 'folders', icon: FolderTree },
  { screen: 'settings', icon: Settings },
  { screen: 'diagnosis', icon: Activity },
  { screen: 'log', icon: ScrollText },
  { screen: 'audit', icon: ClipboardList },
  { screen: 'start', icon: Flag },
]

export function Navigation({ id, onFollow }: { readonly id: string; readonly onFollow: () => void }) {
  const { route } = useRouter()
  const { info, overview } = useConsole()
  const problems = overview?.problems.length ?? 0
  const described = useId()
  return (
    <nav id={id} aria-label={navigationText.label} data-region className="px-2 lg:pt-2">
      <ul className="space-y-0.5">
        {ITEMS.map(({ screen, icon: Icon }) => {
          const current = info !== undefined && itemOf(route) === screen
          const counted = screen === 'dashboard' && problems > 0
          return (
            <li key={screen}>
              <a
                href={formatRoute(screen)}
                aria-current={current ? 'page' : undefined}
                aria-describedby={counted ? described : undefined}
                onClick={onFollow}
                className={classNames(
                  'relative flex h-11 items-center gap-2.5 rounded-8 pr-2 pl-3',
                  current ? 'bg-chosen text-oln-16B-100 text-on-chosen' : 'text-oln-16N-100 hover:bg-sunken',
                )}
              >
                {current && (
                  <span
                    aria-hidden
                    className="absolute inset-y-2 left-0 w-1 rounded-full bg-on-chosen forced-colors:hidden"
                  />
                )}
                <Icon aria-hidden size={20} strokeWidth={2} className="shrink-0" />
                <span className="grow whitespace-nowrap">{navigationText[screen]}</span>
                {counted && <ProblemCount problems={problems} />}
              </a>
              {counted && (
                <span id={described} className="only-read">
                  {navigationText.problems(problems)}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** 日報 is opened from 送信履歴 and belongs to it; the import belongs to the screen that it was opened from. */
function itemOf({ screen, params }: Route): Screen {
  if (screen === 'report') return 'history'
  if (screen === 'migration') return params.from === 'settings' ? 'settings' : 'start'
  return screen
}
