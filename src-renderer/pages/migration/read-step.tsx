import { Info } from 'lucide-react'
import { useRef } from 'react'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { useLeaveGuard, useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { useQuery } from '../../hooks/use-query.ts'
import { ArgumentsSource } from './arguments-source.tsx'
import { FileSource } from './file-source.tsx'
import { MigrationFrame, type Origin, StepFooter, StepHeading } from './migration-frame.tsx'
import { usePastedArguments } from './use-pasted-arguments.ts'

const { read: text } = importText

/** The two things that the official batch has: its configuration file, and the arguments of its service. */
export function ReadStep({ from, onNext }: { readonly from: Origin; readonly onNext: () => void }) {
  const { go } = useRouter()
  const sources = useQuery('import.sources', {}, [])
  const pasted = usePastedArguments()
  const field = useRef<HTMLTextAreaElement>(null)
  const isTyped = pasted.text.trim() !== ''
  useLeaveGuard(isTyped ? 1 : 0)

  const file = sources.value?.file ?? null
  const folders = sources.value?.folders ?? null
  const isReady = file !== null || folders !== null || isTyped
  const next = async () => {
    // Who pasted and goes on means the text to be read.
    if (isTyped && !(await pasted.read())) field.current?.focus()
    else onNext()
  }
  return (
    <MigrationFrame
      from={from}
      step={0}
      footer={
        <StepFooter
          note={
            <p className="flex items-start gap-3">
              <Info aria-hidden size={20} strokeWidth={2} className="mt-px shrink-0 text-ink2" />
              {noteOf(isReady, file !== null, folders !== null || isTyped)}
            </p>
          }
        >
          <ActionButton size={48} onPress={() => go(from)}>
            {text.back}
          </ActionButton>
          <ActionButton size={48} look="solid" blocked={!isReady} busy={pasted.action.busy} onPress={next}>
            {text.next}
          </ActionButton>
        </StepFooter>
      }
    >
      <div className="max-w-[1102px]">
        <StepHeading>{text.lead}</StepHeading>
        <p className="mt-1 text-std-16N-170 text-ink2">{text.sentence}</p>
        <FailureBanner error={sources.error} className="mt-4" />
        {sources.value !== undefined && (
          <div className="mt-4 space-y-4">
            <FileSource file={file} onChanged={sources.refresh} />
            <ArgumentsSource folders={folders} pasted={pasted} fieldRef={field} onChanged={sources.refresh} />
          </div>
        )}
      </div>
    </MigrationFrame>
  )
}

function noteOf(isReady: boolean, hasFile: boolean, hasArguments: boolean): string {
  if (!isReady) return text.nothingYet
  if (!hasFile) return text.without.file
  return hasArguments ? text.keptNote : text.without.folders
}
