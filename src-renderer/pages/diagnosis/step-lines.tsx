import { Activity, CircleCheck, CircleDashed, CircleMinus, CircleX, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DiagnosisResult, DiagnosisStep } from '../../../src-shared/domain/diagnosis.ts'
import {
  diagnosisErrorText,
  diagnosisResultText,
  diagnosisStepText,
  diagnosisTitle,
} from '../../../src-shared/text/ja/diagnosis.ts'
import { diagnosisScreenText as text } from '../../../src-shared/text/ja/screens-diagnosis.ts'
import { grouped, NOTHING } from '../../../src-shared/text/ja/screens-formats.ts'
import { classNames } from '../../components/class-names.ts'
import { Panel } from '../../components/panel.tsx'
import type { Mark } from '../../components/state-marks.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { StepRemedy } from './step-remedy.tsx'
import { type Diagnosis, stepsAhead } from './verdict.ts'

const MARKS: Readonly<Record<DiagnosisResult, Mark>> = {
  ok: { tone: 'ok', icon: CircleCheck, word: diagnosisResultText.ok },
  failed: { tone: 'bad', icon: CircleX, word: diagnosisResultText.failed },
  omitted: { tone: 'idle', icon: CircleMinus, word: diagnosisResultText.omitted },
  not_reached: { tone: 'idle', icon: CircleDashed, word: diagnosisResultText.not_reached },
}

const WORKING: Mark = { tone: 'busy', icon: Activity, word: text.working }
const WAITING: Mark = { tone: 'idle', icon: Clock, word: text.waiting }

/** One line a step, in the order in which they are taken; the remedy stands under the one that failed. */
export function StepLines(props: {
  readonly diagnosis: Diagnosis
  readonly onCertificateAdded: (sentence: string) => void
}) {
  const { startedAt, steps, running } = props.diagnosis
  const ahead = running ? stepsAhead(steps) : []
  return (
    <Panel className="overflow-clip">
      <ol aria-label={text.steps}>
        {steps.map((step, index) => (
          <StepLine
            key={`${step.name} ${step.subject}`}
            number={index + 1}
            mark={MARKS[step.result]}
            title={diagnosisTitle(step)}
            fact={step.code === null ? step.fact : diagnosisErrorText(step.code).what}
            time={timeOf(step)}
            failed={step.result === 'failed'}
          >
            {step.code === null ? undefined : (
              <StepRemedy step={step} at={startedAt ?? ''} onCertificateAdded={props.onCertificateAdded} />
            )}
          </StepLine>
        ))}
        {ahead.map((name, index) => (
          <StepLine
            key={name}
            number={steps.length + index + 1}
            mark={index === 0 ? WORKING : WAITING}
            title={diagnosisStepText[name]}
            fact={index === 0 ? text.workingFact : text.waitingFact}
            time={NOTHING}
            failed={false}
          />
        ))}
      </ol>
    </Panel>
  )
}

function timeOf({ result, ms }: DiagnosisStep): string {
  return result === 'ok' || result === 'failed' ? text.milliseconds(grouped(ms)) : NOTHING
}

function StepLine(props: {
  readonly number: number
  readonly mark: Mark
  readonly title: string
  readonly fact: string
  readonly time: string
  readonly failed: boolean
  readonly children?: ReactNode
}) {
  return (
    <li
      className={classNames(
        'border-line px-5 not-first:border-t',
        props.failed && 'tone-bad bg-tone-soft forced-colors:border-l-4',
      )}
    >
      <div className="grid min-h-11 grid-cols-[20px_104px_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 py-2.5 lg:grid-cols-[20px_104px_178px_minmax(0,1fr)_auto] xl:grid-cols-[20px_104px_240px_minmax(0,1fr)_auto]">
        <span aria-hidden className="text-right text-dns-16N-130 leading-[24px] text-ink2 tabular-nums">
          {props.number}
        </span>
        <span className="flex">
          <StatusChip {...props.mark} />
        </span>
        <span className="text-dns-16B-130 leading-[24px]">{props.title}</span>
        <span className="text-right text-dns-14N-130 leading-[24px] text-ink2 tabular-nums lg:order-last">
          {props.time}
        </span>
        <span className="min-w-0 break-words text-dns-16N-130 leading-[24px] text-ink2 max-lg:col-span-4">
          <Fact text={props.fact} />
        </span>
      </div>
      {props.children !== undefined && <div className="pb-4">{props.children}</div>}
    </li>
  )
}

/** An address in it is set in mono, and may break anywhere. */
function Fact({ text: fact }: { readonly text: string }) {
  const [before, address, behind] = fact.split(/(https?:\/\/\S+)/)
  if (address === undefined) return fact
  return (
    <>
      {before}
      <span className="text-code break-all text-ink">{address}</span>
      {behind}
    </>
  )
}
