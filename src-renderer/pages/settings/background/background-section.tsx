import { Info } from 'lucide-react'
import { useState } from 'react'
import type { CommandOutput } from '../../../../src-shared/ipc/commands.ts'
import { backgroundText } from '../../../../src-shared/text/ja/screens-background.ts'
import { useConsole } from '../../../app/console-state.tsx'
import { FailureBanner } from '../../../components/failure-banner.tsx'
import { OfficialPanel } from '../../../components/official/official-panel.tsx'
import { useQuery } from '../../../hooks/use-query.ts'
import { RebootChoiceFields } from './reboot-choice-fields.tsx'
import { TaskChoiceFields } from './task-choice-fields.tsx'
import { firstForm } from './way-form.ts'
import { WayRow } from './way-row.tsx'

/** 起動・常駐: how this program starts by itself, and what of the official batch would start beside it. */
export function BackgroundSection() {
  const { value, error } = useQuery('background.get', {}, ['background', 'practice', 'vault'])
  return (
    <div>
      {error !== null && <FailureBanner error={error} className="m-5" />}
      {value === undefined ? (
        <p className="border-line border-t px-5 py-3 text-dns-14N-130 text-ink2">{backgroundText.reading}</p>
      ) : (
        <Ways background={value} />
      )}
      <div className="border-line border-t px-5 py-4">
        <OfficialPanel />
      </div>
    </div>
  )
}

function Ways({ background }: { readonly background: CommandOutput<'background.get'> }) {
  const { system, ways } = background
  const [form, setForm] = useState(() => firstForm(background.account))
  const shown = ways.filter(({ way }) => way !== 'reboot' || system === 'windows')
  return (
    <>
      {shown.map((entry) => (
        <WayRow key={entry.way} entry={entry} system={system} form={form}>
          {entry.way === 'service' && entry.state !== 'unavailable' && (
            <>
              <KeyNote keyReady={background.keyReady} keyFile={background.keyFile} />
              {system === 'windows' && <TaskChoiceFields form={form} onChange={setForm} />}
            </>
          )}
          {entry.way === 'reboot' && <RebootChoiceFields form={form} onChange={setForm} />}
        </WayRow>
      ))}
    </>
  )
}

/** The panel that makes the key stands beside this section; here is whether it was done. */
function KeyNote({ keyReady, keyFile }: { readonly keyReady: boolean; readonly keyFile: string }) {
  const { info } = useConsole()
  return (
    <div className="space-y-2">
      <p className="measure flex items-start gap-2 break-all text-dns-14N-130 leading-150">
        <Info aria-hidden size={18} strokeWidth={2} className="mt-[1.5px] shrink-0 text-ink2" />
        {keyReady ? backgroundText.keyReady : backgroundText.keyMissing(keyFile)}
      </p>
      {info?.heldBy == null && (
        <p className="measure text-dns-14N-130 leading-150 text-ink2">{backgroundText.onlyShows}</p>
      )}
    </div>
  )
}
