import { CircleCheck, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { CertificateCard } from '../../../src-shared/ipc/answer-shapes.ts'
import { certificateText } from '../../../src-shared/text/ja/screens-certificates.ts'
import type { Mark } from '../state-marks.ts'
import { StatusChip } from '../status-chip.tsx'
import { TONE_CLASS, type Tone } from '../tone.ts'

const MARKS: Readonly<Record<CertificateCard['validity'], Mark>> = {
  valid: { tone: 'ok', icon: CircleCheck, word: certificateText.states.valid },
  expired: { tone: 'bad', icon: CircleX, word: certificateText.states.expired },
  not_yet_valid: { tone: 'held', icon: TriangleAlert, word: certificateText.states.not_yet_valid },
}

/** What tells one certificate from another, with its warnings. */
export function CertificateFacts({
  card,
  known = false,
}: {
  readonly card: CertificateCard
  readonly known?: boolean
}) {
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2">
        <StatusChip {...MARKS[card.validity]} />
        {!card.isAuthority && (
          <StatusChip tone="held" icon={TriangleAlert} word={certificateText.notAuthority} />
        )}
        {known && <StatusChip tone="idle" icon={CircleCheck} word={certificateText.known} />}
      </div>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-dns-14N-130 leading-150">
        <Fact label={certificateText.subject}>
          <strong className="break-words">{card.subject}</strong>
        </Fact>
        <Fact label={certificateText.issuer}>
          <span className="break-words">{card.issuer}</span>
        </Fact>
        <Fact label={certificateText.valid}>
          <span className="tabular-nums">{certificateText.period(card.validFrom, card.validTo)}</span>
        </Fact>
        <Fact label={certificateText.fingerprint}>
          <Fingerprint text={card.fingerprint} />
        </Fact>
      </dl>
      {card.validity === 'expired' && (
        <Warning tone="bad" icon={CircleX} sentence={certificateText.expiredWarning} />
      )}
      {card.validity === 'not_yet_valid' && (
        <Warning icon={TriangleAlert} sentence={certificateText.notYetWarning} />
      )}
      {!card.isAuthority && <Warning icon={TriangleAlert} sentence={certificateText.notAuthorityWarning} />}
    </div>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="whitespace-nowrap text-ink2">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

/** Compared byte by byte with what somebody reads out: lines break between bytes alone. */
export function Fingerprint({ text }: { readonly text: string }) {
  const bytes = text.split(':')
  return (
    <span className="text-code select-all">
      {bytes.map((byte, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bytes repeat, and have no order of their own
        <Fragment key={index}>
          {index > 0 && (
            <>
              :<wbr />
            </>
          )}
          {byte}
        </Fragment>
      ))}
    </span>
  )
}

function Warning(props: { readonly tone?: Tone; readonly icon: LucideIcon; readonly sentence: string }) {
  const { tone = 'held', icon: Icon, sentence } = props
  return (
    <p className={`${TONE_CLASS[tone]} mt-2 flex gap-1.5 text-dns-14N-130 text-tone leading-150`}>
      <Icon aria-hidden size={18} strokeWidth={2} className="mt-[1.5px] shrink-0" />
      {sentence}
    </p>
  )
}
