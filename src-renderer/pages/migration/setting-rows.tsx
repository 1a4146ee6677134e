import { ArrowRight, CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import { isSecretKey, type SettingKey } from '../../../src-shared/domain/settings.ts'
import type { ImportedSetting } from '../../../src-shared/ipc/answer-shapes.ts'
import { importedLabel, importText } from '../../../src-shared/text/ja/screens-import.ts'
import { settingFieldProblem } from '../../../src-shared/text/ja/settings.ts'
import { CheckChoice } from '../../components/check-choice.tsx'
import { classNames } from '../../components/class-names.ts'
import { Panel } from '../../components/panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TONE_CLASS, type Tone } from '../../components/tone.ts'
import { ImportColumns } from './import-columns.tsx'
import { settingMark } from './import-mark.ts'
import { type RowCheck, rowCheck } from './row-check.ts'
import { shownValue } from './shown-value.ts'

const { preview: text } = importText

const COLUMNS = ['label', 'key', 'before', 'after', 'verdict'] as const

export function SettingRows(props: {
  readonly rows: readonly ImportedSetting[]
  /** PMHFilePath, as it will be, is not there. */
  readonly rootMissing: boolean
  readonly confirmed: ReadonlySet<SettingKey>
  readonly onConfirm: (key: SettingKey, isOn: boolean) => void
}) {
  const { rows, rootMissing, confirmed, onConfirm } = props
  if (rows.length === 0) {
    return (
      <Panel className="flex items-center gap-2 p-4 text-dns-16N-130">
        <CircleCheck aria-hidden size={20} strokeWidth={2} className="shrink-0 text-ok" />
        {text.allSame}
      </Panel>
    )
  }
  return (
    // Boxes are real inputs out of sight, which would widen the page if the panel did not hold them.
    <Panel className="relative overflow-x-auto">
      <table aria-label={text.table} className="w-full min-w-[1020px] table-fixed text-left text-dns-14N-130">
        <ImportColumns />
        <thead>
          <tr className="h-9 text-dns-14B-130">
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="whitespace-nowrap bg-sunken px-3">
                {text.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <Row
            key={row.key}
            row={row}
            rootMissing={rootMissing && row.key === 'PMHFilePath'}
            confirmed={confirmed.has(row.key)}
            onConfirm={(isOn) => onConfirm(row.key, isOn)}
          />
        ))}
      </table>
    </Panel>
  )
}

function Row(props: {
  readonly row: ImportedSetting
  readonly rootMissing: boolean
  readonly confirmed: boolean
  readonly onConfirm: (isOn: boolean) => void
}) {
  const { row, confirmed } = props
  const check = rowCheck(row)
  const mark = settingMark(row, props.rootMissing || (check?.confirm === true && !confirmed))
  const note = noteOf(row, check, props.rootMissing)
  const ground = note !== null && note.tone !== 'idle' && TONE_CLASS[note.tone]
  const isNew = row.change !== 'same' && row.change !== 'kept'
  return (
    <tbody className={classNames('border-line border-t', ground, ground !== false && 'bg-tone-soft')}>
      <tr className="[&>*]:h-10 [&>*]:px-3 [&>*]:py-1.5">
        <th scope="row" className="whitespace-nowrap font-bold">
          {importedLabel(row.key)}
        </th>
        <td className="text-code text-ink2">{row.key}</td>
        <td className="text-ink2 [overflow-wrap:anywhere]">{shownValue(row.key, row.before, 'before')}</td>
        <td className="[overflow-wrap:anywhere]">
          <span className={classNames('flex items-center gap-3', isNew && 'font-bold')}>
            <ArrowRight aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ink2" />
            {shownValue(row.key, row.after, isNew ? 'after' : 'before')}
          </span>
        </td>
        <td>
          <StatusChip {...mark} />
        </td>
      </tr>
      {note !== null && (
        <tr>
          <td colSpan={COLUMNS.length} className="px-3 pb-2.5">
            <div className="flex items-start justify-between gap-x-6">
              <p
                className={classNames(
                  'flex min-w-0 items-start gap-2 leading-150',
                  note.tone === 'idle' && 'text-ink2',
                )}
              >
                <NoteIcon tone={note.tone} />
                <span className="measure min-w-0 [word-break:auto-phrase]">{note.sentence}</span>
              </p>
              {check?.confirm === true && (
                <div className="shrink-0 whitespace-nowrap">
                  <CheckChoice
                    selected={confirmed}
                    onChange={props.onConfirm}
                    label={text.confirmed}
                    name={text.confirmedName(importedLabel(row.key))}
                  />
                </div>
              )}
            </div>
          </td>
        </tr>
      )}
    </tbody>
  )
}

interface Note {
  readonly tone: Tone
  readonly sentence: string
}

function NoteIcon({ tone }: { readonly tone: Tone }) {
  const Icon = tone === 'idle' ? Info : tone === 'bad' ? CircleX : TriangleAlert
  return (
    <Icon
      aria-hidden
      size={18}
      strokeWidth={2}
      className={classNames('mt-px shrink-0', tone !== 'idle' && 'text-tone')}
    />
  )
}

function noteOf(row: ImportedSetting, check: RowCheck | null, rootMissing: boolean): Note | null {
  if (row.problem !== null) {
    const rule = settingFieldProblem(row.problem)
    return { tone: 'bad', sentence: text.wrong(importedLabel(row.key), rule) }
  }
  if (check !== null) return { tone: check.confirm ? 'held' : 'idle', sentence: check.sentence }
  if (rootMissing) return { tone: 'held', sentence: text.rootMissing }
  if (row.absent) {
    if (row.change === 'same') return null
    return { tone: 'idle', sentence: row.change === 'kept' ? text.absentKept : text.absent }
  }
  const clearsSecret = row.change === 'cleared' && isSecretKey(row.key)
  return clearsSecret ? { tone: 'held', sentence: text.clearsSecret } : null
}
