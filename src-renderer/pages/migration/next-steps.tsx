import { CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { settingLabel } from '../../../src-shared/text/ja/settings.ts'
import { useConsole } from '../../app/console-state.tsx'
import { useRouter } from '../../app/router.tsx'
import type { Screen } from '../../app/routes.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { useQuery } from '../../hooks/use-query.ts'
import { MigrationFrame, type Origin, StepHeading } from './migration-frame.tsx'
import { StopOfficialBatch } from './stop-official-batch.tsx'

const { next: text } = importText

/** What is left to do before files are sent from here and from nowhere else. */
export function NextSteps(props: { readonly from: Origin; readonly applied: CommandOutput<'import.apply'> }) {
  const { overview } = useConsole()
  const { go } = useRouter()
  const isStopped = overview === undefined || overview.status.state === 'stopped'
  const folders = useQuery('folders.list', {}, ['folders', 'settings'])
  const missing = overview?.missing.map(({ key }) => settingLabel[key]) ?? []
  const absent = folders.value?.folders.filter(({ directory }) => directory === 'missing').length ?? 0
  const leads = (screen: Screen, action: string, isFirst: boolean) => (
    <ActionButton look={isFirst ? 'solid' : 'outline'} onPress={() => go(screen)}>
      {action}
    </ActionButton>
  )
  return (
    <MigrationFrame from={props.from} step={2}>
      <div className="max-w-[1102px]">
        <div className="flex items-center gap-3">
          <CircleCheck aria-hidden size={28} strokeWidth={2} className="shrink-0 text-ok" />
          <StepHeading>{text.title}</StepHeading>
        </div>
        <p className="mt-1 text-std-16N-170">
          {importText.preview.applied(props.applied.settings, props.applied.folders)}
          {isStopped ? text.sentence : text.sentenceWatching}
        </p>
        <ol className="mt-4 space-y-3 [counter-reset:step]">
          {missing.length > 0 && (
            <Step title={text.incomplete.title} action={leads('settings', text.incomplete.action, true)}>
              {text.incomplete.sentence(missing.join('、'))}
            </Step>
          )}
          {absent > 0 && (
            <Step
              title={text.missing.title}
              action={leads('folders', text.missing.action, missing.length === 0)}
            >
              {text.missing.sentence(absent)}
            </Step>
          )}
          <Step
            title={text.diagnosis.title}
            action={leads('diagnosis', text.diagnosis.action, missing.length === 0 && absent === 0)}
          >
            {text.diagnosis.sentence}
          </Step>
          <Step title={text.stopOfficial.title}>
            <StopOfficialBatch />
          </Step>
          {isStopped && (
            <Step title={text.start.title} action={leads('dashboard', text.start.action, false)}>
              {text.start.sentence}
            </Step>
          )}
        </ol>
      </div>
    </MigrationFrame>
  )
}

function Step(props: { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-4 gap-y-3 rounded-12 border border-line bg-panel p-4 [counter-increment:step] before:flex before:size-7 before:items-center before:justify-center before:rounded-full before:border before:border-control before:text-oln-14B-100 before:content-[counter(step)_/_''] lg:grid-cols-[auto_minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3 className="text-dns-16B-130 leading-7">{props.title}</h3>
        <div className="mt-1 space-y-3 text-dns-16N-130 leading-160">{props.children}</div>
      </div>
      {props.action !== undefined && <div className="max-lg:col-start-2">{props.action}</div>}
    </li>
  )
}
