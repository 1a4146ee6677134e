import { type ReactNode, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { FarewellAnswer, FarewellQuestion } from '../../src-shared/ipc/shapes.ts'
import { farewellText } from '../../src-shared/text/ja/screens-desktop.ts'
import { ActionButton } from '../components/action-button.tsx'
import { CheckChoice } from '../components/check-choice.tsx'
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
    <ModalOverlay
      isOpen
      onOpenChange={(open) => {
        if (!open) say('stay')
      }}
      className="fixed inset-0 z-40 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="max-h-[min(656px,100%)] w-full max-w-[600px] overflow-y-auto rounded-16 border border-line bg-panel shadow-8">
        <Dialog role="alertdialog" className="p-8 outline-none">
          <Heading slot="title" className="text-std-20B-150">
            {titleOf(question)}
          </Heading>
          <FailureBanner error={action.error} className="mt-3" />
          <Body key={question.kind} question={question} busy={action.busy} say={say} />
        </Dialog>
      </Modal>
    </ModalOverlay>
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
      <div className="mt-3 space-y-3 text-std-16N-170">
        <p>{question.monitoring ? text.running : text.stopped}</p>
        <p className="text-ink2">{text.howTo}</p>
        <CheckChoice selected={remember} onChange={setRemember} label={text.remember} />
      </div>
      <Buttons>
        <ActionButton size={48} onPress={() => say('stay')}>
          {farewellText.stay}
        </ActionButton>
        <ActionButton size={48} look="solid" autoFocus busy={busy} onPress={() => say('close', remember)}>
          {text.act}
        </ActionButton>
      </Buttons>
    </>
  )
}

function Stopping({ busy, say }: BodyProps) {
  return (
    <>
      <p className="mt-3 text-std-16N-170">{farewellText.stopping.sentence}</p>
      <Buttons>
        <ActionButton size={48} autoFocus onPress={() => say('stay')}>
          {farewellText.stay}
        </ActionButton>
        <ActionButton size={48} look="danger" busy={busy} onPress={() => say('end')}>
          {farewellText.stopping.act}
        </ActionButton>
      </Buttons>
    </>
  )
}

/** Uploads are under way: what becomes of their files is said for each of the two ways to end. */
function Ending({ question: { kind, uploads }, busy, say }: BodyProps) {
  const text = farewellText.ending
  if (uploads.length === 0) {
    return (
      <>
        <p className="mt-3 text-std-16N-170">{text.over}</p>
        <Buttons>
          <ActionButton size={48} autoFocus onPress={() => say('stay')}>
            {farewellText.stay}
          </ActionButton>
          <ActionButton size={48} look="solid" busy={busy} onPress={() => say('end')}>
            {text.actEnd}
          </ActionButton>
        </Buttons>
      </>
    )
  }
  const late = uploads.filter(({ sentBytes, totalBytes }) => sentBytes >= totalBytes)
  return (
    <>
      <div className="mt-3 space-y-3 text-std-16N-170">
        <ul className="space-y-3">
          {uploads.map((upload) => (
            <UploadShare key={upload.displayName} upload={upload} />
          ))}
        </ul>
        {kind === 'ending' && <p>{text.wait}</p>}
        {late.length < uploads.length && <p className="text-ink2">{text.abortEarly}</p>}
        {late.length > 0 && <p className="text-ink2">{text.abortLate}</p>}
      </div>
      <Buttons>
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
      </Buttons>
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

function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap justify-end gap-3">{children}</div>
}
