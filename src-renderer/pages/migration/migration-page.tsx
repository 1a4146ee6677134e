import { useState } from 'react'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { useConsole } from '../../app/console-state.tsx'
import { useRouter } from '../../app/router.tsx'
import { Panel } from '../../components/panel.tsx'
import { MigrationFrame, type Origin } from './migration-frame.tsx'
import { NextSteps } from './next-steps.tsx'
import { PreviewStep } from './preview-step.tsx'
import { ReadStep } from './read-step.tsx'

/**
 * 公式バッチから移行 of はじめに, and 公式バッチの設定を取り込む of 設定: read, look, apply, and what comes next. What was
 * read stays in the main process, so that going back or elsewhere loses nothing.
 */
export function MigrationPage() {
  const { route, go } = useRouter()
  const { info } = useConsole()
  const [applied, setApplied] = useState<CommandOutput<'import.apply'> | null>(null)
  const from: Origin = route.params.from === 'settings' ? 'settings' : 'start'
  if (info?.practice === true) {
    return (
      <MigrationFrame from={from} step={0}>
        <Panel className="p-5">
          <p className="measure text-std-16N-170">{importText.inPractice}</p>
        </Panel>
      </MigrationFrame>
    )
  }
  if (applied !== null) return <NextSteps from={from} applied={applied} />
  if (route.params.step === 'preview') {
    return <PreviewStep from={from} onBack={() => go('migration', { from })} onApplied={setApplied} />
  }
  return <ReadStep from={from} onNext={() => go('migration', { from, step: 'preview' })} />
}
