import { FilePlus2, RotateCcw } from 'lucide-react'
import { useId, useState } from 'react'
import {
  PRACTICE_PLAYS,
  type PracticePlay,
  SAMPLES_WAITING_LIMIT,
} from '../../../src-shared/domain/practice-play.ts'
import type { FolderCard } from '../../../src-shared/ipc/answer-shapes.ts'
import { playText, practicePanelText } from '../../../src-shared/text/ja/screens-practice.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { QuestionDialog } from '../../components/question-dialog.tsx'
import { SelectBox } from '../../components/select-box.tsx'
import type { Action } from '../../hooks/use-action.ts'
import { useQuery } from '../../hooks/use-query.ts'

const PLAYS = PRACTICE_PLAYS.map((id) => ({ id, label: playText[id].word }))

/** No folder can be called so. */
const ALL_EMPTY = '/'

/** In practice mode alone: what the simulated PMH answers, one more sample file, and everything from the beginning. */
export function PracticePanel({
  folders,
  action,
}: {
  readonly folders: readonly FolderCard[]
  readonly action: Action
}) {
  const titleId = useId()
  const { value } = useQuery('practice.get', {}, ['practice'])
  const [folder, setFolder] = useState(ALL_EMPTY)
  const [asked, setAsked] = useState(false)
  const [answer, setAnswer] = useState('')
  const announce = useAnnounce()
  const play = value?.play ?? 'accepted'
  const tell = (sentence: string) => {
    setAnswer(sentence)
    announce(sentence)
  }

  const put = async () => {
    if (folder === ALL_EMPTY) {
      if ((await action.run('practice.refill', {})) !== null) tell(practicePanelText.placed)
      return
    }
    const done = await action.run('practice.put', { folder })
    if (done !== null) {
      tell(done.value.placed ? practicePanelText.placed : practicePanelText.full(SAMPLES_WAITING_LIMIT))
    }
  }
  const restart = async () => {
    if ((await action.run('practice.restart', {})) !== null) tell(practicePanelText.restarted)
    setAsked(false)
  }
  const takers = folders.filter((card) => value?.folders.includes(card.folder))
  const places = [
    { id: ALL_EMPTY, label: practicePanelText.allEmpty },
    ...takers.map(({ folder: id, displayName }) => ({ id, label: displayName })),
  ]
  return (
    <Panel labelledBy={titleId} className="mt-4 px-5 pt-3 pb-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 id={titleId} className="text-dns-16B-130">
          {practicePanelText.title}
        </h2>
        <p className="min-w-[12em] grow text-dns-14N-130 leading-150 text-ink2">{answer}</p>
        <ActionButton size={32} icon={RotateCcw} onPress={() => setAsked(true)}>
          {practicePanelText.restart}
        </ActionButton>
      </div>
      <div className="mt-2 grid gap-x-6 gap-y-3 lg:grid-cols-2">
        <div>
          <SelectBox
            label={practicePanelText.play}
            options={PLAYS}
            value={play}
            onChange={(id) => {
              setAnswer('')
              return action.run('practice.play', { play: id as PracticePlay })
            }}
          />
          {/* Room for the longest, so that nothing below moves. */}
          <p className="mt-1.5 min-h-[2lh] text-dns-14N-130 leading-150 text-ink2">{playText[play].hint}</p>
        </div>
        <div className="flex flex-wrap items-start gap-3">
          <SelectBox
            className="min-w-[14em] grow basis-0"
            label={practicePanelText.folder}
            options={places}
            value={places.some(({ id }) => id === folder) ? folder : ALL_EMPTY}
            onChange={setFolder}
          />
          <ActionButton icon={FilePlus2} busy={action.busy} className="mt-[22px] h-10" onPress={put}>
            {practicePanelText.put}
          </ActionButton>
        </div>
      </div>
      <QuestionDialog
        open={asked}
        title={practicePanelText.question}
        safe={practicePanelText.cancel}
        onSafe={() => setAsked(false)}
        act={practicePanelText.restart}
        busy={action.busy}
        onAct={restart}
      >
        <p>{practicePanelText.consequence}</p>
      </QuestionDialog>
    </Panel>
  )
}
