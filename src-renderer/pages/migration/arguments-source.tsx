import { CircleCheck, ClipboardPaste, Copy } from 'lucide-react'
import { type Ref, useId, useState } from 'react'
import { Label, TextArea, TextField } from 'react-aria-components'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { visible } from '../../../src-shared/text/ja/visible.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { FieldMessage } from '../../components/field-message.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import type { PastedArguments } from './use-pasted-arguments.ts'

const { read: text } = importText

/** The service's arguments: pasted once; afterwards only the folders' names are known here. */
export function ArgumentsSource(props: {
  readonly folders: readonly string[] | null
  readonly pasted: PastedArguments
  readonly fieldRef: Ref<HTMLTextAreaElement>
  readonly onChanged: () => void
}) {
  const { folders, pasted, onChanged } = props
  const titleId = useId()
  const forgetting = useAction()
  const announce = useAnnounce()
  const copy = useCopy()
  const [replacing, setReplacing] = useState(false)
  const read = async () => {
    if (!(await pasted.read())) return
    setReplacing(false)
    onChanged()
    announce(text.argumentsRead)
  }
  const isRead = folders !== null && !replacing
  const forget = async () => {
    if ((await forgetting.run('import.forget', { source: 'arguments' })) !== null) onChanged()
  }
  return (
    <Panel labelledBy={titleId} className="p-5">
      <h3 id={titleId} className="text-std-18B-160">
        {text.argumentsTitle}
      </h3>
      <p className="measure mt-1 text-dns-16N-130 leading-160 text-ink2">
        {text.argumentsSentence}
        {!isRead && text.argumentsPaste}
      </p>
      <FailureBanner
        error={pasted.action.error ?? forgetting.error}
        onDismiss={pasted.action.clear}
        className="mt-3"
      />
      {isRead ? (
        <div className="mt-3">
          <p className="flex items-start gap-2 text-dns-16B-130 leading-150">
            <CircleCheck aria-hidden size={20} strokeWidth={2} className="mt-0.5 shrink-0 text-ok" />
            {text.pasted(folders.length)}
            {text.notShown}
          </p>
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 pl-7">
            {folders.map((folder) => (
              <li key={folder} className="text-code min-w-0 break-all">
                {visible(folder)}
              </li>
            ))}
          </ul>
          <div className="mt-3 flex flex-wrap gap-4">
            <ActionButton look="link" name={text.pasteAgainName} onPress={() => setReplacing(true)}>
              {text.pasteAgain}
            </ActionButton>
            <ActionButton look="link" name={text.forgetArguments} onPress={forget}>
              {text.forget}
            </ActionButton>
          </div>
        </div>
      ) : (
        <>
          <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-dns-14N-130 leading-150 text-ink2">
            <p>{text.argumentsHow}</p>
            <code className="text-code rounded-4 bg-sunken px-2 py-1 text-ink forced-colors:border">
              {text.argumentsCommand}
            </code>
            <ActionButton look="link" size={32} icon={Copy} onPress={() => copy(text.argumentsCommand)}>
              {text.copyCommand}
            </ActionButton>
          </div>
          <TextField
            value={pasted.text}
            onChange={pasted.type}
            isInvalid={pasted.problems.length > 0}
            validationBehavior="aria"
            autoFocus={replacing}
            autoComplete="off"
            spellCheck="false"
            className="mt-3 flex flex-col"
          >
            <Label className="text-dns-16B-130">{text.field}</Label>
            <TextArea
              ref={props.fieldRef}
              rows={3}
              className="mt-1.5 w-full resize-y rounded-8 border border-control bg-panel px-3 py-2 font-mono text-[1rem] text-ink leading-150 data-invalid:border-2 data-invalid:border-bad data-invalid:px-[11px] data-invalid:py-[7px]"
            />
            <FieldMessage>
              {pasted.problems.length === 0
                ? null
                : pasted.problems.map((line) => (
                    <span key={line} className="block">
                      {line}
                    </span>
                  ))}
            </FieldMessage>
          </TextField>
          <div className="mt-3 flex flex-wrap items-center gap-4">
            <ActionButton icon={ClipboardPaste} busy={pasted.action.busy} onPress={read}>
              {text.readPasted}
            </ActionButton>
            {folders !== null && (
              <ActionButton
                look="link"
                onPress={() => {
                  pasted.type('')
                  setReplacing(false)
                }}
              >
                {text.keepPasted}
              </ActionButton>
            )}
            {pasted.action.busy && (
              <p role="status" className="text-dns-16N-130 text-ink2">
                {text.reading}
              </p>
            )}
          </div>
        </>
      )}
    </Panel>
  )
}
