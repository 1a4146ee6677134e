import { KeyRound } from 'lucide-react'
import { type FormEvent, useId } from 'react'
import { vaultText } from '../../src-shared/text/ja/screens-start.ts'
import { useAnnounce } from '../app/announcer.tsx'
import { useConsole } from '../app/console-state.tsx'
import { type Action, useAction } from '../hooks/use-action.ts'
import { useOnlyShows } from '../hooks/use-only-shows.ts'
import { ActionButton, type ButtonLook } from './action-button.tsx'
import { FailureBanner } from './failure-banner.tsx'
import { Panel } from './panel.tsx'
import { PassphraseFields, useNewPassphrase } from './passphrase-fields.tsx'

/** Stands wherever a secret could be typed, until staff chose how secrets are kept. */
export function VaultPanel(props: {
  readonly className?: string
  /** Outline where another step is the next right one. */
  readonly look?: 'solid' | 'outline'
}) {
  const { info } = useConsole()
  const titleId = useId()
  const action = useAction()
  const announce = useAnnounce()
  const only = useOnlyShows()
  if (info?.vault.kind !== 'undecided') return null

  const useMemory = async () => {
    if ((await action.run('vault.choose', { kind: 'memory' })) !== null) announce(vaultText.chosenMemory)
  }
  return (
    <Panel
      labelledBy={titleId}
      className={`tone-held border-tone-line border-l-[6px] p-5 ${props.className ?? ''}`}
    >
      <h2 id={titleId} className="flex items-center gap-2 text-std-18B-160">
        <KeyRound aria-hidden size={22} strokeWidth={2} className="shrink-0 text-tone" />
        {vaultText.title}
      </h2>
      <p className="measure mt-1 text-dns-16N-130 leading-160 text-ink2">{vaultText.sentence}</p>
      <FailureBanner error={action.error} onDismiss={action.clear} className="mt-4" />
      <div className="mt-4 grid gap-4 xl:grid-cols-2">
        <PassphraseForm action={action} look={props.look ?? 'solid'} />
        <div className="flex flex-col rounded-8 border border-line p-4">
          <h3 className="text-dns-16B-130">{vaultText.memoryTitle}</h3>
          <p className="mt-2 grow text-dns-14N-130 leading-160 text-ink2">{vaultText.memorySentence}</p>
          <div className="mt-4">
            <ActionButton size={48} {...only} busy={action.busy} onPress={useMemory}>
              {vaultText.useMemory}
            </ActionButton>
          </div>
        </div>
      </div>
    </Panel>
  )
}

function PassphraseForm({ action, look }: { readonly action: Action; readonly look: ButtonLook }) {
  const passphrase = useNewPassphrase()
  const announce = useAnnounce()
  const only = useOnlyShows()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (only.blocked) return
    const chosen = passphrase.judged()
    if (chosen === null) return
    if ((await action.run('vault.choose', { kind: 'passphrase', passphrase: chosen })) !== null) {
      announce(vaultText.chosenPassphrase)
    }
  }
  return (
    <form onSubmit={submit} className="flex flex-col rounded-8 border border-line p-4">
      <h3 className="text-dns-16B-130">{vaultText.passphraseTitle}</h3>
      <p className="mt-2 text-dns-14N-130 leading-160 text-ink2">{vaultText.passphraseSentence}</p>
      <div className="mt-4 space-y-4">
        <PassphraseFields passphrase={passphrase} hint={vaultText.passphraseHint} />
      </div>
      <div className="mt-4">
        <ActionButton
          size={48}
          look={look}
          type="submit"
          {...only}
          busy={action.busy}
          onPress={() => undefined}
        >
          {vaultText.usePassphrase}
        </ActionButton>
      </div>
    </form>
  )
}
