import { Send } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { resultWord } from '../../../src-shared/domain/transfer.ts'
import type { FolderCard } from '../../../src-shared/ipc/answer-shapes.ts'
import { actionText, schemeText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { cardTime, count } from '../../../src-shared/text/ja/screens-formats.ts'
import { resultWordText } from '../../../src-shared/text/ja/words.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { classNames } from '../../components/class-names.ts'
import { schemeMark } from '../../components/state-marks.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TONE_CLASS } from '../../components/tone.ts'
import type { Action } from '../../hooks/use-action.ts'
import { sendNow } from './send-now.ts'

/** Only trouble of its own colours the border of a card. */
const TROUBLE: readonly FolderCard['state'][] = ['missing', 'check', 'held', 'unknown', 'failed']

export function SchemeCard(props: {
  readonly card: FolderCard
  readonly dense: boolean
  /** Why 送信 cannot be pressed; null when it can. */
  readonly blocked: string | null
  readonly now: Date
  readonly action: Action
  /** Opens the list of what waits, in sending order. */
  readonly onList: () => void
}) {
  const { card, dense, blocked, now, action } = props
  const announce = useAnnounce()
  const why = useId()
  const mark = schemeMark[card.state]
  const waiting = card.waitingFiles === null ? schemeText.waitingUnknown : count(card.waitingFiles)
  return (
    <li
      className={classNames(
        TONE_CLASS[mark.tone],
        'flex flex-col rounded-12 border bg-panel px-4 py-3',
        dense ? 'min-h-[132px]' : 'min-h-[172px]',
        'min-[100rem]:min-h-[160px]',
        TROUBLE.includes(card.state) ? 'border-tone-line' : 'border-line',
      )}
    >
      <div className="flex items-center justify-between gap-3">
        <h3 className="min-w-0 truncate text-dns-16B-130" title={card.displayName}>
          {card.displayName}
        </h3>
        <StatusChip {...mark} />
      </div>
      <dl className={classNames('space-y-1', dense ? 'mt-1.5 min-[100rem]:my-auto' : 'my-auto')}>
        <LastResult card={card} now={now} />
      </dl>
      <div className={classNames('flex items-center justify-between gap-3', dense && 'mt-auto')}>
        <ActionButton
          look="link"
          size={32}
          name={schemeText.waitingName(card.displayName, waiting)}
          onPress={props.onList}
        >
          <span>
            {schemeText.waiting} <strong>{waiting}</strong>
          </span>
        </ActionButton>
        <ActionButton
          size={32}
          icon={Send}
          name={actionText.sendName(card.displayName)}
          blocked={blocked !== null}
          busy={action.busy}
          describedBy={blocked === null ? undefined : why}
          onPress={() => sendNow(action, card.folder, announce)}
        >
          {actionText.send}
        </ActionButton>
        {blocked !== null && (
          <span id={why} className="only-read">
            {blocked}
          </span>
        )}
      </div>
    </li>
  )
}

function LastResult({ card, now }: { readonly card: FolderCard; readonly now: Date }) {
  const { last } = card
  if (last === null) return <Line label={schemeText.last}>{schemeText.never}</Line>
  return (
    <>
      <Line label={schemeText.last}>
        {resultWordText[resultWord(last.status)]}
        <span className="ml-3.5 tabular-nums">{cardTime(last.finishedAt ?? last.startedAt, now)}</span>
      </Line>
      {last.serialNumber === null && last.errorCode !== null && last.status !== 'unknown' ? (
        <Line label={schemeText.code}>
          <span className="text-code">{last.errorCode}</span>
        </Line>
      ) : (
        <Line label={schemeText.serial}>
          {last.serialNumber === null ? (
            schemeText.noSerial
          ) : (
            <span className="text-code select-all">{last.serialNumber}</span>
          )}
        </Line>
      )}
    </>
  )
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-2 whitespace-nowrap text-dns-14N-130">
      <dt className="shrink-0 text-ink2">{label}</dt>
      <dd className="min-w-0 truncate">{children}</dd>
    </div>
  )
}
