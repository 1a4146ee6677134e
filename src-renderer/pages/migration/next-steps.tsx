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
  const folders = useQuery('folders.list', {}, ['folders', 'settings'])
  const missing = overview?.missing.map(({ key }) => settingLabel[key]) ?? []
  const absent = folders.value?.folders.filter(({ directory }) => directory === 'missing').length ?? 0
  const gates = missing.length > 0 || absent > 0
  const leads = (screen: Screen, action: string, isFirst: boolean) => (
    <ActionButton look={isFirst ? 'solid' : 'outline'} onPress={() => go(screen)}>
      {action}
    </ActionButton>
  )
  return (
    <MigrationFrame from={props.from} step={2}>
      <div className="max-w-[880px]">
        <div className="flex items-center gap-3">
          <CircleCheck aria-hidden size={28} strokeWidth={2} className="shrink-0 text-ok" />
          <StepHeading>{text.title}</StepHeading>
        </div>
        <p className="mt-1 text-std-16N-170">
          {importText.preview.applied(props.applied.settings, props.applied.folders)}
          {text.sentence}
        </p>
        <ol className="mt-4 space-y-3">
          {missing.length > 0 && (
            <Step title={text.incomplete.title}>
              <p>{text.incomplete.sentence(missing.join('、'))}</p>
              {leads('settings', text.incomplete.action, true)}
            </Step>
          )}
          {absent > 0 && (
            <Step title={text.missing.title}>
              <p>{text.missing.sentence(absent)}</p>
              {leads('folders', text.missing.action, missing.length === 0)}
            </Step>
          )}
          <Step title={text.diagnosis.title}>
            <p>{text.diagnosis.sentence}</p>
            {leads('diagnosis', text.diagnosis.action, !gates)}
          </Step>
          <Step title={text.stopOfficial.title}>
            <StopOfficialBatch />
          </Step>
          <Step title={text.start.title}>
            <p>{text.start.sentence}</p>
            {leads('dashboard', text.start.action, false)}
          </Step>
        </ol>
      </div>
    </MigrationFrame>
  )
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="rounded-12 border border-line bg-panel p-4">
      <h3 className="text-dns-16B-130">{title}</h3>
      <div className="mt-2 space-y-3 text-dns-16N-130 leading-160">{children}</div>
    </li>
  )
}
