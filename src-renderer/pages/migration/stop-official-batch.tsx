import { Copy } from 'lucide-react'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { OfficialPanel } from '../../components/official/official-panel.tsx'
import { useCopy } from '../../hooks/use-copy.ts'

const text = importText.next.stopOfficial

/** The official service has to stop before monitoring starts, since two relays on one folder send a file twice. */
export function StopOfficialBatch() {
  const copy = useCopy()
  return (
    <>
      <p className="measure">{text.sentence}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <code className="text-code min-w-0 break-all rounded-4 bg-sunken px-2 py-1 forced-colors:border">
          {text.command}
        </code>
        <ActionButton look="link" size={32} icon={Copy} onPress={() => copy(text.command)}>
          {text.copy}
        </ActionButton>
      </div>
      <OfficialPanel />
      <p className="measure text-ink2">{text.leftovers}</p>
    </>
  )
}
