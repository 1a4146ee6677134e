import { CircleX } from 'lucide-react'
import { useState } from 'react'
import type { CertificateEntry } from '../../../src-shared/ipc/answer-shapes.ts'
import { wordText } from '../../../src-shared/text/ja/screens.ts'
import { certificateProblem, certificateText } from '../../../src-shared/text/ja/screens-certificates.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { AddCertificate } from '../../components/certificate/add-certificate.tsx'
import { CertificateCards } from '../../components/certificate/certificate-cards.tsx'
import { CertificateFacts } from '../../components/certificate/certificate-facts.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { QuestionDialog } from '../../components/question-dialog.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { useQuery } from '../../hooks/use-query.ts'

/** CaCertificateFiles: what staff added to the issuers that this computer believes. Changes hold at once. */
export function CertificateList() {
  const { value, error } = useQuery('certificates.list', {}, ['settings', 'practice'])
  const [removing, setRemoving] = useState<CertificateEntry | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const action = useAction()
  const announce = useAnnounce()
  const only = useOnlyShows()

  const remove = async ({ file }: CertificateEntry) => {
    const removed = await action.run('certificates.remove', { file })
    setRemoving(null)
    if (removed === null) return
    setDone(certificateText.removed)
    announce(certificateText.removed)
  }
  return (
    <div className="space-y-3 border-line border-t px-5 py-3">
      <p className="measure text-dns-14N-130 leading-150 text-ink2">
        {certificateText.hint}
        <span className="whitespace-nowrap">{certificateText.hintExample}</span>
        {certificateText.hintEnd}
      </p>
      <FailureBanner error={error ?? action.error} onDismiss={action.clear} />
      <NoticeBanner sentence={done} onDismiss={() => setDone(null)} />
      {value?.entries.length === 0 && <p className="text-dns-16N-130">{certificateText.empty}</p>}
      {value !== undefined && value.entries.length > 0 && (
        <ul aria-label={certificateText.label} className="space-y-3">
          {value.entries.map((entry) => (
            <li key={entry.file} className="flex items-start gap-4 rounded-8 border border-line p-3">
              <EntryFacts entry={entry} />
              <ActionButton
                size={32}
                {...only}
                name={certificateText.removeName(nameOf(entry))}
                onPress={() => setRemoving(entry)}
              >
                {certificateText.remove}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3">
        <AddCertificate look="outline" onAdded={setDone} />
      </div>
      {removing !== null && (
        <QuestionDialog
          open
          title={certificateText.removeQuestion}
          safe={wordText.cancel}
          onSafe={() => setRemoving(null)}
          act={certificateText.remove}
          busy={action.busy}
          onAct={() => remove(removing)}
        >
          {removing.certificates.length === 0 ? (
            <p className="text-code break-all">{removing.file}</p>
          ) : (
            <CertificateCards cards={removing.certificates} />
          )}
          <p>{certificateText.removeConsequence}</p>
        </QuestionDialog>
      )}
    </div>
  )
}

function EntryFacts({ entry }: { readonly entry: CertificateEntry }) {
  const problem = entry.problem === null ? null : certificateProblem(entry.problem.detail)
  return (
    <div className="min-w-0 grow space-y-3">
      {problem !== null && (
        <div className="tone-bad">
          <StatusChip tone="bad" icon={CircleX} word={certificateText.states.unreadable} />
          <p className="text-code mt-2 break-all">{problem.file}</p>
          <p className="measure mt-1 text-dns-14N-130 leading-150">
            {certificateText.unreadable(problem.why)}
          </p>
        </div>
      )}
      {entry.certificates.map((card) => (
        <CertificateFacts key={card.fingerprint} card={card} />
      ))}
      {/* A copy of our own has a name that says nothing to staff. */}
      {!entry.kept && problem === null && (
        <p className="text-code break-all text-ink2">
          {certificateText.file} {entry.file}
        </p>
      )}
    </div>
  )
}

function nameOf(entry: CertificateEntry): string {
  return entry.certificates[0]?.subject ?? entry.file
}
