import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { headerTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { useConsole } from '../../app/console-state.tsx'
import { PageFrame } from '../../app/page-frame.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useNow } from '../../hooks/use-now.ts'
import { ProblemList } from './problem-list.tsx'
import { RatePanel } from './rate-panel.tsx'
import { RecentTable } from './recent-table.tsx'
import { SchemeCards } from './scheme-cards.tsx'
import { VerdictBanner } from './verdict-banner.tsx'

/** The order never moves: verdict, what needs attention, schemes and figures. */
export function DashboardPage() {
  const { info, overview, error, refresh } = useConsole()
  const now = useNow()
  const action = useAction()
  const dense = overview !== undefined && (overview.problems.length > 0 || overview.status.progress !== null)
  return (
    <PageFrame
      title={navigationText.dashboard}
      actions={<time className="text-dns-14N-130 text-ink2 max-lg:hidden">{headerTime(now)}</time>}
    >
      <FailureBanner error={action.error} onDismiss={action.clear} className="mb-4" />
      {overview === undefined ? (
        <FailureBanner error={error} />
      ) : (
        <>
          <VerdictBanner overview={overview} heldBy={info?.heldBy ?? null} now={now} action={action} />
          <ProblemList problems={overview.problems} now={now} action={action} onDone={refresh} />
          <div className="mt-4 grid gap-6 xl:grid-cols-[minmax(0,1fr)_344px] min-[100rem]:grid-cols-[minmax(0,1fr)_400px]">
            <SchemeCards
              overview={overview}
              practice={info?.practice ?? false}
              blocked={info?.heldBy != null}
              dense={dense}
              now={now}
              action={action}
            />
            <RatePanel
              today={overview.today}
              days={overview.days}
              dense={dense}
              level={overview.folders.length > 2 && overview.folders.length <= 4}
            />
            <RecentTable />
          </div>
        </>
      )}
    </PageFrame>
  )
}
