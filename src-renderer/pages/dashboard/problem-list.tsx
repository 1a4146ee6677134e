import { CircleCheck } from 'lucide-react'
import { type Ref, useId } from 'react'
import type { Problem } from '../../../src-shared/ipc/answer-shapes.ts'
import { problemText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { count } from '../../../src-shared/text/ja/screens-formats.ts'
import { problemKey } from '../../app/announcements.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { failureDetail } from '../../components/failure-detail.ts'
import { Panel } from '../../components/panel.tsx'
import type { Action } from '../../hooks/use-action.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import { ProblemRow } from './problem-row.tsx'
import { problemObject } from './problem-words.ts'
import type { ProblemDecision } from './use-problem-decision.ts'
import { sortProblems } from './verdict.ts'

/** 対応が必要な項目: stays with one line when empty, so that staff learn where trouble appears. */
export function ProblemList(props: {
  readonly problems: readonly Problem[]
  readonly now: Date
  readonly action: Action
  readonly onDone: () => void
  readonly decision: ProblemDecision
  /** The verdict has a solid button of its own, or nobody can act here: then no row has one. */
  readonly plain: boolean
  /** Takes the focus when the row that had it is gone. */
  readonly focusRef: Ref<HTMLElement>
}) {
  const { problems, now, action, onDone, decision } = props
  const titleId = useId()
  const copy = useCopy()
  const sorted = sortProblems(problems)
  if (sorted.length === 0) {
    return (
      <Panel
        labelledBy={titleId}
        focusRef={props.focusRef}
        className="mt-4 flex min-h-[58px] flex-wrap items-center gap-x-6 gap-y-1 px-5 py-3"
      >
        <h2 id={titleId} className="text-dns-16B-130">
          {problemText.title}
        </h2>
        <p className="flex items-center gap-2 text-dns-14N-130 leading-150 text-ink2">
          <CircleCheck aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ok" />
          {problemText.none}
        </p>
      </Panel>
    )
  }
  const copyAll = () =>
    copy(
      sorted
        .map((problem) => {
          return `${problemObject(problem)}\n${failureDetail(problem.code, problem.detail, problem.since)}`
        })
        .join('\n\n'),
    )
  return (
    <Panel labelledBy={titleId} focusRef={props.focusRef} className="mt-4">
      <div className="flex items-center gap-2 px-5 py-2">
        <h2 id={titleId} className="text-dns-16B-130">
          {problemText.title}
        </h2>
        <span className="grow text-dns-14B-130 text-ink2">{count(sorted.length)}</span>
        <ActionButton look="link" size={32} onPress={copyAll}>
          {problemText.copy}
        </ActionButton>
      </div>
      <ul>
        {sorted.map((problem, index) => (
          <ProblemRow
            key={problemKey(problem)}
            problem={problem}
            solid={index === 0 && !props.plain}
            now={now}
            action={action}
            onDone={onDone}
            onDecide={() => decision.open(problem)}
            note={decision.noteFor(problem)}
          />
        ))}
      </ul>
    </Panel>
  )
}
