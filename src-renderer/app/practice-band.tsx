import { GraduationCap } from 'lucide-react'
import { Button } from 'react-aria-components'
import { practiceText } from '../../src-shared/text/ja/screens.ts'
import { FailureBanner } from '../components/failure-banner.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useConsole } from './console-state.tsx'
import { useRouter } from './router.tsx'

/** On top of every screen while practising, so that nobody takes practice for work or work for practice. */
export function PracticeBand() {
  const { info } = useConsole()
  const { go } = useRouter()
  const action = useAction()
  if (info?.practice !== true) return null
  const stop = async () => {
    if ((await action.run('practice.stop', {})) !== null) go('start')
  }
  return (
    <section aria-label={practiceText.name}>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 bg-practice px-4 text-on-practice forced-colors:border-b">
        <GraduationCap aria-hidden size={20} strokeWidth={2} />
        <strong className="text-oln-16B-100">{practiceText.name}</strong>
        <span className="grow text-dns-16N-130">{practiceText.sentence}</span>
        <Button
          onPress={stop}
          className="h-8 rounded-4 px-2 text-oln-16B-100 underline decoration-1 underline-offset-4 hover:decoration-2"
        >
          {practiceText.stop}
        </Button>
      </div>
      <FailureBanner error={action.error} onDismiss={action.clear} className="m-3" />
    </section>
  )
}
