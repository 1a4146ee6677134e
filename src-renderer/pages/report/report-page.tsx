import { ChevronLeft, ChevronRight, Printer } from 'lucide-react'
import { createPortal } from 'react-dom'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { reportText } from '../../../src-shared/text/ja/screens-report.ts'
import { PageFrame } from '../../app/page-frame.tsx'
import { useRouter } from '../../app/router.tsx'
import { formatRoute } from '../../app/routes.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { DateBox } from '../../components/date-box.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { useQuery } from '../../hooks/use-query.ts'
import { useToday } from '../../hooks/use-today.ts'
import { neighbourDay, reportDay } from './report-day.ts'
import { ReportPaper } from './report-paper.tsx'

/** 日報: one day on paper, looked at before it is printed. */
export function ReportPage() {
  const { route, replace } = useRouter()
  const today = useToday()
  const date = reportDay(route.params, today)
  const { value, error, loading } = useQuery(
    'report.get',
    { date },
    ['transfers', 'folders', 'practice'],
    500,
  )
  const show = (day: string) => replace({ date: day })
  const ready = value !== undefined && !loading
  return (
    <PageFrame
      title={navigationText.report}
      actions={
        <ActionButton look="solid" icon={Printer} busy={!ready} onPress={() => window.print()}>
          {reportText.print}
        </ActionButton>
      }
    >
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <DateBox
          label={reportText.day}
          value={date}
          max={today}
          onChange={(day) => day !== null && show(day)}
        />
        <div className="flex h-10 items-center gap-1">
          <IconButton
            icon={ChevronLeft}
            name={reportText.previous}
            onPress={() => show(neighbourDay(date, -1))}
          />
          <IconButton
            icon={ChevronRight}
            name={reportText.next}
            blocked={date >= today}
            onPress={() => show(neighbourDay(date, 1))}
          />
        </div>
        <a
          href={formatRoute('history')}
          className="ml-auto flex h-10 items-center rounded-4 text-accent text-dns-16B-130 underline decoration-1 underline-offset-4 hover:decoration-2"
        >
          {reportText.back}
        </a>
      </div>
      <FailureBanner error={error} />
      {value !== undefined && (
        <>
          <article aria-label={reportText.paper} className="paper paper-preview">
            <ReportPaper report={value} />
          </article>
          {/* The frame of the window scrolls inside itself and would be cut at the first sheet. */}
          {createPortal(
            <div className="paper paper-print">
              <ReportPaper report={value} />
            </div>,
            document.body,
          )}
        </>
      )}
    </PageFrame>
  )
}
