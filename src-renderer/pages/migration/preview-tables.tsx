import { Info } from 'lucide-react'
import { useState } from 'react'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { ImportedSetting, ImportPreview } from '../../../src-shared/ipc/answer-shapes.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { visible } from '../../../src-shared/text/ja/visible.ts'
import { CheckChoice } from '../../components/check-choice.tsx'
import { FolderRows } from './folder-rows.tsx'
import { rowCheck } from './row-check.ts'
import { SettingRows } from './setting-rows.tsx'

const { preview: text } = importText

export function PreviewTables(props: {
  readonly preview: ImportPreview
  readonly confirmed: ReadonlySet<SettingKey>
  readonly onConfirm: (key: SettingKey, isOn: boolean) => void
  readonly pauseOthers: boolean
  readonly onPauseOthers: (isOn: boolean) => void
}) {
  const { preview } = props
  const { settings, folders, unknownKeys, unknownCount } = preview
  const [onlyChanges, setOnlyChanges] = useState(true)
  const shown = onlyChanges ? settings.filter((row) => isNews(row, preview)) : settings
  const left = folders?.filter((folder) => folder.change === 'left' && !folder.paused) ?? []
  return (
    <div className="mt-1 space-y-4">
      {preview.fileName !== null && (
        <div>
          <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <p className="text-dns-16N-130 text-ink2">
              <span className="text-code mr-4 break-all">{visible(preview.fileName)}</span>
              {text.summary(summaryOf(preview, props.confirmed))}
            </p>
            <CheckChoice selected={onlyChanges} onChange={setOnlyChanges} label={text.onlyChanges} />
          </div>
          <SettingRows
            rows={shown}
            rootMissing={preview.rootDirectory === 'missing'}
            confirmed={props.confirmed}
            onConfirm={props.onConfirm}
          />
          <p className="mt-2 flex items-start gap-2 text-dns-14N-130 leading-150 text-ink2">
            <Info aria-hidden size={18} strokeWidth={2} className="mt-px shrink-0" />
            {text.oursKept}
          </p>
        </div>
      )}
      {folders === null ? (
        <p className="text-dns-14N-130 text-ink2">{text.foldersUntouched}</p>
      ) : (
        <div>
          <FolderRows folders={folders} pauseOthers={props.pauseOthers} />
          {left.length > 0 && (
            <div className="mt-3">
              <CheckChoice
                selected={props.pauseOthers}
                onChange={props.onPauseOthers}
                label={text.pauseOthers(left.length)}
              />
            </div>
          )}
        </div>
      )}
      {unknownCount > 0 && <UnknownKeys keys={unknownKeys} count={unknownCount} />}
    </div>
  )
}

/** A row that only repeats what is there already is left out at first, unless there is something to say of it. */
function isNews(row: ImportedSetting, { rootDirectory }: ImportPreview): boolean {
  if (row.problem !== null || rowCheck(row) !== null) return true
  if (isLost(row, rootDirectory)) return true
  return row.change !== 'same' && row.change !== 'kept'
}

/** The place that would be watched is not there. */
function isLost({ key, problem }: ImportedSetting, rootDirectory: ImportPreview['rootDirectory']): boolean {
  return key === 'PMHFilePath' && problem === null && rootDirectory === 'missing'
}

function summaryOf({ settings, rootDirectory }: ImportPreview, confirmed: ReadonlySet<SettingKey>) {
  const wrong = settings.filter(({ problem }) => problem !== null).length
  const open = settings.filter(
    (row) => isLost(row, rootDirectory) || (rowCheck(row)?.confirm === true && !confirmed.has(row.key)),
  )
  const rest = settings.filter((row) => row.problem === null && !open.includes(row))
  const some = (...kinds: ImportedSetting['change'][]) =>
    rest.filter(({ change }) => kinds.includes(change)).length
  return {
    changed: some('changed', 'cleared'),
    added: some('added'),
    wrong,
    toCheck: open.length,
    same: some('same', 'kept'),
  }
}

function UnknownKeys({ keys, count }: { readonly keys: readonly string[]; readonly count: number }) {
  return (
    <section aria-label={text.unknownTitle(count)} className="rounded-8 border border-line bg-panel p-4">
      <h3 className="text-dns-16B-130">{text.unknownTitle(count)}</h3>
      <p className="measure mt-1 text-dns-14N-130 leading-150 text-ink2">{text.unknownSentence}</p>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
        {keys.map((key) => (
          <li key={key} className="text-code min-w-0 break-all">
            {visible(key)}
          </li>
        ))}
        {count > keys.length && <li>{text.unknownMore(count - keys.length)}</li>}
      </ul>
    </section>
  )
}
