import { CircleStop, Download } from 'lucide-react'
import { auditText } from '../../../src-shared/text/ja/screens-audit.ts'
import { grouped } from '../../../src-shared/text/ja/screens-formats.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { SenderButton } from '../../components/sender-button.tsx'
import type { Action } from '../../hooks/use-action.ts'
import { useQuery } from '../../hooks/use-query.ts'
import type { AuditFilters } from './filters.ts'

/** Writes what is filtered to a file, whatever page is shown. */
export function ExportButton(props: {
  readonly filters: AuditFilters
  readonly action: Action
  /** Id of what says that there is nothing to write. */
  readonly emptyId: string | undefined
  /** Null when another one begins: the end of the last one is no news any more. */
  readonly onDone: (sentence: string | null) => void
}) {
  const announce = useAnnounce()
  const { before: _, ...filters } = props.filters
  const write = async () => {
    props.onDone(null)
    const done = await props.action.run('audit.export', filters)
    if (done === null || done.value.file === null) return
    const sentence = auditText.exported(grouped(done.value.rows), done.value.file)
    announce(sentence)
    props.onDone(sentence)
  }
  return (
    <SenderButton
      icon={Download}
      blocked={props.emptyId !== undefined}
      describedBy={props.emptyId}
      busy={props.action.busy}
      onPress={write}
    >
      {auditText.export}
    </SenderButton>
  )
}

/** How far it is, and the button that ends it; nothing while there is no export. */
export function ExportProgress({ total }: { readonly total: number }) {
  const rows = useQuery('audit.export-progress', {}, ['audit'], 200).value?.rows ?? null
  if (rows === null) return null
  return (
    <div className="flex flex-wrap items-center gap-4 rounded-8 border border-line bg-panel px-4 py-3">
      <p className="text-dns-16N-130 tabular-nums">{auditText.exporting(grouped(rows))}</p>
      <div className="min-w-40 grow">
        <ProgressBar
          label={auditText.exportProgress}
          percent={total === 0 ? 100 : Math.min(100, Math.floor((rows / total) * 100))}
        />
      </div>
      <ActionButton
        icon={CircleStop}
        look="danger"
        onPress={() => window.relay.call('audit.stop-export', {})}
      >
        {auditText.stopExport}
      </ActionButton>
    </div>
  )
}
