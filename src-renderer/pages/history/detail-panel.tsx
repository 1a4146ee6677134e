import { Copy, FolderOpen, Info, ListChecks, type LucideIcon, RotateCw, X } from 'lucide-react'
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { FindingRow, TransferRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { failureText } from '../../../src-shared/text/ja/screens.ts'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'
import { shortHash, size } from '../../../src-shared/text/ja/screens-formats.ts'
import { detailText } from '../../../src-shared/text/ja/screens-history.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useConsole } from '../../app/console-state.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { classNames } from '../../components/class-names.ts'
import { DecisionDialog } from '../../components/decision/decision-dialog.tsx'
import { decisionButton } from '../../components/decision/decision-form.ts'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { PreflightFindings } from '../../components/preflight-findings.tsx'
import { SenderButton } from '../../components/sender-button.tsx'
import { changedMark, heldMark, resultMark } from '../../components/state-marks.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TONE_CLASS } from '../../components/tone.ts'
import { useAction } from '../../hooks/use-action.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import { useFocusLater } from '../../hooks/use-focus-later.ts'
import { decisionFact, explain, filePlace, messageLabel, rowDetail } from './explanation.ts'
import { Timeline } from './timeline.tsx'

/** Opens below the table, so that all six columns stay; at its right on a wide screen. */
export function DetailPanel(props: {
  readonly row: TransferRow
  readonly beside: boolean
  /** The row under which its file was sent again. */
  readonly resentAs: number | null
  /** What 送信前の点検 found. */
  readonly findings: readonly FindingRow[]
  readonly onClose: () => void
  /** Shows another row in its place. */
  readonly onOpen: (id: number) => void
  readonly onChanged: () => void
}) {
  const { row, beside, onClose } = props
  // As it was when the dialog opened: the row changes under it once the decision is durable.
  const [deciding, setDeciding] = useState<TransferRow | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const announce = useAnnounce()
  const { overview } = useConsole()
  const panel = useRef<HTMLElement>(null)
  const focusPanel = useFocusLater(panel)
  const copy = useCopy()
  const action = useAction()
  const text = explain(row)
  const mark = resultMark[resultWord(row.status)]

  // In a small window the panel lies below the table, out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each row anew
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [row.id])

  const onDecided = (sentence: string) => {
    setDeciding(null)
    setDone(sentence)
    announce(sentence)
    props.onChanged()
    // The button that opened the dialog goes away.
    focusPanel()
  }
  const close = () => {
    const opener = document.querySelector<HTMLElement>(`[data-row="${row.id}"]`)
    onClose()
    opener?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) close()
  }
  return (
    <>
      {deciding !== null && (
        <DecisionDialog
          row={deciding}
          stopped={overview?.status.state === 'stopped'}
          onClose={() => setDeciding(null)}
          onDone={onDecided}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: Esc closes the panel from anywhere inside it */}
      <section
        ref={panel}
        data-region
        tabIndex={-1}
        data-quiet-focus
        aria-label={detailText.label}
        onKeyDown={onKeyDown}
        className={classNames(
          'shrink-0 bg-panel px-6 pt-3 pb-4 [scrollbar-width:thin]',
          beside
            ? 'flex max-h-full w-[440px] flex-col self-start overflow-y-auto rounded-12 border border-line border-t-2 border-t-accent'
            : 'max-h-[62%] overflow-y-auto border-accent border-t-2 max-lg:max-h-none',
        )}
      >
        <div className="flex items-start gap-3">
          <div className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <StatusChip {...mark} />
            {row.hold !== null && <StatusChip {...heldMark} />}
            {row.changed && <StatusChip {...changedMark} />}
            <h2 className="text-std-18B-160">{row.displayName}</h2>
            <span className="break-all text-dns-16N-130 text-ink2">{row.fileName}</span>
          </div>
          <IconButton icon={X} name={detailText.close} onPress={close} />
        </div>
        <FailureBanner error={action.error} onDismiss={action.clear} className="my-2" />
        <NoticeBanner sentence={done} onDismiss={() => setDone(null)} className="my-2" />
        <div className={classNames('grid gap-x-6 gap-y-3', beside ? 'mt-3' : 'mt-1 md:grid-cols-3')}>
          <Part
            icon={row.status === 'sending' ? Info : mark.icon}
            title={failureText.what}
            className={classNames(TONE_CLASS[mark.tone], 'text-tone')}
          >
            {text.what}
            {row.errorMessage !== null && row.errorMessage !== '' && (
              <span className="mt-1 block break-words text-dns-14N-130 leading-150 text-ink2">
                {messageLabel(row)}：{row.errorMessage}
              </span>
            )}
          </Part>
          <Part icon={Info} title={failureText.why}>
            {text.why}
          </Part>
          <Part icon={ListChecks} title={failureText.remedy} className="text-accent">
            {text.remedy}
          </Part>
        </div>
        <PreflightFindings findings={props.findings} />
        <Timeline row={row} beside={beside} />
        <Facts row={row} resentAs={props.resentAs} beside={beside} onOpen={props.onOpen} />
        <div
          className={classNames(
            'mt-2 flex flex-wrap items-center justify-end gap-2',
            // What can be done stays in view in a small window.
            !beside && 'sticky -bottom-4 -mb-4 bg-panel pt-2 pb-4',
          )}
        >
          <dl className="flex min-w-0 grow flex-wrap gap-x-7 gap-y-1 text-dns-14N-130">
            <Evidence row={row} />
          </dl>
          <ActionButton icon={Copy} onPress={() => copy(rowDetail(row))}>
            {failureText.copy}
          </ActionButton>
          <ActionButton
            icon={FolderOpen}
            busy={action.busy}
            onPress={() => action.run('transfers.reveal', { id: row.id })}
          >
            {detailText.openFolder}
          </ActionButton>
          <DecideButton row={row} onPress={() => setDeciding(row)} />
        </div>
      </section>
    </>
  )
}

/** The right next step of an open row, at the end. */
function DecideButton({ row, onPress }: { readonly row: TransferRow; readonly onPress: () => void }) {
  const button = decisionButton(row)
  if (button === null) return null
  return (
    <SenderButton look="solid" icon={button === 'decide' ? ListChecks : RotateCw} onPress={onPress}>
      {button === 'decide' ? decideText.open : decideText.decisions.resend}
    </SenderButton>
  )
}

function Part(props: {
  readonly icon: LucideIcon
  readonly title: string
  readonly className?: string
  readonly children: ReactNode
}) {
  const { icon: Icon } = props
  return (
    <div className="min-w-0">
      <h3 className={classNames('flex items-center gap-1.5 text-dns-16B-130', props.className)}>
        <Icon aria-hidden size={18} strokeWidth={2} className="shrink-0" />
        {props.title}
      </h3>
      <p className="measure mt-1 text-dns-16N-130 leading-160">{props.children}</p>
    </div>
  )
}

function Facts(props: {
  readonly row: TransferRow
  readonly resentAs: number | null
  readonly beside: boolean
  readonly onOpen: (id: number) => void
}) {
  const { row, beside } = props
  const others = [
    [detailText.resendOf, row.resendOf],
    [detailText.resentAs, props.resentAs],
    [detailText.duplicateOf, row.duplicateOf],
  ] as const
  return (
    <dl className={classNames('mt-2 flex flex-wrap gap-x-7 gap-y-1 text-dns-14N-130', beside && 'flex-col')}>
      <Fact label={detailText.size}>{size(row.sizeBytes)}</Fact>
      <Fact label={detailText.attempts}>{detailText.times(row.attempts)}</Fact>
      <Fact label={detailText.place}>
        <span className="text-code [overflow-wrap:anywhere]">
          <Place path={filePlace(row)} />
        </span>
      </Fact>
      <Fact label={detailText.number}>{detailText.row(row.id)}</Fact>
      {others.map(
        ([label, id]) =>
          id !== null && (
            <Fact key={label} label={label}>
              <ActionButton look="link" size={32} name={detailText.open(id)} onPress={() => props.onOpen(id)}>
                {detailText.row(id)}
              </ActionButton>
            </Fact>
          ),
      )}
      {row.decision !== null && (
        <>
          <Fact label={detailText.decision}>{decisionFact(row)}</Fact>
          <Fact label={detailText.reason}>
            <span className="min-w-0 break-words">
              {row.decisionReason === null || row.decisionReason === ''
                ? detailText.reasonNone
                : row.decisionReason}
            </span>
          </Fact>
        </>
      )}
    </dl>
  )
}

/** A path is broken behind its slashes first. */
function Place({ path }: { readonly path: string }) {
  return path.split(/(?<=\/)/).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a path stand still
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}

/** What proves the sending: each with a button that copies it whole. */
function Evidence({ row }: { readonly row: TransferRow }) {
  const copy = useCopy()
  const serial = row.serialNumber
  return (
    <>
      {serial !== null && (
        <Fact label={detailText.serial}>
          <span className="text-code select-all">{serial}</span>
          <CopyMark name={detailText.copySerial} onCopy={() => copy(serial)} />
        </Fact>
      )}
      <Fact label={detailText.sha}>
        <span className="text-code" title={row.sha256}>
          {shortHash(row.sha256)}
        </span>
        <CopyMark name={detailText.copySha} onCopy={() => copy(row.sha256)} />
      </Fact>
    </>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-baseline gap-2">
      <dt className="shrink-0 text-ink2">{label}</dt>
      <dd className="flex min-w-0 items-center gap-1 tabular-nums">{children}</dd>
    </div>
  )
}

function CopyMark({ name, onCopy }: { readonly name: string; readonly onCopy: () => unknown }) {
  return <IconButton icon={Copy} name={name} onPress={onCopy} className="size-7" />
}
