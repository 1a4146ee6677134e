import { useEffect, useRef } from 'react'
import { count, grouped } from '../../../src-shared/text/ja/screens-formats.ts'
import { exportText } from '../../../src-shared/text/ja/screens-history.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { callRelay } from '../../hooks/call-relay.ts'
import { useQuery } from '../../hooks/use-query.ts'

/** How far CSV出力 is, and how it ended. The export goes on when staff go to another screen. */
export function ExportPanel() {
  const { value } = useQuery('export.get', {}, ['export'], 200)
  const announce = useAnnounce()
  const phase = value?.phase ?? 'idle'
  const ended = value === undefined ? null : endOf(value)
  const before = useRef(phase)
  useEffect(() => {
    if (before.current === 'running' && ended !== null) announce(ended)
    before.current = phase
  }, [phase, ended, announce])

  const forget = () => void callRelay('export.forget', {})
  if (value === undefined || phase === 'idle') return null
  if (phase === 'failed') return <FailureBanner error={value.error} onDismiss={forget} />
  if (phase !== 'running') return <NoticeBanner sentence={ended} onDismiss={forget} />
  const percent = value.total === 0 ? 0 : Math.floor((value.written * 100) / value.total)
  return (
    <Panel label={exportText.label} className="flex flex-wrap items-center gap-x-5 gap-y-2 px-5 py-3">
      <div className="min-w-[280px] flex-1">
        <p className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-dns-14N-130">
          <span className="break-all">{exportText.running(value.fileName)}</span>
          <span className="tabular-nums">
            {value.total === 0
              ? exportText.counting
              : exportText.progress(grouped(value.written), count(value.total))}
          </span>
        </p>
        <ProgressBar label={exportText.label} percent={percent} />
      </div>
      <div className="flex items-center gap-3">
        <span className="text-dns-14N-130 text-ink2">{exportText.stopNote}</span>
        <ActionButton look="danger" onPress={() => callRelay('export.stop', {})}>
          {exportText.stop}
        </ActionButton>
      </div>
    </Panel>
  )
}

function endOf(state: { phase: string; fileName: string; total: number }): string | null {
  if (state.phase === 'done') return exportText.done(state.fileName, count(state.total))
  return state.phase === 'stopped' ? exportText.stopped : null
}
