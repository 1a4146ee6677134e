import { CircleX } from 'lucide-react'
import { useId, useState } from 'react'
import type { BackgroundKeyCard } from '../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { wordText } from '../../src-shared/text/ja/screens.ts'
import { tableTime } from '../../src-shared/text/ja/screens-formats.ts'
import { keyText } from '../../src-shared/text/ja/screens-secrets.ts'
import { useAnnounce } from '../app/announcer.tsx'
import { useConsole } from '../app/console-state.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useOnlyShows } from '../hooks/use-only-shows.ts'
import { useQuery } from '../hooks/use-query.ts'
import { ActionButton } from './action-button.tsx'
import { FailureBanner } from './failure-banner.tsx'
import { NoticeBanner } from './notice-banner.tsx'
import { QuestionDialog } from './question-dialog.tsx'
import { TextField } from './text-field.tsx'

/** 画面なしで動かすための鍵: made, shown and taken away. For a panel with a title of its own. */
export function BackgroundKeyPanel() {
  const { info } = useConsole()
  const titleId = useId()
  const { value, error } = useQuery('vault.key-file', {}, ['vault', 'folders', 'settings'])
  const [account, setAccount] = useState('')
  const [removing, setRemoving] = useState(false)
  const [done, setDone] = useState<string | null>(null)
  const action = useAction()
  const announce = useAnnounce()
  const only = useOnlyShows()
  if (info === undefined || value === undefined) return null

  const tell = (sentence: string) => {
    setDone(sentence)
    announce(sentence)
  }
  const make = async () => {
    const typed = account.trim()
    const made = await action.run('vault.make-key-file', { account: typed === '' ? null : typed })
    if (made !== null) tell(keyText.made)
  }
  const remove = async () => {
    const removed = await action.run('vault.remove-key-file', {})
    setRemoving(false)
    if (removed !== null) tell(keyText.removed)
  }
  const { key } = value
  const why = blockedBy(info.vault)
  const whyId = `${titleId}-why`
  return (
    <section aria-labelledby={titleId} className="space-y-3 border-line border-t px-5 py-4">
      <h3 id={titleId} className="text-dns-16B-130">
        {keyText.title}
      </h3>
      <p className="measure text-dns-14N-130 leading-150 text-ink2">{keyText.sentence}</p>
      <FailureBanner error={error ?? action.error} onDismiss={action.clear} />
      <NoticeBanner sentence={done} onDismiss={() => setDone(null)} />
      {key === null ? <p className="text-dns-16N-130">{keyText.none}</p> : <KeyFacts card={key} />}
      {why !== null && (
        <p id={whyId} className="text-dns-14N-130 leading-150 text-ink2">
          {why}
        </p>
      )}
      {navigator.userAgent.includes('Windows') && (
        <div className="max-w-[480px]">
          <TextField
            label={keyText.windowsAccount}
            hint={keyText.windowsHint}
            value={account}
            onChange={setAccount}
          />
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        <ActionButton
          {...(only.blocked
            ? only
            : { blocked: why !== null, describedBy: why === null ? undefined : whyId })}
          busy={action.busy}
          onPress={make}
        >
          {key === null ? keyText.make : keyText.remake}
        </ActionButton>
        {key !== null && (
          <ActionButton look="danger" {...only} busy={action.busy} onPress={() => setRemoving(true)}>
            {keyText.remove}
          </ActionButton>
        )}
      </div>
      <QuestionDialog
        open={removing}
        title={keyText.removeQuestion}
        safe={wordText.cancel}
        onSafe={() => setRemoving(false)}
        act={keyText.remove}
        busy={action.busy}
        onAct={remove}
      >
        <p className="text-code break-all font-bold">{key?.file}</p>
        <p>{keyText.removeConsequence}</p>
      </QuestionDialog>
    </section>
  )
}

/** Without secrets on disk there is nothing that a key could open. */
function blockedBy(vault: { readonly kind: string; readonly locked: boolean }): string | null {
  if (vault.locked) return keyText.locked
  if (vault.kind === 'undecided') return keyText.choose
  return vault.kind === 'memory' ? keyText.memory : null
}

function KeyFacts({ card }: { readonly card: BackgroundKeyCard }) {
  const { facts } = keyText
  const rows: [string, string][] = [
    [facts.file, card.file],
    [facts.since, tableTime(card.since)],
    [facts.account, card.account ?? keyText.ownAccount],
    [facts.covered, listed(card.covered)],
  ]
  if (card.uncovered.length > 0) rows.push([facts.uncovered, listed(card.uncovered)])
  const fault = card.problem === null ? null : errorText(card.problem.code)
  return (
    <>
      {(fault !== null || card.uncovered.length > 0) && (
        <div className="tone-bad flex gap-2 text-tone">
          <CircleX aria-hidden size={20} strokeWidth={2} className="shrink-0" />
          <p className="text-dns-14N-130 leading-150">
            {fault === null ? keyText.uncovered : `${fault.what}${fault.remedy}`}
            <span className="text-code ml-2 break-all empty:hidden">{card.problem?.detail}</span>
          </p>
        </div>
      )}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-dns-14N-130 leading-150">
        {rows.map(([name, content]) => (
          <div key={name} className="contents">
            <dt className="text-ink2">{name}</dt>
            <dd className={name === facts.file ? 'text-code break-all leading-150' : 'break-all'}>
              {content}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? keyText.nothing : names.join('、')
}
