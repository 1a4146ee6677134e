import {
  ChevronDown,
  ChevronUp,
  FolderPlus,
  FolderSearch,
  KeyRound,
  Pause,
  Pencil,
  Play,
  Trash2,
} from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { FolderEntry } from '../../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { foldersText } from '../../../src-shared/text/ja/screens-folders.ts'
import { useConsole } from '../../app/console-state.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { refusedToken, shownMark } from './entry-mark.ts'

interface FolderRowProps {
  readonly entry: FolderEntry
  readonly index: number
  readonly last: boolean
  /** Its first cure is the one solid button of the screen. */
  readonly leads: boolean
  readonly busy: boolean
  readonly onMove: (position: number) => unknown
  readonly onMoveKey: (event: KeyboardEvent) => void
  readonly onEdit: () => unknown
  readonly onPause: () => unknown
  readonly onRemove: () => unknown
  readonly onCreate: () => unknown
}

/** One entry, and under it in the same panel what is wrong with it and what to do. */
export function FolderRow(props: FolderRowProps) {
  const { entry, index, last, leads, busy, onMove } = props
  const name = entry.displayName
  const only = useOnlyShows()
  const { overview } = useConsole()
  const card = overview?.folders.find(({ folder }) => folder === entry.folder)
  const refused = refusedToken(entry.folder, overview?.problems ?? [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: Alt+arrows work from any button of the row
    <tbody onKeyDown={props.onMoveKey}>
      <tr className="h-14 border-line border-t">
        <td className="px-3">
          <div className="flex items-center gap-1">
            <span className="min-w-6 text-dns-16N-130 tabular-nums">{index + 1}</span>
            <IconButton
              icon={ChevronUp}
              name={foldersText.namedMove(name, foldersText.up)}
              {...(only.blocked ? only : { blocked: index === 0, why: foldersText.blockedFirst })}
              onPress={() => onMove(index - 1)}
            />
            <IconButton
              icon={ChevronDown}
              name={foldersText.namedMove(name, foldersText.down)}
              {...(only.blocked ? only : { blocked: last, why: foldersText.blockedLast })}
              onPress={() => onMove(index + 1)}
            />
          </div>
        </td>
        <th scope="row" className="max-w-[20em] truncate px-3 text-dns-16B-130" title={name}>
          {name}
        </th>
        <td className="text-code max-w-[16em] truncate px-3" title={entry.folder}>
          {entry.folder}
        </td>
        <td className="text-code whitespace-nowrap px-3">{entry.tokenHint ?? foldersText.noHint}</td>
        <td className="px-3">
          <StatusChip {...shownMark(entry, card)} />
        </td>
        <td className="px-3">
          <div className="flex items-center gap-1.5">
            <ActionButton
              size={32}
              icon={Pencil}
              {...only}
              name={foldersText.named(name, foldersText.edit)}
              onPress={props.onEdit}
            >
              {foldersText.edit}
            </ActionButton>
            <ActionButton
              size={32}
              look="quiet"
              icon={entry.paused ? Play : Pause}
              {...only}
              busy={busy}
              name={foldersText.named(name, entry.paused ? foldersText.resume : foldersText.pause)}
              onPress={props.onPause}
              className="min-w-[104px] justify-start"
            >
              {entry.paused ? foldersText.resume : foldersText.pause}
            </ActionButton>
            <ActionButton
              size={32}
              look="quiet"
              icon={Trash2}
              {...only}
              busy={busy}
              name={foldersText.named(name, foldersText.remove)}
              onPress={props.onRemove}
            >
              {foldersText.remove}
            </ActionButton>
          </div>
        </td>
      </tr>
      {entry.directory === 'missing' && (
        <Trouble title={foldersText.missingTitle(entry.folder)} sentence={foldersText.missingSentence}>
          <ActionButton
            size={32}
            look={leads ? 'solid' : 'outline'}
            icon={FolderPlus}
            {...only}
            busy={busy}
            onPress={props.onCreate}
          >
            {foldersText.create}
          </ActionButton>
          <ActionButton size={32} icon={FolderSearch} {...only} onPress={props.onEdit}>
            {foldersText.other}
          </ActionButton>
        </Trouble>
      )}
      {entry.tokenHint === null && (
        <Trouble title={foldersText.noTokenTitle} sentence={foldersText.noTokenSentence}>
          <ActionButton
            size={32}
            look={leads && entry.directory !== 'missing' ? 'solid' : 'outline'}
            icon={KeyRound}
            {...only}
            onPress={props.onEdit}
          >
            {foldersText.replaceToken}
          </ActionButton>
        </Trouble>
      )}
      {refused !== undefined && (
        <Trouble
          tone="tone-held"
          title={errorText('R3008').what}
          sentence={`${errorText('R3008').why}${errorText('R3008').remedy}`}
        >
          <ActionButton size={32} icon={KeyRound} {...only} onPress={props.onEdit}>
            {foldersText.replaceToken}
          </ActionButton>
        </Trouble>
      )}
    </tbody>
  )
}

function Trouble(props: {
  readonly tone?: 'tone-bad' | 'tone-held'
  readonly title: string
  readonly sentence: string
  readonly children: ReactNode
}) {
  return (
    <tr>
      <td colSpan={6} className="px-3 pb-3">
        <div
          className={`${props.tone ?? 'tone-bad'} rounded-8 border-tone-line border-l-4 bg-tone-soft px-4 py-3 forced-colors:border-y forced-colors:border-r`}
        >
          <p className="text-dns-16B-130 leading-150">{props.title}</p>
          <p className="mt-1 text-dns-14N-130 leading-150 text-ink2">{props.sentence}</p>
          <div className="mt-3 flex flex-wrap gap-2">{props.children}</div>
        </div>
      </td>
    </tr>
  )
}
