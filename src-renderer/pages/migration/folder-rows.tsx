import { ArrowRight } from 'lucide-react'
import { useId } from 'react'
import type { ImportedFolder } from '../../../src-shared/ipc/answer-shapes.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { visible } from '../../../src-shared/text/ja/visible.ts'
import { Panel } from '../../components/panel.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { ImportColumns } from './import-columns.tsx'
import { folderMark } from './import-mark.ts'

const { preview: text } = importText

const COLUMNS = ['name', 'folder', 'before', 'after', 'verdict'] as const

export function FolderRows(props: {
  readonly folders: readonly ImportedFolder[]
  readonly pauseOthers: boolean
}) {
  const { folders, pauseOthers } = props
  const titleId = useId()
  const named = folders.filter(({ change }) => change !== 'left').length
  return (
    <Panel className="relative overflow-x-auto">
      <h3 id={titleId} className="flex h-11 items-center px-3 text-dns-16B-130">
        {text.foldersTitle(named)}
      </h3>
      <table
        aria-labelledby={titleId}
        className="w-full min-w-[1020px] table-fixed text-left text-dns-14N-130"
      >
        <ImportColumns />
        <thead>
          <tr className="h-9 text-dns-14B-130">
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="whitespace-nowrap border-line border-t bg-sunken px-3">
                {text.folderColumns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {folders.map((folder) => (
            <Row key={`${folder.change} ${folder.folder}`} folder={folder} pauseOthers={pauseOthers} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Row({ folder, pauseOthers }: { readonly folder: ImportedFolder; readonly pauseOthers: boolean }) {
  return (
    <tr className="border-line border-t [&>*]:h-10 [&>*]:px-3 [&>*]:py-1.5">
      <th scope="row" className="font-bold [overflow-wrap:anywhere]">
        {visible(folder.displayName)}
      </th>
      <td className="[overflow-wrap:anywhere]">
        <span className="text-code">{visible(folder.folder)}</span>
        <span className="mt-0.5 block text-ink2 leading-150">{noteOf(folder, pauseOthers)}</span>
      </td>
      <td className="whitespace-nowrap font-mono text-ink2">{folder.before ?? text.none}</td>
      <td className="whitespace-nowrap">
        <span className="flex items-center gap-3">
          <ArrowRight aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ink2" />
          <span className="font-mono">{folder.after ?? text.none}</span>
        </span>
      </td>
      <td>
        <StatusChip {...folderMark(folder, pauseOthers)} />
      </td>
    </tr>
  )
}

function noteOf({ change, paused, directory }: ImportedFolder, pauseOthers: boolean): string {
  if (change === 'left') return pauseOthers && !paused ? text.leftPaused : text.left
  return paused ? `${text.isPaused}${text.directories[directory]}` : text.directories[directory]
}
