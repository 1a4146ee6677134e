import { I18nProvider } from 'react-aria-components'
import { loadingText } from '../../src-shared/text/ja/screens.ts'
import { FailureBanner } from '../components/failure-banner.tsx'
import { useCompositionGuard } from '../hooks/use-composition-guard.ts'
import { AuditPage } from '../pages/audit/audit-page.tsx'
import { DashboardPage } from '../pages/dashboard/dashboard-page.tsx'
import { DiagnosisPage } from '../pages/diagnosis/diagnosis-page.tsx'
import { FoldersPage } from '../pages/folders/folders-page.tsx'
import { HistoryPage } from '../pages/history/history-page.tsx'
import { LogPage } from '../pages/log/log-page.tsx'
import { MigrationPage } from '../pages/migration/migration-page.tsx'
import { ReportPage } from '../pages/report/report-page.tsx'
import { SettingsPage } from '../pages/settings/settings-page.tsx'
import { StartPage } from '../pages/start/start-page.tsx'
import { AdminLockDialog } from './admin-lock-dialog.tsx'
import { Announcer } from './announcer.tsx'
import { type AppInfo, ConsoleStateProvider, useConsole } from './console-state.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { FarewellDialog } from './farewell-dialog.tsx'
import { HashRouter, useRouter } from './router.tsx'
import type { Screen } from './routes.ts'
import { Shell } from './shell.tsx'

export function App() {
  useCompositionGuard()
  return (
    <I18nProvider locale="ja-JP">
      <Announcer>
        <ErrorBoundary>
          <ConsoleStateProvider>
            <Console />
          </ConsoleStateProvider>
        </ErrorBoundary>
      </Announcer>
    </I18nProvider>
  )
}

/** The first screen depends on whether anything was set up; the frame around it does not, and is there before that is known. */
function Console() {
  const { info, error } = useConsole()
  return (
    <HashRouter home={info === undefined ? null : homeOf(info)}>
      <Shell>
        {info !== undefined && <CurrentPage />}
        {info === undefined && (
          <div className="p-6">
            {error === null ? <p className="text-muted">{loadingText}</p> : <FailureBanner error={error} />}
          </div>
        )}
      </Shell>
      {info !== undefined && (
        <>
          <FarewellDialog />
          <AdminLockDialog />
        </>
      )}
    </HashRouter>
  )
}

function homeOf({ firstRun, practice, heldBy }: AppInfo): Screen {
  return firstRun && !practice && heldBy === null ? 'start' : 'dashboard'
}

const PAGES: Readonly<Record<Screen, () => React.ReactNode>> = {
  dashboard: DashboardPage,
  history: HistoryPage,
  report: ReportPage,
  folders: FoldersPage,
  settings: SettingsPage,
  diagnosis: DiagnosisPage,
  log: LogPage,
  audit: AuditPage,
  start: StartPage,
  migration: MigrationPage,
}

/** A screen that breaks leaves the navigation usable; going elsewhere mends it. */
function CurrentPage() {
  const { route } = useRouter()
  const Page = PAGES[route.screen]
  return (
    <ErrorBoundary key={route.screen}>
      <Page />
    </ErrorBoundary>
  )
}
