import { CircleX, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { RecordReport } from '../../../src-shared/domain/record-check.ts'
import type { RecordCheckState } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandError } from '../../../src-shared/ipc/commands.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { recordFindingText, recordCheckText as text } from '../../../src-shared/text/ja/screens-audit.ts'
import { grouped } from '../../../src-shared/text/ja/screens-formats.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { QuestionDialog } from '../../components/question-dialog.tsx'
import { SenderButton } from '../../components/sender-button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { checkSentence } from './check-sentence.ts'
import { canBeShown } from './wrong-rows.ts'

/** Whether the records are as this program wrote them: one line while they are, a list of what does not fit otherwise. */
export function RecordCheckPanel(props: {
  readonly check: RecordCheckState | undefined
  readonly error: CommandError | null
  readonly onShow: (id: number) => void
}) {
  const { check, error } = props
  const action = useAction()
  if (check === undefined) return <FailureBanner error={error} />
  if (check.state === 'done' && check.report.faults > 0 && !check.report.accepted)
    return <Faults report={check.report} onShow={props.onShow} />
  const start = () => action.run('audit.check', {})
  return (
    <section aria-label={text.label} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-dns-14N-130 leading-150 text-ink2">
        <p role="status" className="flex items-center gap-2 tabular-nums">
          <ShieldCheck aria-hidden size={18} strokeWidth={2} className="shrink-0" />
          {checkSentence(check)}
        </p>
        {check.state !== 'running' && (
          <ActionButton look="link" size={32} busy={action.busy} onPress={start}>
            {text.start}
          </ActionButton>
        )}
      </div>
      {check.state === 'failed' && <FailureBanner error={{ code: check.code, detail: check.detail }} />}
      <FailureBanner error={action.error} onDismiss={action.clear} />
    </section>
  )
}

function Faults(props: { readonly report: RecordReport; readonly onShow: (id: number) => void }) {
  const { report, onShow } = props
  const [asking, setAsking] = useState(false)
  const action = useAction()
  const { findings, faults } = report
  const { why, remedy } = errorText('R4010')
  return (
    <section
      aria-label={text.label}
      className="tone-bad flex shrink-0 gap-3 rounded-8 border border-tone-line border-l-4 bg-tone-soft p-4"
    >
      <CircleX aria-hidden size={24} strokeWidth={2} className="shrink-0 text-tone" />
      <div className="min-w-0 grow">
        <p role="alert" className="text-dns-16B-130 leading-150">
          {text.faulty(grouped(faults))}
        </p>
        <p className="measure mt-1 text-dns-14N-130 leading-160 text-ink2">{why}</p>
        <p className="measure text-dns-14N-130 leading-160">{remedy}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached by the keyboard */}
        <ul tabIndex={0} className="mt-1 max-h-32 overflow-auto text-dns-14N-130 leading-160 tabular-nums">
          {findings.map((finding) => (
            <li
              key={`${finding.fault} ${finding.kind} ${finding.id}`}
              className="flex flex-wrap items-center gap-x-3"
            >
              {recordFindingText(finding)}
              {canBeShown(finding) && (
                <ActionButton
                  look="link"
                  size={32}
                  name={text.showName(finding.id)}
                  onPress={() => onShow(finding.id)}
                >
                  {text.show}
                </ActionButton>
              )}
            </li>
          ))}
          {faults > findings.length && <li>{text.more(grouped(faults - findings.length))}</li>}
        </ul>
        <div className="mt-2 flex flex-wrap items-center gap-4">
          <SenderButton size={32} onPress={() => setAsking(true)}>
            {text.accept}
          </SenderButton>
          <ActionButton
            look="link"
            size={32}
            busy={action.busy}
            onPress={() => action.run('audit.check', {})}
          >
            {text.start}
          </ActionButton>
        </div>
      </div>
      {asking && <AcceptDialog fingerprint={report.fingerprint} onClose={() => setAsking(false)} />}
    </section>
  )
}

function AcceptDialog(props: { readonly fingerprint: string; readonly onClose: () => void }) {
  const { fingerprint, onClose } = props
  const action = useAction()
  const announce = useAnnounce()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = asked && reason.trim() === ''
  const accept = async () => {
    setAsked(true)
    if (reason.trim() === '') return
    if ((await action.run('audit.accept-faults', { fingerprint, reason })) === null) return
    announce(text.acceptedNow)
    onClose()
  }
  return (
    <QuestionDialog
      open
      title={text.acceptTitle}
      safe={text.cancel}
      onSafe={onClose}
      act={text.accept}
      actLook="solid"
      busy={action.busy}
      onAct={accept}
    >
      <p>{text.acceptMeaning}</p>
      <TextField
        label={text.acceptReason}
        value={reason}
        onChange={setReason}
        error={missing ? text.acceptReasonMissing : null}
      />
      <FailureBanner error={action.error} />
    </QuestionDialog>
  )
}
