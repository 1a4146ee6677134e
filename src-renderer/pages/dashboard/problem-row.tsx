import {
  CircleX,
  ClipboardList,
  Copy,
  FolderPlus,
  FolderTree,
  History,
  ListChecks,
  LockKeyhole,
  type LucideIcon,
  Settings,
} from 'lucide-react'
import { useId } from 'react'
import type { Problem } from '../../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { actionText, problemText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { decideText } from '../../../src-shared/text/ja/screens-decide.ts'
import { shortTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { vaultText } from '../../../src-shared/text/ja/screens-start.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { failureDetail } from '../../components/failure-detail.ts'
import { SenderButton } from '../../components/sender-button.tsx'
import { problemMark } from '../../components/state-marks.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import type { Action } from '../../hooks/use-action.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import { type Cure, problemCures } from './problem-cure.ts'
import { cureSentence, factBeside, problemObject } from './problem-words.ts'

const CURES: Readonly<Record<Cure['kind'], { readonly icon: LucideIcon; readonly word: string }>> = {
  decide: { icon: ListChecks, word: decideText.open },
  create_folder: { icon: FolderPlus, word: actionText.createFolder },
  edit_folder: { icon: FolderTree, word: actionText.editFolder },
  settings: { icon: Settings, word: actionText.openSettings },
  history: { icon: History, word: actionText.openHistory },
  audit: { icon: ClipboardList, word: actionText.openAudit },
  unlock: { icon: LockKeyhole, word: vaultText.enter },
  copy: { icon: Copy, word: problemText.copy },
}

/** Others look, or lead to a screen that says itself what it cannot do. */
const SENDER_ONLY: ReadonlySet<Cure['kind']> = new Set(['decide', 'create_folder'])

/** State and time | object: what, what to do | the buttons that do it, at the right edge. */
export function ProblemRow(props: {
  readonly problem: Problem
  /** The first row's button is mostly the one solid button of the screen. */
  readonly solid: boolean
  readonly now: Date
  readonly action: Action
  readonly onDone: () => void
  readonly onDecide: () => unknown
  /** Why 確認して決める could not open its dialog. */
  readonly note: string | null
}) {
  const { problem, solid, now, action } = props
  const titleId = useId()
  const run = useCure(problem, action, props.onDone, props.onDecide)
  const text = errorText(problem.code)
  const [main, second] = problemCures(problem)
  const MainButton = SENDER_ONLY.has(main.kind) ? SenderButton : ActionButton
  const what =
    problem.code === 'R3004' && problem.folder !== null
      ? problemText.missingFolder(problem.folder)
      : text.what
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-5 py-1.5 xl:flex-nowrap">
      <div className="w-[124px] shrink-0">
        <StatusChip {...problemMark[problem.kind]} />
        <p className="mt-1 pl-0.5 text-dns-14N-130 text-ink2 tabular-nums">{shortTime(problem.since, now)}</p>
      </div>
      <div className="min-w-[16em] grow basis-0">
        <p id={titleId} className="text-dns-16N-130 leading-140">
          <strong>{problemObject(problem)}</strong>：{what}
          {!/^R/.test(problem.code) && <span className="text-code ml-1 text-ink2">{problem.code}</span>}
        </p>
        <p className="text-dns-14N-130 leading-140 text-ink2 min-[100rem]:flex min-[100rem]:flex-wrap min-[100rem]:items-end">
          <span className="measure mr-2">{cureSentence(problem)}</span>
          <span className="inline-block max-w-full text-muted [overflow-wrap:anywhere]">
            {factBeside(problem)}
          </span>
        </p>
        {props.note !== null && (
          <p role="alert" className="mt-1 flex items-start gap-1.5 text-bad text-dns-14B-130 leading-150">
            <CircleX aria-hidden size={18} strokeWidth={2} className="mt-[1.5px] shrink-0" />
            {props.note}
          </p>
        )}
      </div>
      <div className="ml-auto flex items-center gap-5">
        {second !== undefined && (
          <ActionButton look="link" describedBy={titleId} onPress={() => run(second)}>
            {problem.code === 'R3004' ? actionText.otherFolder : CURES[second.kind].word}
          </ActionButton>
        )}
        <MainButton
          look={solid ? 'solid' : 'outline'}
          icon={CURES[main.kind].icon}
          describedBy={titleId}
          busy={action.busy}
          onPress={() => run(main)}
        >
          {CURES[main.kind].word}
        </MainButton>
      </div>
    </li>
  )
}

function useCure(problem: Problem, action: Action, onDone: () => void, onDecide: () => unknown) {
  const { go } = useRouter()
  const copy = useCopy()
  const announce = useAnnounce()
  return async (cure: Cure) => {
    switch (cure.kind) {
      case 'decide':
        return onDecide()
      case 'create_folder':
        if ((await action.run('folders.create-directory', { folder: cure.folder })) !== null) {
          announce(problemText.created(cure.folder))
          onDone()
        }
        return
      case 'edit_folder':
        return go('folders', { edit: cure.folder })
      case 'settings':
        return go('settings', { section: cure.section })
      case 'history':
        return go('history', { folder: cure.folder ?? '', id: String(cure.transferId) })
      case 'audit':
        return go('audit')
      case 'unlock':
        return go('dashboard', { unlock: '1' })
      case 'copy':
        await copy(failureDetail(problem.code, problem.detail, problem.since))
    }
  }
}
