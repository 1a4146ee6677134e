import { Copy, FolderOpen, ScrollText } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import type { LogFileRow } from '../../../src-shared/ipc/answer-shapes.ts'
import { navigationText } from '../../../src-shared/text/ja/screens.ts'
import { grouped, tableTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { logText } from '../../../src-shared/text/ja/screens-log.ts'
import { PageFrame } from '../../app/page-frame.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { CheckChoice } from '../../components/check-choice.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { Panel } from '../../components/panel.tsx'
import { SelectBox } from '../../components/select-box.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import { useQuery } from '../../hooks/use-query.ts'
import { LogLines } from './log-lines.tsx'
import { LogSearch } from './log-search.tsx'
import { matchingLines } from './matches.ts'

/** Lines come in bursts; the tail is read anew at most this often. */
const TAIL_GAP_MS = 500

/** ログ: log.txt as it grows, and the files that were put aside. */
export function LogPage() {
  const [number, setNumber] = useState(0)
  const [follow, setFollow] = useState(true)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const { value, error } = useQuery('log.tail', { number }, ['log', 'practice'], TAIL_GAP_MS)
  const emptyId = useId()
  const action = useAction()
  const copy = useCopy()

  const lines = value?.lines
  const matches = useMemo(() => matchingLines(lines?.map(({ text }) => text) ?? [], query), [lines, query])
  // The list may have got shorter since the last step.
  const place = Math.min(at, Math.max(0, matches.length - 1))
  const step = (by: number) => {
    if (matches.length === 0) return
    setFollow(false)
    setAt((place + by + matches.length) % matches.length)
  }
  const search = (next: string) => {
    setQuery(next)
    setAt(0)
    if (next !== '') setFollow(false)
  }
  const isEmpty = value !== undefined && value.files.length === 0
  return (
    <PageFrame
      title={navigationText.log}
      actions={
        value !== undefined && (
          <>
            <ActionButton
              icon={Copy}
              blocked={isEmpty}
              describedBy={isEmpty ? emptyId : undefined}
              onPress={() => copy(value.lines.map(({ text }) => `${text}\n`).join(''))}
            >
              {logText.copy}
            </ActionButton>
            <ActionButton
              icon={FolderOpen}
              blocked={isEmpty}
              describedBy={isEmpty ? emptyId : undefined}
              busy={action.busy}
              onPress={() => action.run('log.reveal', { number })}
            >
              {logText.openFolder}
            </ActionButton>
          </>
        )
      }
    >
      <FailureBanner error={error ?? action.error} onDismiss={action.clear} className="mb-4" />
      {isEmpty && (
        <Panel>
          <EmptyState
            icon={ScrollText}
            titleId={emptyId}
            title={logText.emptyTitle}
            sentence={logText.emptySentence}
          />
        </Panel>
      )}
      {!isEmpty && value !== undefined && (
        <div className="flex h-full flex-col gap-3 max-lg:h-auto">
          <div className="flex flex-wrap items-end gap-3">
            <SelectBox
              label={logText.file}
              options={value.files.map((file) => ({ id: String(file.number), label: fileLabel(file) }))}
              value={String(number)}
              onChange={(id) => {
                setNumber(Number(id))
                setFollow(true)
              }}
              className="w-[344px]"
            />
            <LogSearch query={query} matches={matches.length} at={place} onType={search} onStep={step} />
            <div className="flex h-10 items-center">
              <CheckChoice selected={follow} onChange={setFollow} label={logText.follow} />
            </div>
          </div>
          <LogLines
            lines={value.lines}
            query={query}
            current={matches[place] ?? null}
            follow={follow}
            onFollow={setFollow}
          />
          <p className="text-dns-14N-130 text-ink2">
            {value.cut
              ? logText.cut(grouped(value.lines.length))
              : logText.lines(grouped(value.lines.length))}
          </p>
        </div>
      )}
    </PageFrame>
  )
}

function fileLabel({ number, changedAt }: LogFileRow): string {
  return number === 0 ? logText.fileNow : logText.fileOld(number, tableTime(changedAt))
}
