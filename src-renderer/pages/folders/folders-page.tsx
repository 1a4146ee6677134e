import { FolderTree, Plus, Settings } from 'lucide-react'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { actionText } from '../../../src-shared/text/ja/screens-dashboard.ts'
import { foldersText } from '../../../src-shared/text/ja/screens-folders.ts'
import { useConsole } from '../../app/console-state.tsx'
import { PageFrame } from '../../app/page-frame.tsx'
import { useRouter } from '../../app/router.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { Panel } from '../../components/panel.tsx'
import { VaultPanel } from '../../components/vault-panel.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { FolderSheet } from './folder-sheet.tsx'
import { FolderTable } from './folder-table.tsx'

/** 制度フォルダ: which token belongs to which folder, in the order of sending. */
export function FoldersPage() {
  const { route, go, replace } = useRouter()
  const { info } = useConsole()
  const list = useQuery('folders.list', {}, ['folders', 'settings', 'practice', 'vault', 'status'])
  const action = useAction()
  const only = useOnlyShows()
  const { value } = list
  const entries = value?.folders ?? []
  const edited = entries.find((entry) => entry.folder === route.params.edit)
  // The one solid button: not before it is decided how tokens are kept.
  const firstStep = value !== undefined && entries.length === 0 && info?.vault.kind !== 'undecided'
  const adding = route.params.add === '1'

  return (
    <PageFrame
      title={navigationText.folders}
      actions={
        <ActionButton
          icon={Plus}
          look={firstStep ? 'solid' : 'outline'}
          {...only}
          onPress={() => replace({ add: '1' })}
        >
          {foldersText.add}
        </ActionButton>
      }
    >
      <VaultPanel className="mb-4" />
      <FailureBanner error={action.error ?? list.error} onDismiss={action.clear} className="mb-4" />
      {value !== undefined && (
        <>
          <p className="flex flex-wrap items-center gap-x-4 pb-3 text-dns-16N-130 leading-150 text-ink2">
            {value.root === '' ? (
              <>
                {foldersText.noRoot}
                <ActionButton
                  look="link"
                  icon={Settings}
                  onPress={() => go('settings', { section: 'watching' })}
                >
                  {actionText.openSettings}
                </ActionButton>
              </>
            ) : (
              <span>
                {foldersText.lead}
                {foldersText.root}
                <span className="ml-4 break-all font-mono text-ink">{value.root}</span>
              </span>
            )}
          </p>
          {entries.length === 0 ? (
            <Panel>
              <EmptyState
                icon={FolderTree}
                title={foldersText.emptyTitle}
                sentence={foldersText.emptySentence}
              />
            </Panel>
          ) : (
            <FolderTable
              entries={entries}
              action={action}
              isFirstStep={info?.vault.kind !== 'undecided'}
              onEdit={(folder) => replace({ edit: folder })}
            />
          )}
          {(adding || edited !== undefined) && !only.blocked && (
            <FolderSheet
              key={edited?.id ?? 'new'}
              entry={edited ?? null}
              entries={entries}
              root={value.root}
              onClose={() => replace({})}
            />
          )}
        </>
      )}
    </PageFrame>
  )
}
