import {
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleQuestionMark,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import type { RegistrationState } from '../../../../src-shared/domain/background.ts'
import type { WayState } from '../../../../src-shared/ipc/background-answers.ts'
import type { CommandOutput } from '../../../../src-shared/ipc/commands.ts'
import {
  backgroundText,
  waySentence,
  wayStateSentence,
  wayStateText,
  wayText,
} from '../../../../src-shared/text/ja/screens-background.ts'
import { useAnnounce } from '../../../app/announcer.tsx'
import { ActionButton } from '../../../components/action-button.tsx'
import { FailureBanner } from '../../../components/failure-banner.tsx'
import { NoticeBanner } from '../../../components/notice-banner.tsx'
import { StatusChip } from '../../../components/status-chip.tsx'
import type { Tone } from '../../../components/tone.ts'
import { useAction } from '../../../hooks/use-action.ts'
import { useOnlyShows } from '../../../hooks/use-only-shows.ts'
import { PreviewSheet } from './preview-sheet.tsx'
import { requestOf, type WayForm } from './way-form.ts'
import { RemoveQuestion, ReplaceQuestion } from './way-questions.tsx'

const MARKS: Readonly<Record<RegistrationState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  absent: { tone: 'idle', icon: CircleDashed },
  current: { tone: 'ok', icon: CircleCheck },
  outdated: { tone: 'held', icon: TriangleAlert },
  foreign: { tone: 'held', icon: TriangleAlert },
  unknown: { tone: 'held', icon: CircleQuestionMark },
  unavailable: { tone: 'idle', icon: CircleMinus },
}

/** One way of starting by itself: how it stands, what staff choose for it, and the buttons. */
export function WayRow(props: {
  readonly entry: WayState
  readonly system: CommandOutput<'background.get'>['system']
  readonly form: WayForm
  /** The id of the sentence that says what has to be there first; null when nothing is missing. */
  readonly missing: string | null
  readonly children: ReactNode
}) {
  const { entry, system, form } = props
  const { way, state } = entry
  const titleId = useId()
  const whyId = useId()
  const [open, setOpen] = useState<'preview' | 'replace' | 'remove' | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const action = useAction()
  const announce = useAnnounce()
  const only = useOnlyShows().blocked
  const name = wayText[way] ?? way
  const registered = state === 'current' || state === 'outdated'
  const registerWord = registered ? backgroundText.registerAgain : backgroundText.register

  const tell = (sentence: string) => {
    setDone(sentence)
    announce(sentence)
  }
  const register = async (overForeign: boolean) => {
    setDone(null)
    const answer = await action.run('background.register', { request: requestOf(way, form), overForeign })
    setOpen(null)
    if (answer === null) return
    if (answer.value.left === 'commands') tell(backgroundText.registeredCommands(name))
    else if (way === 'service' && system === 'windows') tell(backgroundText.registeredTask(name))
    else tell(backgroundText.registered(name))
  }
  const remove = async () => {
    setDone(null)
    const answer = await action.run('background.remove', { way })
    setOpen(null)
    if (answer !== null) tell(backgroundText.removed(name))
  }
  return (
    <section aria-labelledby={titleId} className="space-y-3 border-line border-t px-5 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <h3 id={titleId} className="text-dns-16B-130">
          {name}
        </h3>
        <StatusChip {...MARKS[state]} word={wayStateText[state]} />
      </div>
      <p className="measure text-dns-14N-130 leading-150 text-ink2">{waySentence[way][system]}</p>
      {wayStateSentence[state] !== undefined && (
        <p className="measure text-dns-14N-130 leading-150">{wayStateSentence[state]}</p>
      )}
      <FailureBanner error={action.error} onDismiss={action.clear} />
      <NoticeBanner sentence={done} onDismiss={() => setDone(null)} />
      {state !== 'unavailable' && (
        <>
          {props.children}
          <div className="flex flex-wrap items-center gap-3">
            <ActionButton
              name={backgroundText.nameOf(name, registerWord)}
              busy={action.busy}
              blocked={only || props.missing !== null}
              describedBy={only ? whyId : (props.missing ?? undefined)}
              onPress={() => (state === 'foreign' ? setOpen('replace') : register(false))}
            >
              {registerWord}
            </ActionButton>
            {registered && (
              <ActionButton
                look="danger"
                name={backgroundText.nameOf(name, backgroundText.remove)}
                busy={action.busy}
                onPress={() => setOpen('remove')}
              >
                {backgroundText.remove}
              </ActionButton>
            )}
            <ActionButton
              look="link"
              name={backgroundText.nameOf(name, backgroundText.preview)}
              onPress={() => setOpen('preview')}
            >
              {backgroundText.preview}
            </ActionButton>
          </div>
          {only && (
            <p id={whyId} className="measure text-dns-14N-130 leading-150">
              {backgroundText.blocked}
            </p>
          )}
          {action.busy && system === 'windows' && way !== 'login' && (
            <p className="measure text-dns-14N-130 leading-150">{backgroundText.working}</p>
          )}
        </>
      )}
      {open === 'preview' && <PreviewSheet request={requestOf(way, form)} onClose={() => setOpen(null)} />}
      {open === 'replace' && (
        <ReplaceQuestion
          place={entry.place}
          restored={system === 'linux'}
          busy={action.busy}
          onKeep={() => setOpen(null)}
          onReplace={() => register(true)}
        />
      )}
      {open === 'remove' && (
        <RemoveQuestion entry={entry} busy={action.busy} onKeep={() => setOpen(null)} onRemove={remove} />
      )}
    </section>
  )
}
