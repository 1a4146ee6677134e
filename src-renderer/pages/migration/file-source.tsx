import { CircleCheck, FileInput } from 'lucide-react'
import { useId } from 'react'
import type { ImportSources } from '../../../src-shared/ipc/answer-shapes.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { visible } from '../../../src-shared/text/ja/visible.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAction } from '../../hooks/use-action.ts'

const { read: text } = importText

/** PMH_Relay.exe.config, picked in the system's dialog and read by the main process. */
export function FileSource(props: { readonly file: ImportSources['file']; readonly onChanged: () => void }) {
  const { file, onChanged } = props
  const titleId = useId()
  const action = useAction()
  const announce = useAnnounce()
  const choose = async () => {
    const done = await action.run('import.choose-file', {})
    if (done?.value.chosen !== true) return
    onChanged()
    announce(text.fileRead)
  }
  const forget = async () => {
    if ((await action.run('import.forget', { source: 'file' })) !== null) onChanged()
  }
  return (
    <Panel labelledBy={titleId} className="p-5">
      <h3 id={titleId} className="text-std-18B-160">
        {text.fileTitle}
      </h3>
      <p className="measure mt-1 text-dns-16N-130 leading-160 text-ink2">{text.fileSentence}</p>
      <p className="text-code mt-1 break-all text-ink2">{text.filePlace}</p>
      <FailureBanner error={action.error} onDismiss={action.clear} className="mt-3" />
      {file !== null && (
        <p className="mt-3 flex items-start gap-2 text-dns-16B-130 leading-150">
          <CircleCheck aria-hidden size={20} strokeWidth={2} className="mt-0.5 shrink-0 text-ok" />
          <span className="min-w-0 break-words">{text.chosen(visible(file.name), file.keys)}</span>
        </p>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <ActionButton icon={FileInput} busy={action.busy} onPress={choose}>
          {file === null ? text.choose : text.chooseOther}
        </ActionButton>
        {file !== null && (
          <ActionButton look="link" name={text.forgetFile} onPress={forget}>
            {text.forget}
          </ActionButton>
        )}
        {action.busy && (
          <p role="status" className="text-dns-16N-130 text-ink2">
            {text.reading}
          </p>
        )}
      </div>
    </Panel>
  )
}
