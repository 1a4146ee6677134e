import { CircleStop } from 'lucide-react'
import { useId } from 'react'
import type { UploadProgress as Progress } from '../../../src-shared/domain/engine-status.ts'
import type { FolderCard } from '../../../src-shared/ipc/answer-shapes.ts'
import { actionText, uploadText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { roughDuration, size, speed } from '../../../src-shared/text/ja/screens-formats.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useConsole } from '../../app/console-state.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { SenderButton } from '../../components/sender-button.tsx'
import { percent, remainingSeconds } from '../../hooks/upload-pace.ts'
import type { Action } from '../../hooks/use-action.ts'

/** A file under way: how much of it left, how fast, how long it still takes, and 中止 with its consequence. */
export function UploadProgress(props: {
  readonly progress: Progress
  readonly folders: readonly FolderCard[]
  readonly action: Action
}) {
  const { progress, folders, action } = props
  const { folder, fileName, sentBytes, totalBytes } = progress
  const announce = useAnnounce()
  const file = useId()
  const consequence = useId()
  const rate = useConsole().uploadRates.get(folder) ?? null
  const share = percent(sentBytes, totalBytes)
  const name = folders.find((card) => card.folder === folder)?.displayName ?? folder
  const rest = remainingSeconds(sentBytes, totalBytes, rate)
  const handedOver = sentBytes >= totalBytes

  const cancel = async () => {
    const done = await action.run('engine.cancel-upload', { folder, fileName })
    if (done !== null) announce(done.value.cancelled ? actionText.cancelled : actionText.notCancelled)
  }
  return (
    <div className="border-line border-t px-5 pt-3 pb-4">
      <div className="flex items-end justify-between gap-4">
        <p id={file} className="min-w-0 truncate text-dns-16N-130 leading-150">
          <strong>{name}</strong>
          <span className="ml-3 text-ink2">{fileName}</span>
        </p>
        <p aria-hidden className="shrink-0 text-std-24B-150 leading-none tabular-nums">
          {share}
          <span className="text-dns-16B-130">%</span>
        </p>
      </div>
      <div className="mt-2">
        <ProgressBar label={uploadText.label(name)} percent={share} />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-x-8 gap-y-2 text-dns-16N-130 tabular-nums">
        <p>
          <strong>{size(sentBytes)}</strong> <span className="text-ink2">{uploadText.of}</span>{' '}
          <span className="text-ink2">{size(totalBytes)}</span>
        </p>
        <Figure label={uploadText.speed} value={rate === null ? uploadText.measuring : speed(rate)} />
        <Figure
          label={uploadText.remaining}
          value={handedOver ? uploadText.answer : rest === null ? uploadText.measuring : roughDuration(rest)}
        />
        <p id={consequence} className="ml-auto text-dns-14N-130 text-ink2">
          {handedOver ? uploadText.consequenceLate : uploadText.consequence}
        </p>
        <SenderButton
          look="danger"
          icon={CircleStop}
          busy={action.busy}
          describedBy={`${file} ${consequence}`}
          onPress={cancel}
        >
          {actionText.cancel}
        </SenderButton>
      </div>
    </div>
  )
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <p>
      <span className="mr-3 text-ink2">{label}</span>
      <strong>{value}</strong>
    </p>
  )
}
