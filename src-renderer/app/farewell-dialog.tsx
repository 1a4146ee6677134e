import { useState } from 'react'
import type { FarewellQuestion } from '../../src-shared/ipc/answer-shapes.ts'
import type { FarewellAnswer } from '../../src-shared/ipc/shapes.ts'
import { farewellText } from '../../src-shared/text/ja/screens-desktop.ts'
import { ActionButton } from '../components/action-button.tsx'
import { CheckChoice } from '../components/check-choice.tsx'
import { DialogButtons, DialogContent, DialogFrame } from '../components/dialog-frame.tsx'
import { FailureBanner } from '../components/failure-banner.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { percent } from '../hooks/upload-pace.ts'
import { useAction } from '../hooks/use-action.ts'
import { useQuery } from '../hooks/use-query.ts'

type Say = (answer: FarewellAnswer, remember?: boolean) => unknown

/** What the program asks before its window closes, or before it ends. Esc is the safe answer: nothing happens. */
export function FarewellDialog() {
  const asked = useQuery('app.farewell', {}, ['farewell', 'status', 'progress'], 200)
  const action = useAction()
  const question = asked.value?.question ?? null
  if (question === null) return null
  const say: Say = (answer, remember = false) => action.run('app.answer-farewell', { answer, remember })
  return (
    <DialogFrame role="alertdialog" title={titleOf(question)} width="broad" onTop onClose={() => say('stay')}>
      <FailureBanner error={action.error} className="mx-8 mt-3 max-md:mx-5" />
      <Body key={question.kind} question={question} busy={action.busy} say={say} />
    </DialogFrame>
  )
}

function titleOf({ kind, monitoring }: FarewellQuestion): string {
  return kind === 'closing' && !monitoring ? farewellText.closing.titleStopped : farewellText[kind].title
}

interface BodyProps {
  readonly question: FarewellQuestion
  readonly busy: boolean
  readonly say: Say
}

function Body(props: BodyProps) {
  if (props.question.kind === 'closing') return <Closing {...props} />
  return props.question.kind === 'stopping' ? <Stopping {...props} /> : <Ending {...props} />
}

/** Once ticked, which it is, the window closes without a word from now on. */
function Closing({ question, busy, say }: BodyProps) {
  const [remember, setRemember] = useState(true)
  const text = farewellText.closing
  return (
    <>
      <DialogContent>
        <p>{question.monitoring ? text.running : text.stopped}</p>
        <p className="text-ink2">{text.howTo}</p>
        <CheckChoice selected={remember} onChange={setRemember} label={text.remember} />
      </DialogContent>
      <DialogButtons>
        <ActionButton size={48} onPress={() => say('stay')}>
          {farewellText.stay}
        </ActionButton>
        <ActionButton size={48} look="solid" autoFocus busy={busy} onPress={() => say('close', remember)}>
          {text.act}
        </ActionButton>
      </DialogButtons>
    </>
  )
}

function Stopping({ busy, say }: BodyProps) {
  return (
    <>
      <DialogContent>
        <p>{farewellText.stopping.sentence}</p>
      </DialogContent>
      <DialogButtons>
        <ActionButton size={48} autoFocus onPress={() => say('stay')}>
          {farewellText.stay}
        </ActionButton>
        <ActionButton size={48} look="danger" busy={busy} onPress={() => say('end')}>
          {farewellText.stopping.act}
        </ActionButton>
      </DialogButtons>
    </>
  )
}

/** Uploads are under way: what becomes of their files is said for each of the two ways to end. */
function Ending({ question: { kind, uploads }, busy, say }: BodyProps) {
  const text = farewellText.ending
  if (uploads.length === 0) {
    return (
      <>
        <DialogContent>
          <p>{text.over}</p>
        </DialogContent>
        <DialogButtons>
          <ActionButton size={48} autoFocus onPress={() => say('stay')}>
            {farewellText.stay}
          </ActionButton>
          <ActionButton size={48} look="solid" busy={busy} onPress={() => say('end')}>
            {text.actEnd}
          </ActionButton>
        </DialogButtons>
      </>
    )
  }
  const late = uploads.filter(({ sentBytes, totalBytes }) => sentBytes >= totalBytes)
  return (
    <>
      <DialogContent>
        <ul className="space-y-3">
          {uploads.map((upload) => (
            <UploadShare key={upload.displayName} upload={upload} />
          ))}
        </ul>
        {kind === 'ending' && <p>{text.wait}</p>}
        {late.length < uploads.length && <p className="text-ink2">{text.abortEarly}</p>}
        {late.length > 0 && <p className="text-ink2">{text.abortLate}</p>}
      </DialogContent>
      <DialogButtons>
        <ActionButton size={48} autoFocus={kind === 'waiting'} onPress={() => say('stay')}>
          {farewellText.stay}
        </ActionButton>
        <ActionButton size={48} look="danger" busy={busy} onPress={() => say('end')}>
          {text.actAbort}
        </ActionButton>
        {kind === 'ending' && (
          <ActionButton size={48} look="solid" autoFocus busy={busy} onPress={() => say('wait')}>
            {text.actWait}
          </ActionButton>
        )}
      </DialogButtons>
    </>
  )
}

function UploadShare({ upload }: { readonly upload: FarewellQuestion['uploads'][number] }) {
  const text = farewellText.ending
  const share = percent(upload.sentBytes, upload.totalBytes)
  const file = text.file(upload.displayName, upload.fileName)
  return (
    <li>
      <p className="break-all text-dns-16B-130 leading-150">{file}</p>
      <div className="mt-2">
        <ProgressBar percent={share} label={file} />
      </div>
      <p className="mt-1 text-dns-14N-130 text-ink2">{text.share(share)}</p>
    </li>
  )
}
