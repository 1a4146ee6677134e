import { Info, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Label, RadioGroup } from 'react-aria-components'
import type { CommandInput } from '../../../src-shared/ipc/commands.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { settingsExportText as text } from '../../../src-shared/text/ja/screens-settings-export.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { CheckChoice } from '../../components/check-choice.tsx'
import { DialogButtons, DialogContent, DialogFrame } from '../../components/dialog-frame.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { RadioChoice } from '../../components/radio-choice.tsx'
import { useAction } from '../../hooks/use-action.ts'

type Kind = CommandInput<'official.export'>['kind']

const KINDS: readonly Kind[] = ['config', 'service']

/** What is to be written; where, the system's own dialog asks next. Secrets only when asked for, with a warning. */
export function ExportDialog(props: {
  readonly unsaved: boolean
  readonly onClose: () => void
  readonly onDone: (sentence: string) => void
}) {
  const [kind, setKind] = useState<Kind>('config')
  const [secrets, setSecrets] = useState(false)
  const action = useAction()
  const announce = useAnnounce()
  const write = async () => {
    const done = await action.run('official.export', { kind, secrets })
    if (done === null || done.value.file === null) return
    const sentence = secrets ? text.doneWithSecrets(done.value.file) : text.done(done.value.file)
    announce(sentence)
    props.onDone(sentence)
    props.onClose()
  }
  return (
    <DialogFrame
      title={text.title}
      width="broad"
      onClose={() => {
        if (!action.busy) props.onClose()
      }}
    >
      <DialogContent>
        <RadioGroup
          value={kind}
          onChange={(picked) => {
            setKind(KINDS.find((one) => one === picked) ?? 'config')
            setSecrets(false)
          }}
          className="space-y-2"
        >
          <Label className="only-read">{text.what}</Label>
          {KINDS.map((one) => (
            <div key={one} className="rounded-8 border border-line p-3">
              <RadioChoice value={one} label={text.kinds[one]} />
              <p className="mt-1 pl-7 text-dns-14N-130 leading-150 text-ink2">{text.sentences[one]}</p>
            </div>
          ))}
        </RadioGroup>
        <div>
          <CheckChoice selected={secrets} onChange={setSecrets} label={text.secrets[kind]} />
          <Consequence secrets={secrets} sentence={(secrets ? text.warning : text.without)[kind]} />
        </div>
        {props.unsaved && <p className="text-dns-14N-130 leading-150 text-ink2">{text.unsaved}</p>}
        <FailureBanner error={action.error} onDismiss={action.clear} />
      </DialogContent>
      <DialogButtons>
        {action.busy && (
          <p role="status" className="mr-auto text-dns-16N-130 text-ink2">
            {text.working}
          </p>
        )}
        <ActionButton size={48} autoFocus onPress={props.onClose}>
          {wordText.cancel}
        </ActionButton>
        <ActionButton size={48} look={secrets ? 'danger' : 'solid'} busy={action.busy} onPress={write}>
          {text.save}
        </ActionButton>
      </DialogButtons>
    </DialogFrame>
  )
}

function Consequence({ secrets, sentence }: { readonly secrets: boolean; readonly sentence: string }) {
  return secrets ? (
    <p
      role="alert"
      className="tone-held mt-2 flex items-start gap-2 rounded-8 border border-tone-line bg-tone-soft p-3 text-dns-14N-130 leading-150"
    >
      <TriangleAlert aria-hidden size={20} strokeWidth={2} className="shrink-0 text-tone" />
      {sentence}
    </p>
  ) : (
    <p className="mt-2 flex items-start gap-2 text-dns-14N-130 leading-150 text-ink2">
      <Info aria-hidden size={18} strokeWidth={2} className="mt-px shrink-0" />
      {sentence}
    </p>
  )
}
