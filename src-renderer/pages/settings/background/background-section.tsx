import { Info, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import type { CommandOutput } from '../../../../src-shared/ipc/commands.ts'
import { backgroundText } from '../../../../src-shared/text/ja/screens-background.ts'
import { useConsole } from '../../../app/console-state.tsx'
import { ActionButton } from '../../../components/action-button.tsx'
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
  const keyNoteId = useId()
  const shown = ways.filter(({ way }) => way !== 'reboot' || system === 'windows')
  return (
    <>
      {shown.map((entry) => (
        <WayRow
          key={entry.way}
          entry={entry}
          system={system}
          form={form}
          missing={entry.way === 'service' && !background.keyReady ? keyNoteId : null}
        >
          {entry.way === 'service' && entry.state !== 'unavailable' && (
            <>
              <KeyNote id={keyNoteId} background={background} />
              {system === 'windows' && <TaskChoiceFields form={form} onChange={setForm} />}
            </>
          )}
          {entry.way === 'reboot' && <RebootChoiceFields form={form} onChange={setForm} />}
        </WayRow>
      ))}
    </>
  )
}

/** The panel that makes the key stands in a section of its own; here is whether it was done, and the way there. */
function KeyNote(props: { readonly id: string; readonly background: CommandOutput<'background.get'> }) {
  const { keyReady, keyFile } = props.background
  const { info } = useConsole()
  const Icon = keyReady ? Info : TriangleAlert
  return (
    <div className="space-y-2 text-dns-14N-130 leading-150">
      <div className="tone-held flex items-start gap-2">
        <Icon
          aria-hidden
          size={18}
          strokeWidth={2}
          className={`mt-[1.5px] shrink-0 ${keyReady ? 'text-ink2' : 'text-tone'}`}
        />
        <div className="min-w-0 space-y-1">
          <p id={props.id} className="measure">
            {keyReady ? backgroundText.keyReady : backgroundText.keyMissing}
          </p>
          {!keyReady && (
            <>
              <p className="text-code break-all text-ink2">{keyFile}</p>
              <ActionButton look="link" size={32} onPress={openKeySection}>
                {backgroundText.openKey}
              </ActionButton>
            </>
          )}
        </div>
      </div>
      {info?.heldBy == null && <p className="measure text-ink2">{backgroundText.onlyShows}</p>}
    </div>
  )
}

/** On this same screen: the focus goes along, to the button that makes the key. */
function openKeySection() {
  const section = document.getElementById('section-secrets')
  section?.scrollIntoView({ block: 'start' })
  section?.querySelector('button')?.focus({ preventScroll: true })
}
