import { CircleStop, Trash2 } from 'lucide-react'
import { useId } from 'react'
import type { PurgeProgress } from '../../../src-shared/domain/engine-status.ts'
import { purgeText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { count } from '../../../src-shared/text/ja/screens-formats.ts'
import { Panel } from '../../components/panel.tsx'
import { SenderButton } from '../../components/sender-button.tsx'
import type { Action } from '../../hooks/use-action.ts'

/** Retention at work over many files; the uploads go on beside it. */
export function PurgePanel(props: {
  readonly purge: PurgeProgress
  readonly action: Action
  /** The panel goes, and with it the button that had the focus. */
  readonly onStopped: () => void
}) {
  const { purge, action } = props
  const consequence = useId()
  const stop = async () => {
    if ((await action.run('engine.stop-purge', {})) !== null) props.onStopped()
  }
  return (
    <Panel
      label={purgeText.label}
      className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-2 px-5 py-3 xl:flex-nowrap"
    >
      <p className="flex min-w-0 grow items-center gap-2 text-dns-16N-130">
        <Trash2 aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ink2" />
        <span>
          {purgeText.running(purge.destination)}
          <strong className="ml-3 tabular-nums">{purgeText.deleted(count(purge.deleted))}</strong>
        </span>
      </p>
      <div className="ml-auto flex items-center gap-x-6 xl:shrink-0">
        <p id={consequence} className="min-w-0 text-dns-14N-130 text-ink2">
          {purgeText.consequence}
        </p>
        <SenderButton
          look="danger"
          icon={CircleStop}
          name={purgeText.stopName}
          describedBy={consequence}
          busy={action.busy}
          onPress={stop}
        >
          {purgeText.stop}
        </SenderButton>
      </div>
    </Panel>
  )
}
