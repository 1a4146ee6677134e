import { navigationText, stateText } from '../../src-shared/text/ja/screens.ts'
import { roughDuration, shortTime } from '../../src-shared/text/ja/screens-formats.ts'
import { holderText } from '../../src-shared/text/ja/screens-holder.ts'
import { engineMark, onlyShowsMark } from '../components/state-marks.ts'
import { StatusChip } from '../components/status-chip.tsx'
import { percent, remainingSeconds } from '../hooks/upload-pace.ts'
import { useNow } from '../hooks/use-now.ts'
import { AboutButton } from './about-dialog.tsx'
import { type Overview, useConsole } from './console-state.tsx'
import { LockButton } from './lock-button.tsx'

/** At the foot of the navigation, on every screen: is it running, and when does it look next? */
export function StateBox() {
  const { info, overview, uploadRates } = useConsole()
  const now = useNow()
  const holder = info?.heldBy ?? null
  return (
    <section aria-label={navigationText.stateBox} className="px-3 pb-2.5">
      <div className="min-h-[70px] rounded-8 border border-line bg-sunken px-3 py-2.5">
        {holder !== null && (
          <>
            <StatusChip {...onlyShowsMark} />
            <p className="mt-2 text-dns-14N-130 text-ink2 [overflow-wrap:anywhere]">
              {holder.ended ? holderText.endedLine : holderText.stateLine(holder)}
            </p>
          </>
        )}
        {holder === null && overview !== undefined && (
          <>
            <StatusChip {...engineMark[overview.status.state]} />
            <p className="mt-2 text-dns-14N-130 text-ink2">{stateLine(overview, uploadRates, now)}</p>
          </>
        )}
      </div>
      <div className="mt-1.5 flex min-h-6 items-center gap-2 [&>:last-child]:ml-auto">
        <LockButton />
        <AboutButton />
      </div>
    </section>
  )
}

function stateLine(
  { status, missing, folders }: Overview,
  rates: ReadonlyMap<string, number | null>,
  now: Date,
): string {
  const [upload] = status.uploads
  if (upload !== undefined) {
    const { folder, sentBytes, totalBytes } = upload
    const rate = rates.get(folder) ?? null
    const rest = sentBytes < totalBytes ? remainingSeconds(sentBytes, totalBytes, rate) : null
    const share = percent(sentBytes, totalBytes)
    return rest === null ? stateText.share(share) : stateText.remaining(roughDuration(rest))
  }
  if (status.state === 'sending') return stateText.working
  if (status.state === 'watching') return stateText.next(shortTime(status.nextCycleAt, now))
  return missing.length > 0 || folders.length === 0 ? stateText.waitsForSettings : stateText.waitsForStart
}
