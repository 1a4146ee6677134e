import { FileInput, GraduationCap, Info, Settings } from 'lucide-react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { startText } from '../../../src-shared/text/ja/screens-start.ts'
import { useConsole } from '../../app/console-state.tsx'
import { PageFrame } from '../../app/page-frame.tsx'
import { useRouter } from '../../app/router.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { VaultPanel } from '../../components/vault-panel.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { StartCard } from './start-card.tsx'

/** はじめに: the ways to begin. */
export function StartPage() {
  const { go } = useRouter()
  const { info } = useConsole()
  const action = useAction()
  const onlyShows = useOnlyShows()
  const practise = async () => {
    if ((await action.run('practice.start', {})) !== null) go('dashboard')
  }
  return (
    <PageFrame title={navigationText.start}>
      <div className="max-w-[1102px]">
        <h2 className="text-std-20B-150">{startText.lead}</h2>
        <p className="mt-1 text-std-16N-170 text-ink2">{startText.sentence}</p>
        <FailureBanner error={action.error} onDismiss={action.clear} className="mt-4" />
        <div className="mt-5 grid gap-6 md:grid-cols-2 xl:grid-cols-3">
          <StartCard icon={FileInput} text={startText.cards.migration} main onPress={() => go('migration')} />
          <StartCard
            icon={Settings}
            text={startText.cards.fresh}
            onPress={() => go('settings', { section: 'target' })}
          />
          <StartCard
            icon={GraduationCap}
            text={startText.cards.practice}
            busy={action.busy}
            {...onlyShows}
            // Practising already: the button leads back to where practice happens.
            onPress={() => (info?.practice === true ? go('dashboard') : practise())}
          />
        </div>
        <VaultPanel className="mt-6" look="outline" />
        {info !== undefined && info.vault.kind !== 'undecided' && (
          <p className="mt-6 flex items-start gap-2 text-dns-14N-130 leading-150 text-ink2">
            <Info aria-hidden size={18} strokeWidth={2} className="mt-px shrink-0" />
            {info.vault.kind === 'memory' ? startText.notes.memory : startText.notes.stored}
          </p>
        )}
      </div>
    </PageFrame>
  )
}
