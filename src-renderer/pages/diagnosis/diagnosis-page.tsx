import { Activity, CircleStop, Copy, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { diagnosisScreenText as text } from '../../../src-shared/text/ja/screens-diagnosis.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useConsole } from '../../app/console-state.tsx'
import { PageFrame } from '../../app/page-frame.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { DiagnosisBanner } from './diagnosis-banner.tsx'
import { StepLines } from './step-lines.tsx'
import { type Diagnosis, diagnosisReport, diagnosisVerdict } from './verdict.ts'

/** Steps may follow each other within milliseconds; nobody reads as fast. */
const STEP_GAP_MS = 100

/** 接続診断: how far the way to PMH goes, and what mends it where it ends. */
export function DiagnosisPage() {
  const found = useQuery('diagnosis.get', {}, ['diagnosis'], STEP_GAP_MS)
  const origin = useConsole().overview?.target.origin ?? ''
  const [added, setAdded] = useState<string | null>(null)
  const action = useAction()
  const copy = useCopy()
  const announce = useAnnounce()
  const { value } = found
  useVerdictNews(value)

  const start = async () => {
    setAdded(null)
    const done = await action.run('diagnosis.start', {})
    if (done?.value.started === true) announce(text.begun)
  }
  const isNew = value?.startedAt === null
  return (
    <PageFrame
      title={navigationText.diagnosis}
      actions={
        value !== undefined && (
          <div className="flex flex-wrap gap-2">
            {!isNew && !value.running && (
              <ActionButton icon={Copy} onPress={() => copy(diagnosisReport(value, origin))}>
                {text.copy}
              </ActionButton>
            )}
            {value.running ? (
              <ActionButton
                icon={CircleStop}
                look="danger"
                busy={action.busy}
                onPress={() => action.run('diagnosis.stop', {})}
              >
                {text.stop}
              </ActionButton>
            ) : (
              <ActionButton
                icon={Play}
                look={isNew || added !== null ? 'solid' : 'outline'}
                busy={action.busy}
                onPress={start}
              >
                {text.start}
              </ActionButton>
            )}
          </div>
        )
      }
    >
      <FailureBanner error={found.error ?? action.error} onDismiss={action.clear} className="mb-4" />
      <NoticeBanner
        sentence={added === null ? null : `${added}${text.again}`}
        onDismiss={() => setAdded(null)}
        className="mb-4"
      />
      {value !== undefined &&
        (isNew ? (
          <Panel>
            <EmptyState icon={Activity} title={text.emptyTitle} sentence={text.emptySentence} />
          </Panel>
        ) : (
          <div className="space-y-4">
            <DiagnosisBanner diagnosis={value} origin={origin} />
            <StepLines diagnosis={value} onCertificateAdded={setAdded} />
          </div>
        ))}
    </PageFrame>
  )
}

/** The verdict is said once, when a diagnosis that this window saw running comes to its end. */
function useVerdictNews(diagnosis: Diagnosis | undefined) {
  const announce = useAnnounce()
  const wasRunning = useRef(false)
  useEffect(() => {
    if (diagnosis === undefined) return
    if (wasRunning.current && !diagnosis.running) {
      const { title, sentence } = diagnosisVerdict(diagnosis)
      announce(`${title}。${sentence}`)
      // The steps are more than a small window holds.
      document.querySelector('[data-remedy]')?.scrollIntoView({ block: 'nearest' })
    }
    wasRunning.current = diagnosis.running
  }, [diagnosis, announce])
}
