import { Info, RotateCw, TriangleAlert } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { ImportPreview } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandOutput } from '../../../src-shared/ipc/commands.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useConsole } from '../../app/console-state.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { VaultPanel } from '../../components/vault-panel.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { applyBlock, changesNothing } from './apply-block.ts'
import { MigrationFrame, type Origin, StepFooter, StepHeading } from './migration-frame.tsx'
import { PreviewTables } from './preview-tables.tsx'

const { preview: text } = importText

/** What would change, key by key and folder by folder. Nothing is stored before 適用. */
export function PreviewStep(props: {
  readonly from: Origin
  readonly onBack: () => void
  readonly onApplied: (applied: CommandOutput<'import.apply'>) => void
}) {
  const { info, overview } = useConsole()
  const isStopped = overview === undefined || overview.status.state === 'stopped'
  const [seen, setSeen] = useState<ImportPreview | null>(null)
  const [confirmed, setConfirmed] = useState<ReadonlySet<SettingKey>>(new Set())
  const [pauseOthers, setPauseOthers] = useState(false)
  const { run, ...loading } = useAction()
  const applying = useAction()
  const announce = useAnnounce()
  const noteId = useId()

  useEffect(() => {
    void run('import.preview', {}).then((done) => {
      if (done !== null) setSeen(done.value)
    })
  }, [run])

  const again = async () => {
    applying.clear()
    setConfirmed(new Set())
    const done = await run('import.preview', {})
    if (done === null) return
    setSeen(done.value)
    announce(text.seenAgain)
  }
  // What is shown is not what would be taken over: looking again comes first.
  const isStale = loading.error !== null || applying.error?.code === 'R5020'
  const blocked = isStale
    ? text.blocked.again
    : seen === null
      ? text.reading
      : applyBlock(seen, confirmed, info)
  const apply = async () => {
    if (seen === null) return
    const done = await applying.run('import.apply', { ticket: seen.ticket, pauseOthers })
    if (done === null) return
    announce(text.applied(done.value.settings, done.value.folders))
    props.onApplied(done.value)
  }
  return (
    <MigrationFrame
      from={props.from}
      step={1}
      footer={
        <StepFooter
          note={
            <p id={noteId} role="status" className="flex items-start gap-3">
              {blocked === null ? (
                <Info aria-hidden size={20} strokeWidth={2} className="mt-px shrink-0 text-ink2" />
              ) : (
                <TriangleAlert
                  aria-hidden
                  size={20}
                  strokeWidth={2}
                  className="tone-held mt-px shrink-0 text-tone"
                />
              )}
              {applying.busy ? text.applying : (blocked ?? noteOf(seen, pauseOthers, isStopped))}
            </p>
          }
        >
          <ActionButton size={48} onPress={props.onBack}>
            {text.back}
          </ActionButton>
          <ActionButton
            size={48}
            look="solid"
            busy={applying.busy}
            blocked={blocked !== null}
            describedBy={noteId}
            onPress={apply}
          >
            {text.apply}
          </ActionButton>
        </StepFooter>
      }
    >
      <StepHeading>{text.title}</StepHeading>
      <FailureBanner
        error={loading.error ?? applying.error}
        {...(isStale ? {} : { onDismiss: applying.clear })}
        className="mt-3"
      />
      {(loading.error ?? applying.error) !== null && (
        <div className="my-3">
          <ActionButton
            look={isStale ? 'solid' : 'outline'}
            icon={RotateCw}
            busy={loading.busy}
            onPress={again}
          >
            {text.again}
          </ActionButton>
        </div>
      )}
      {seen?.needsVault === true && <VaultPanel className="mt-4 mb-4" />}
      {seen === null && loading.busy && (
        <p role="status" className="mt-3 text-std-16N-170 text-ink2">
          {text.reading}
        </p>
      )}
      {seen !== null && (
        <PreviewTables
          preview={seen}
          confirmed={confirmed}
          onConfirm={(key, isOn) => setConfirmed((last) => withKey(last, key, isOn))}
          pauseOthers={pauseOthers}
          onPauseOthers={setPauseOthers}
        />
      )}
    </MigrationFrame>
  )
}

function noteOf(seen: ImportPreview | null, pauseOthers: boolean, isStopped: boolean): string {
  if (seen !== null && changesNothing(seen, pauseOthers)) return text.noteSame
  return isStopped ? text.note : text.noteWatching
}

function withKey(keys: ReadonlySet<SettingKey>, key: SettingKey, isOn: boolean): ReadonlySet<SettingKey> {
  const next = new Set(keys)
  if (isOn) next.add(key)
  else next.delete(key)
  return next
}
