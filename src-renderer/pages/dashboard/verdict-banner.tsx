import {
  CircleCheck,
  CircleStop,
  CloudUpload,
  FolderPlus,
  GraduationCap,
  Lock,
  type LucideIcon,
  Send,
  Settings,
  TriangleAlert,
} from 'lucide-react'
import { useId } from 'react'
import { stateText } from '../../../src-shared/text/ja/screens.ts'
import { actionText, uploadText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { clockTime, fromNow, shortTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import type { AppInfo } from '../../app/console-state.tsx'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { classNames } from '../../components/class-names.ts'
import { engineMark, onlyShowsMark } from '../../components/state-marks.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TONE_CLASS } from '../../components/tone.ts'
import type { Action } from '../../hooks/use-action.ts'
import { sendBlock } from './send-block.ts'
import { sendNow } from './send-now.ts'
import { UploadProgress } from './upload-progress.tsx'
import { chooseVerdict, type Overview, type Verdict } from './verdict.ts'

const ICONS: Readonly<Record<Verdict['kind'], LucideIcon>> = {
  ok: CircleCheck,
  trouble: TriangleAlert,
  sending: CloudUpload,
  stopped: CircleStop,
  unset: Settings,
  held_by: Lock,
  practice: GraduationCap,
}

/** One sentence that says how things are, the state, and the two great buttons; always at the same place. */
export function VerdictBanner(props: {
  readonly overview: Overview
  readonly info: AppInfo | undefined
  readonly now: Date
  readonly action: Action
}) {
  const { overview, info, now, action } = props
  const heldBy = info?.heldBy ?? null
  const titleId = useId()
  const verdict = chooseVerdict(overview, heldBy, now, info?.practice ?? false)
  const Icon = ICONS[verdict.kind]
  const { state, uploads } = overview.status
  return (
    <section
      aria-labelledby={titleId}
      className={classNames(
        TONE_CLASS[verdict.tone],
        'rounded-12 border border-tone-line border-l-[6px] bg-panel',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
        <span
          aria-hidden
          className="flex size-14 shrink-0 items-center justify-center rounded-full bg-tone-soft text-tone forced-colors:border"
        >
          <Icon size={32} strokeWidth={2} />
        </span>
        <div className="min-w-[14em] grow basis-0">
          <h2 id={titleId} className="text-std-24B-150">
            {verdict.title}
          </h2>
          <p className="text-dns-16N-130 leading-150 text-ink2">{verdict.sentence}</p>
        </div>
        <div className="w-[200px] shrink-0 border-line lg:border-l lg:pl-3">
          <StatusChip {...(heldBy === null ? engineMark[state] : onlyShowsMark)} />
          <p className="mt-2 whitespace-nowrap text-dns-14N-130 text-ink2">
            {heldBy === null ? stateLine(overview, verdict, now) : ''}
          </p>
        </div>
        <VerdictButtons overview={overview} info={info} verdict={verdict} action={action} />
      </div>
      {uploads.map((upload) => (
        <UploadProgress key={upload.folder} progress={upload} folders={overview.folders} action={action} />
      ))}
    </section>
  )
}

function stateLine({ status }: Overview, { kind }: Verdict, now: Date): string {
  if (status.state === 'watching' && status.nextCycleAt !== null) {
    return stateText.nextWithWait(shortTime(status.nextCycleAt, now), fromNow(status.nextCycleAt, now))
  }
  const [upload] = status.uploads
  if (upload !== undefined) return uploadText.started(clockTime(upload.startedAt))
  if (kind === 'unset') return stateText.waitsForSettings
  return status.state === 'sending' ? stateText.working : stateText.waitsForStart
}

function VerdictButtons(props: {
  readonly overview: Overview
  readonly info: AppInfo | undefined
  readonly verdict: Verdict
  readonly action: Action
}) {
  const { overview, info, verdict, action } = props
  const { go } = useRouter()
  const noStart = useId()
  const noSending = useId()
  const announce = useAnnounce()
  const { state } = overview.status
  const unset = verdict.kind === 'unset'
  const sendBlocked = sendBlock(overview, info)
  const startBlocked =
    info?.heldBy == null && info?.vault.locked === true ? actionText.startLocked : sendBlocked
  const cure =
    verdict.next === 'settings'
      ? { icon: Settings, word: actionText.openSettings, act: () => go('settings', { section: 'target' }) }
      : { icon: FolderPlus, word: actionText.openFolders, act: () => go('folders', { add: '1' }) }
  return (
    <div className="flex flex-wrap gap-3">
      {unset && (
        <ActionButton size={48} look="solid" icon={cure.icon} onPress={cure.act}>
          {cure.word}
        </ActionButton>
      )}
      {state === 'stopped' && !unset && (
        <ActionButton
          size={48}
          look={verdict.next === 'start' ? 'solid' : 'outline'}
          blocked={startBlocked !== null}
          busy={action.busy}
          describedBy={startBlocked === null ? undefined : noStart}
          onPress={() => action.run('engine.start', {})}
        >
          {actionText.start}
        </ActionButton>
      )}
      {state !== 'stopped' && (
        <ActionButton size={48} busy={action.busy} onPress={() => action.run('engine.stop', {})}>
          {actionText.stop}
        </ActionButton>
      )}
      {!unset && (
        <ActionButton
          size={48}
          icon={Send}
          look={verdict.next === 'send' ? 'solid' : 'outline'}
          blocked={sendBlocked !== null}
          busy={action.busy}
          describedBy={sendBlocked === null ? undefined : noSending}
          onPress={() => sendNow(action, null, announce)}
        >
          {actionText.sendNow}
        </ActionButton>
      )}
      <span id={noStart} className="only-read">
        {startBlocked}
      </span>
      <span id={noSending} className="only-read">
        {sendBlocked}
      </span>
    </div>
  )
}
