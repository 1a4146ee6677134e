import { CircleCheck, CircleQuestionMark, CircleStop, type LucideIcon, TriangleAlert } from 'lucide-react'
import { OFFICIAL_SERVICE } from '../../../src-shared/domain/official-service.ts'
import type { OfficialState } from '../../../src-shared/ipc/background-answers.ts'
import { officialText } from '../../../src-shared/text/ja/screens-official.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { ActionButton } from '../action-button.tsx'
import { CommandLines } from '../command-lines.tsx'
import { FailureBanner } from '../failure-banner.tsx'
import { StatusChip } from '../status-chip.tsx'
import type { Tone } from '../tone.ts'

type Finding = NonNullable<OfficialState['finding']>

const MARKS: Readonly<Record<Finding['service'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  absent: { tone: 'ok', icon: CircleCheck },
  stopped: { tone: 'idle', icon: CircleStop },
  running: { tone: 'bad', icon: TriangleAlert },
  unknown: { tone: 'held', icon: CircleQuestionMark },
}

/**
 * What is left of the official batch on this computer, and how staff stop it: in 設定 › 起動・常駐, and in the last step of
 * the migration.
 */
export function OfficialPanel() {
  const { value, error } = useQuery('official.get', {}, ['background', 'settings', 'practice'])
  const action = useAction()
  const announce = useAnnounce()
  const look = async () => {
    if ((await action.run('official.look', {})) !== null) announce(officialText.looked)
  }
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="grow text-dns-16B-130">{officialText.title}</h3>
        {value?.supported === true && (
          <ActionButton size={32} busy={action.busy} onPress={look}>
            {officialText.look}
          </ActionButton>
        )}
      </div>
      <FailureBanner error={error ?? action.error} onDismiss={action.clear} />
      {value !== undefined && <Found state={value} />}
    </div>
  )
}

function Found({ state }: { readonly state: OfficialState }) {
  const { finding, supported, samePath, commands } = state
  if (!supported) return <Sentence>{officialText.unsupported}</Sentence>
  if (finding === null) return <Sentence>{officialText.looking}</Sentence>
  const clean = finding.service === 'absent' && finding.tasks.length === 0
  if (clean) {
    return (
      <p className="flex items-center gap-2 text-dns-14N-130 leading-150 text-ink2">
        <CircleCheck aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ok" />
        {officialText.clean}
      </p>
    )
  }
  return (
    <>
      <ul aria-label={officialText.title} className="space-y-2">
        <li className="rounded-8 border border-line p-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dns-16N-130">
            <StatusChip {...MARKS[finding.service]} word={officialText.services[finding.service]} />
            {officialText.service} <span className="text-code">{OFFICIAL_SERVICE}</span>
          </p>
          <p className="measure mt-1.5 text-dns-14N-130 leading-150 text-ink2 empty:hidden">
            {serviceSentence(finding, samePath)}
          </p>
        </li>
        {finding.tasks.map(({ name, kind }) => (
          <li key={name} className="rounded-8 border border-line p-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dns-16N-130">
              <StatusChip tone="held" icon={TriangleAlert} word={officialText.registered} />
              {officialText.task} <span className="text-code break-all">{name}</span>
            </p>
            <p className="measure mt-1.5 text-dns-14N-130 leading-150 text-ink2">
              {officialText.tasks[kind]}
            </p>
          </li>
        ))}
      </ul>
      {commands.length > 0 && (
        <div className="space-y-2">
          <h4 className="text-dns-14B-130">{officialText.commands}</h4>
          <Sentence>{officialText.commandsSentence}</Sentence>
          <CommandLines label={officialText.commands} commands={commands} />
        </div>
      )}
    </>
  )
}

function serviceSentence({ service, startsItself }: Finding, samePath: boolean): string {
  if (service === 'running') return samePath ? officialText.twice : officialText.otherPath
  if (service === 'unknown') return officialText.unknownSentence
  return service === 'stopped' && startsItself ? officialText.startsItself : ''
}

function Sentence({ children }: { readonly children: string }) {
  return <p className="measure text-dns-14N-130 leading-150 text-ink2">{children}</p>
}
