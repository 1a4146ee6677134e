import { Download, FileInput } from 'lucide-react'
import { useState } from 'react'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { settingsExportText } from '../../../src-shared/text/ja/screens-settings-export.ts'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { ExportDialog } from './export-dialog.tsx'

/** The ways of settings in and out, as the official batch knows them. */
export function SettingsTransfer(props: {
  /** The form holds changes, which an export does not have. */
  readonly unsaved: boolean
  readonly onDone: (sentence: string) => void
}) {
  const { go } = useRouter()
  const [exporting, setExporting] = useState(false)
  const only = useOnlyShows()
  return (
    <div className="flex flex-wrap gap-2">
      <ActionButton icon={FileInput} onPress={() => go('migration', { from: 'settings' })}>
        {importText.open}
      </ActionButton>
      <ActionButton icon={Download} {...only} onPress={() => setExporting(true)}>
        {settingsExportText.open}
      </ActionButton>
      {exporting && (
        <ExportDialog unsaved={props.unsaved} onClose={() => setExporting(false)} onDone={props.onDone} />
      )}
    </div>
  )
}
