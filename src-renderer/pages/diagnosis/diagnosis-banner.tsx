import { Activity, CircleCheck, CircleStop, CircleX, type LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { diagnosisScreenText as text } from '../../../src-shared/text/ja/screens-diagnosis.ts'
import { tableTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { classNames } from '../../components/class-names.ts'
import { TONE_CLASS, type Tone } from '../../components/tone.ts'
import { type Diagnosis, type DiagnosisVerdict, diagnosisVerdict } from './verdict.ts'

const LOOKS: Readonly<Record<DiagnosisVerdict['kind'], readonly [Tone, LucideIcon]>> = {
  none: ['idle', Activity],
  running: ['busy', Activity],
  through: ['ok', CircleCheck],
  failed: ['bad', CircleX],
  stopped: ['idle', CircleStop],
}

/** The verdict of the whole, where it went and when. */
export function DiagnosisBanner(props: { readonly diagnosis: Diagnosis; readonly origin: string }) {
  const { diagnosis, origin } = props
  const titleId = useId()
  const { kind, title, sentence } = diagnosisVerdict(diagnosis)
  const [tone, Icon] = LOOKS[kind]
  return (
    <section
      aria-labelledby={titleId}
      className={classNames(
        TONE_CLASS[tone],
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-12 border border-tone-line border-l-[6px] bg-panel px-5 py-3',
      )}
    >
      <span
        aria-hidden
        className="flex size-11 shrink-0 items-center justify-center rounded-full bg-tone-soft text-tone forced-colors:border"
      >
        <Icon size={26} strokeWidth={2} />
      </span>
      <div className="min-w-[14em] grow basis-0">
        <h2 id={titleId} className="text-std-20B-150">
          {title}
        </h2>
        <p className="text-dns-16N-130 leading-150 text-ink2">{sentence}</p>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-dns-14N-130">
        {origin !== '' && (
          <>
            <dt className="text-ink2">{text.target}</dt>
            <dd className="text-code break-all">{origin}</dd>
          </>
        )}
        <dt className="text-ink2">{text.startedAt}</dt>
        <dd className="tabular-nums">{tableTime(diagnosis.startedAt)}</dd>
      </dl>
    </section>
  )
}
