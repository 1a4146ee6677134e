import { useId, useState } from 'react'
import type { MovingPreview } from '../../../src-shared/ipc/answer-shapes.ts'
import { movingText } from '../../../src-shared/text/ja/screens-secrets.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { ActionButton } from '../action-button.tsx'
import { FailureBanner } from '../failure-banner.tsx'
import { NoticeBanner } from '../notice-banner.tsx'
import { MovingExportDialog } from './moving-export-dialog.tsx'
import { MovingOpenDialog } from './moving-open-dialog.tsx'
import { MovingPreviewDialog } from './moving-preview-dialog.tsx'

type Step =
  | { readonly kind: 'none' }
  | { readonly kind: 'export' }
  | { readonly kind: 'open'; readonly file: string }
  | { readonly kind: 'preview'; readonly preview: MovingPreview }

const NONE: Step = { kind: 'none' }

/** 別のパソコンへ移す: one sealed file out, or in after a look at what it changes. */
export function MovingPanel() {
  const titleId = useId()
  const [step, setStep] = useState<Step>(NONE)
  const [done, setDone] = useState<string | null>(null)
  const action = useAction()
  const announce = useAnnounce()
  const only = useOnlyShows()

  const end = (sentence: string) => {
    setStep(NONE)
    setDone(sentence)
    announce(sentence)
  }
  const pick = async () => {
    const picked = await action.run('moving.pick', {})
    if (picked !== null && picked.value.file !== null) setStep({ kind: 'open', file: picked.value.file })
  }
  const giveUp = () => {
    setStep(NONE)
    void action.run('moving.forget', {})
  }
  return (
    <section aria-labelledby={titleId} className="space-y-3 border-line border-t px-5 py-4">
      <h3 id={titleId} className="text-dns-16B-130">
        {movingText.title}
      </h3>
      <p className="measure text-dns-14N-130 leading-150 text-ink2">{movingText.sentence}</p>
      <FailureBanner error={action.error} onDismiss={action.clear} />
      <NoticeBanner sentence={done} onDismiss={() => setDone(null)} />
      <div className="flex flex-wrap gap-3">
        <ActionButton {...only} busy={action.busy} onPress={() => setStep({ kind: 'export' })}>
          {movingText.export}
        </ActionButton>
        <ActionButton {...only} busy={action.busy} onPress={pick}>
          {movingText.import}
        </ActionButton>
      </div>
      {step.kind === 'export' && (
        <MovingExportDialog
          onClose={() => setStep(NONE)}
          onExported={(file) => end(movingText.exported(file))}
        />
      )}
      {step.kind === 'open' && (
        <MovingOpenDialog
          file={step.file}
          onClose={giveUp}
          onOpened={(preview) => setStep({ kind: 'preview', preview })}
        />
      )}
      {step.kind === 'preview' && (
        <MovingPreviewDialog
          preview={step.preview}
          onClose={giveUp}
          onApplied={() => end(movingText.applied)}
        />
      )}
    </section>
  )
}
