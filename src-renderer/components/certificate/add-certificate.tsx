import { ShieldPlus } from 'lucide-react'
import { useState } from 'react'
import type { PickedCertificates } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandError } from '../../../src-shared/ipc/commands.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { certificateText } from '../../../src-shared/text/ja/screens-certificates.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { type Action, useAction } from '../../hooks/use-action.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { ActionButton, type ButtonLook } from '../action-button.tsx'
import { FailureBanner } from '../failure-banner.tsx'
import { QuestionDialog } from '../question-dialog.tsx'
import { CertificateCards } from './certificate-cards.tsx'

/** 証明書を追加: choose a file, see what is in it, trust it once. What is refused is said below the button. */
export function AddCertificate(props: {
  readonly look: ButtonLook
  readonly onAdded: (sentence: string) => void
}) {
  const [picked, setPicked] = useState<PickedCertificates | null>(null)
  const action = useAction()
  const announce = useAnnounce()
  const only = useOnlyShows()

  const pick = async () => {
    const done = await action.run('certificates.pick', {})
    if (done !== null) setPicked(done.value.picked)
  }
  const trust = async (fingerprints: string[]) => {
    const done = await action.run('certificates.add', { fingerprints })
    setPicked(null)
    if (done === null) return
    const sentence = certificateText.added(fingerprints.length)
    announce(sentence)
    props.onAdded(sentence)
  }
  return (
    <>
      <ActionButton icon={ShieldPlus} look={props.look} {...only} busy={action.busy} onPress={pick}>
        {certificateText.add}
      </ActionButton>
      {action.error !== null && (
        <FailureBanner error={shown(action.error)} onDismiss={action.clear} className="w-full" />
      )}
      {picked !== null && (
        <TrustQuestion picked={picked} action={action} onKeepOut={() => setPicked(null)} onTrust={trust} />
      )}
    </>
  )
}

function TrustQuestion(props: {
  readonly picked: PickedCertificates
  readonly action: Action
  readonly onKeepOut: () => void
  readonly onTrust: (fingerprints: string[]) => unknown
}) {
  const { picked, onKeepOut } = props
  const fresh = picked.certificates.filter(({ known }) => !known)
  const nothingNew = fresh.length === 0
  return (
    <QuestionDialog
      open
      wide
      title={nothingNew ? certificateText.allKnown : certificateText.question(fresh.length)}
      safe={wordText.cancel}
      onSafe={onKeepOut}
      act={nothingNew ? wordText.close : certificateText.trust}
      actLook={nothingNew ? 'outline' : 'solid'}
      busy={props.action.busy}
      onAct={() => (nothingNew ? onKeepOut() : props.onTrust(fresh.map((card) => card.fingerprint)))}
    >
      <p className="text-code break-all text-ink2">
        {certificateText.file} {picked.file}
      </p>
      <CertificateCards cards={picked.certificates} />
      <p className="text-dns-16N-130 leading-160">
        {nothingNew ? certificateText.allKnownSentence : certificateText.consequence}
      </p>
    </QuestionDialog>
  )
}

/** The detail names the file and why in English; staff read it in Japanese. */
function shown(error: CommandError): CommandError {
  return { ...error, detail: certificateText.problem(error.detail) }
}
