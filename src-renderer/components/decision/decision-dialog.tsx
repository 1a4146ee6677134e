import { useEffect, useId, useRef, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import {
  decideText,
  decisionWord,
  type Question,
  questionText,
} from '../../../src-shared/text/ja/screens-decide.ts'
import { size } from '../../../src-shared/text/ja/screens-formats.ts'
import { useAction } from '../../hooks/use-action.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { ActionButton } from '../action-button.tsx'
import { classNames } from '../class-names.ts'
import { FailureBanner } from '../failure-banner.tsx'
import { PreflightFindings } from '../preflight-findings.tsx'
import { heldMark, resultMark } from '../state-marks.ts'
import { TextField } from '../text-field.tsx'
import { TONE_CLASS } from '../tone.ts'
import { DecisionChoices } from './decision-choices.tsx'
import { DecisionFacts } from './decision-facts.tsx'
import {
  type DecisionForm,
  decisionInput,
  decisionProblems,
  doneSentence,
  hasProblem,
  NO_PROBLEMS,
  openDecisionForm,
  questionAbout,
} from './decision-form.ts'

export interface DecisionDialogProps {
  readonly row: TransferRow
  /** Monitoring is stopped: what goes back into its folder waits for 送信. */
  readonly stopped: boolean
  readonly onClose: () => void
  /** @param sentence what was done, for the screen and for screen readers */
  readonly onDone: (sentence: string) => void
}

/** 送信済みとして処理, or 再送する: a question about one file, with what is known and what each answer leads to. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { row, stopped, onClose, onDone } = props
  const [form, setForm] = useState(() => openDecisionForm(row))
  const [problems, setProblems] = useState(NO_PROBLEMS)
  const [refusals, setRefusals] = useState(0)
  const content = useRef<HTMLDivElement>(null)
  const banner = useRef<HTMLDivElement>(null)
  const boxSentence = useRef<HTMLParagraphElement>(null)
  const action = useAction()
  const question = questionAbout(row)
  // The decision is written down then; only the file could not be moved yet.
  const decided = action.error?.code === 'R3005'

  const change = (part: Partial<DecisionForm>) => {
    setForm((last) => ({ ...last, ...part }))
    setProblems(NO_PROBLEMS)
  }

  // What is in the way takes the focus, once it is marked.
  useEffect(() => {
    if (refusals === 0) return
    const field = content.current?.querySelector<HTMLElement>('input[aria-invalid=true]')
    ;(field ?? boxSentence.current)?.focus()
  }, [refusals])

  useEffect(() => {
    if (action.error !== null) banner.current?.scrollIntoView({ block: 'nearest' })
  }, [action.error])

  const decide = async () => {
    const found = decisionProblems(form, question)
    setProblems(found)
    if (hasProblem(found)) {
      setRefusals((last) => last + 1)
      return
    }
    const input = decisionInput(row.id, form)
    if (input === null || (await action.run('transfers.decide', input)) === null) return
    // The decision is durable, the move may wait: what is said must be true.
    const after = (await action.run('transfers.get', { id: row.id }))?.value.row
    onDone(doneSentence(row, input.decision, after?.filedAs ?? null, stopped))
  }
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled={action.busy}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      className="fixed inset-0 z-30 flex items-center justify-center bg-scrim p-4"
    >
      <Modal className="flex max-h-[min(656px,100%)] w-full max-w-[860px] overflow-hidden rounded-16 border border-line bg-panel shadow-8">
        <Dialog className="w-full overflow-y-auto outline-none [scrollbar-width:thin]">
          <div ref={content} className="px-8 pt-5 pb-4 max-md:px-5">
            <DialogHead row={row} title={questionText[question].title} />
            {action.error !== null && (
              <div ref={banner} className="mt-4">
                <FailureBanner error={action.error} />
                {decided && <p className="mt-2 text-dns-16B-130 leading-150">{decideText.movedLater}</p>}
              </div>
            )}
            <DecisionFacts row={row} question={question} />
            {question === 'preflight' && <FoundIn id={row.id} />}
            {!decided && (
              <>
                <DecisionChoices
                  row={row}
                  question={question}
                  form={form}
                  problems={problems}
                  boxSentence={boxSentence}
                  onChange={change}
                />
                <div className="mt-3">
                  <TextField
                    inline
                    label={question === 'preflight' ? decideText.reasonNeeded : decideText.reason}
                    value={form.reason}
                    onChange={(reason) => change({ reason })}
                    error={problems.reason}
                  />
                </div>
              </>
            )}
          </div>
          <DialogFoot
            form={form}
            question={question}
            note={noteOf(question)}
            busy={action.busy}
            decided={decided}
            onClose={onClose}
            onDecide={decide}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** Where a reason is needed, that is said here too: its field may lie under the edge of a small window. */
function noteOf(question: Question): string {
  if (question === 'preflight') return decideText.noteReason
  return question === 'unsent' ? decideText.noteFree : decideText.note
}

/** What the pre-flight found in the file. */
function FoundIn({ id }: { readonly id: number }) {
  const { value } = useQuery('transfers.get', { id }, [])
  return <PreflightFindings findings={value?.findings ?? []} />
}

/** The question, and the file by name. */
function DialogHead({ row, title }: { readonly row: TransferRow; readonly title: string }) {
  const mark = row.status === 'unknown' || row.hold === null ? resultMark[resultWord(row.status)] : heldMark
  const { icon: Icon } = mark
  return (
    <div className="flex items-center gap-4">
      <span
        aria-hidden
        className={classNames(
          TONE_CLASS[mark.tone],
          'flex size-12 shrink-0 items-center justify-center rounded-full bg-tone-soft text-tone forced-colors:border',
        )}
      >
        <Icon size={28} strokeWidth={2} />
      </span>
      <div className="min-w-0">
        <Heading slot="title" className="text-std-24B-150">
          {title}
        </Heading>
        <p className="text-dns-16N-130 leading-150">
          <strong className="mr-3">{row.displayName}</strong>
          <span className="break-all text-ink2">
            {row.fileName}
            <span className="whitespace-nowrap">（{size(row.sizeBytes)}）</span>
          </span>
        </p>
      </div>
    </div>
  )
}

/** The safe answer has the focus first; the other one is named after the choice. */
function DialogFoot(props: {
  readonly form: DecisionForm
  readonly question: Question
  readonly note: string
  readonly busy: boolean
  readonly decided: boolean
  readonly onClose: () => void
  readonly onDecide: () => unknown
}) {
  const { form, busy, decided } = props
  const why = useId()
  const unchosen = form.choice === null
  return (
    <footer className="bottom-0 z-[2] flex flex-wrap items-center justify-end gap-3 border-line border-t bg-panel px-8 py-3 max-md:px-5 [@media(min-height:560px)]:sticky">
      <p id={why} className="min-w-[14em] grow basis-0 text-dns-14N-130 leading-150 text-ink2">
        {unchosen ? decideText.chooseFirst : ''}
        {decided ? '' : props.note}
      </p>
      <div className="takes-no-second-click flex flex-wrap justify-end gap-3">
        {/* Anew once it is the only one left, so that the focus is not lost with the other. */}
        <ActionButton key={String(decided)} size={48} autoFocus busy={busy} onPress={props.onClose}>
          {decided ? decideText.close : decideText.later}
        </ActionButton>
        {!decided && (
          <ActionButton
            size={48}
            look={form.choice === 'resend' ? 'danger' : 'solid'}
            blocked={unchosen}
            busy={busy}
            describedBy={unchosen ? why : undefined}
            onPress={props.onDecide}
          >
            {form.choice === null ? decideText.undecided : decisionWord(form.choice, props.question)}
          </ActionButton>
        )}
      </div>
    </footer>
  )
}
