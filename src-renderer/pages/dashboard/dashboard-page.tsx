import { useEffect, useRef, useState } from 'react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { headerTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useConsole } from '../../app/console-state.tsx'
import { PageFrame } from '../../app/page-frame.tsx'
import { DecisionDialog } from '../../components/decision/decision-dialog.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { asksBesideOfficial, OfficialQuestion } from '../../components/official/official-question.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useFocusLater } from '../../hooks/use-focus-later.ts'
import { useNow } from '../../hooks/use-now.ts'
import { ForecastSheet } from './forecast-sheet.tsx'
import { PracticePanel } from './practice-panel.tsx'
import { ProblemList } from './problem-list.tsx'
import { PurgePanel } from './purge-panel.tsx'
import { RatePanel } from './rate-panel.tsx'
import { RecentTable } from './recent-table.tsx'
import { SchemeCards } from './scheme-cards.tsx'
import { sendBlock } from './send-block.ts'
import { useProblemDecision } from './use-problem-decision.ts'
import { isUnset } from './verdict.ts'
import { VerdictBanner } from './verdict-banner.tsx'

/** The order never moves: verdict, what needs attention, schemes and figures. */
export function DashboardPage() {
  const { info, overview, error, refresh } = useConsole()
  const now = useNow()
  const action = useAction()
  const decision = useProblemDecision(overview?.folders ?? [], action)
  const [done, setDone] = useState<string | null>(null)
  const [listed, setListed] = useState<{ readonly folder: string | null } | null>(null)
  const problemPanel = useRef<HTMLElement>(null)
  const focusProblems = useFocusLater(problemPanel)
  const announce = useAnnounce()
  const state = overview?.status.state
  // 「送信」を押すと…: said until it is pressed.
  useEffect(() => {
    if (state === 'sending') setDone(null)
  }, [state])
  const onDecided = (sentence: string) => {
    decision.close()
    setDone(sentence)
    announce(sentence)
    refresh()
    // The row with the button goes away.
    focusProblems()
  }
  const dense = overview !== undefined && (overview.problems.length > 0 || overview.status.uploads.length > 0)
  return (
    <PageFrame
      title={navigationText.dashboard}
      actions={<time className="text-dns-14N-130 text-ink2 max-lg:hidden">{headerTime(now)}</time>}
    >
      <FailureBanner
        error={asksBesideOfficial(action) ? null : action.error}
        onDismiss={action.clear}
        className="mb-4"
      />
      <OfficialQuestion action={action} />
      {decision.row !== null && (
        <DecisionDialog
          key={decision.row.id}
          row={decision.row}
          stopped={state === 'stopped'}
          onClose={decision.close}
          onDone={onDecided}
        />
      )}
      {overview === undefined ? (
        <FailureBanner error={error} />
      ) : (
        <>
          <VerdictBanner overview={overview} info={info} now={now} action={action} />
          {/* Below the verdict, which never moves. */}
          <NoticeBanner sentence={done} onDismiss={() => setDone(null)} className="mt-4" />
          <ProblemList
            problems={overview.problems}
            now={now}
            action={action}
            onDone={refresh}
            decision={decision}
            plain={info?.heldBy != null || isUnset(overview)}
            focusRef={problemPanel}
          />
          {overview.status.purge !== null && (
            <PurgePanel purge={overview.status.purge} action={action} onStopped={focusProblems} />
          )}
          {info?.practice === true && <PracticePanel folders={overview.folders} action={action} />}
          <div className="mt-4 grid gap-6 xl:grid-cols-[minmax(0,1fr)_344px] min-[100rem]:grid-cols-[minmax(0,1fr)_400px]">
            <SchemeCards
              overview={overview}
              blocked={sendBlock(overview, info)}
              held={info?.heldBy != null}
              dense={dense}
              now={now}
              action={action}
              onList={(folder) => setListed({ folder })}
            />
            <RatePanel
              today={overview.today}
              days={overview.days}
              dense={dense}
              level={overview.folders.length > 2 && overview.folders.length <= 4}
            />
            <RecentTable />
          </div>
          {listed !== null && (
            <ForecastSheet
              overview={overview}
              info={info}
              now={now}
              folder={listed.folder}
              onClose={() => setListed(null)}
              onProblems={() => {
                setListed(null)
                focusProblems()
              }}
            />
          )}
        </>
      )}
    </PageFrame>
  )
}
