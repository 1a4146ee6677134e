import { Lock, TriangleAlert } from 'lucide-react'
import { holderText } from '../../src-shared/text/ja/screens-holder.ts'
import { ActionButton } from '../components/action-button.tsx'
import { FailureBanner } from '../components/failure-banner.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useNow } from '../hooks/use-now.ts'
import { ONLY_SHOWS_SENTENCE } from '../hooks/use-only-shows.ts'
import { useAnnounce } from './announcer.tsx'
import { useConsole } from './console-state.tsx'

/**
 * On top of every screen while another program sends from this data folder, so that nobody waits for this one. Once that
 * program is gone, staff may take over here; by itself nothing does.
 */
export function HolderBand() {
  const { info } = useConsole()
  const now = useNow()
  const action = useAction()
  const announce = useAnnounce()
  const holder = info?.heldBy ?? null
  if (holder === null) return null
  const { ended } = holder
  const Icon = ended ? TriangleAlert : Lock
  const takeOver = async () => {
    if ((await action.run('app.take-over', {})) !== null) announce(holderText.takenOver)
  }
  return (
    <section aria-label={holderText.name} className={ended ? 'tone-bad' : 'tone-held'}>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-2 border-tone-line border-b bg-tone-soft py-2 pr-6 pl-4">
        <Icon aria-hidden size={20} strokeWidth={2} className="shrink-0 text-tone" />
        <p
          id={ONLY_SHOWS_SENTENCE}
          role="status"
          className="min-w-[16em] grow basis-0 text-dns-16N-130 leading-150"
        >
          <strong className="mr-3 text-dns-16B-130 leading-150">
            {ended ? holderText.endedTitle : holderText.title}
          </strong>
          {ended ? holderText.endedSentence(holder, now) : holderText.sentence(holder, now)}
        </p>
        {ended && (
          <ActionButton look="solid" busy={action.busy} onPress={takeOver}>
            {holderText.takeOver}
          </ActionButton>
        )}
      </div>
      <FailureBanner error={action.error} onDismiss={action.clear} className="m-3" />
    </section>
  )
}
