import { FolderPlus, FolderTree, ListOrdered } from 'lucide-react'
import { useId } from 'react'
import { schemeText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { forecastText } from '../../../src-shared/text/ja/screens-forecast.ts'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { SenderButton } from '../../components/sender-button.tsx'
import type { Action } from '../../hooks/use-action.ts'
import { SchemeCard } from './scheme-card.tsx'
import type { Overview } from './verdict.ts'

/** One card a scheme, in the order in which they are sent. */
export function SchemeCards(props: {
  readonly overview: Overview
  /** Why 送信 cannot be pressed; null when it can. */
  readonly blocked: string | null
  /** Another program sends, perhaps with a mapping of its own that stands nowhere here. */
  readonly held: boolean
  readonly dense: boolean
  readonly now: Date
  readonly action: Action
  /** Opens 次の周期で送るもの, at this folder or, with null, at its top. */
  readonly onList: (folder: string | null) => void
}) {
  const { overview, action, onList } = props
  const { go } = useRouter()
  const titleId = useId()
  const { folders } = overview
  return (
    <section aria-labelledby={titleId} className="flex min-w-0 flex-col">
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-3">
        <h2 id={titleId} className="grow text-std-18B-160">
          {schemeText.title}
        </h2>
        {folders.length > 0 && (
          <ActionButton size={32} icon={ListOrdered} onPress={() => onList(null)}>
            {forecastText.title}
          </ActionButton>
        )}
      </div>
      {folders.length === 0 ? (
        <Panel className="flex grow flex-col justify-center">
          <EmptyState icon={FolderTree} {...(props.held ? schemeText.emptyHeld : schemeText.empty)}>
            <SenderButton size={48} icon={FolderPlus} onPress={() => go('folders', { add: '1' })}>
              {schemeText.emptyAction}
            </SenderButton>
          </EmptyState>
        </Panel>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2">
          {folders.map((card) => (
            <SchemeCard
              key={card.folder}
              card={card}
              dense={props.dense}
              blocked={props.blocked}
              now={props.now}
              action={action}
              onList={() => onList(card.folder)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
