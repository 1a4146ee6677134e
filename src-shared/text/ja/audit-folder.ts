import type { PreflightMode } from '../../domain/preflight-rule.ts'
import { modeText, preflightText } from './preflight.ts'

/** A change of a scheme folder in 操作記録, which keeps it as JSON. */
interface FolderChange {
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
}

type Fields = Readonly<Record<string, unknown>>

const ABSENT = 'なし'

/** Named by its 表示名; the contents are the folder and what changed. A row that cannot be read stays as it is. */
export function folderView({ subject, before, after }: FolderChange): FolderChange {
  const old = fieldsOf(before)
  const now = fieldsOf(after)
  const named = now ?? old
  if (named === null || (old === null) !== (before === null) || (now === null) !== (after === null))
    return { subject, before, after }
  const isNews = (key: string) => old !== null && now !== null && old[key] !== now[key]
  const shown = (fields: Fields | null) => {
    if (fields === null) return ABSENT
    const { folder, displayName, paused, preflight } = fields
    const facts = [
      ...(isNews('displayName') ? [`${folder}`] : []),
      ...(paused === true ? ['停止中'] : []),
      ...(isNews('preflight') ? [`${preflightText.title}：${modeOf(preflight)}`] : []),
    ]
    const name = isNews('displayName') ? displayName : folder
    return facts.length === 0 ? `${name}` : `${name}（${facts.join('、')}）`
  }
  return { subject: `${named.displayName ?? subject}`, before: shown(old), after: shown(now) }
}

function modeOf(preflight: unknown): string {
  return modeText[preflight as PreflightMode] ?? preflightText.asSetting
}

function fieldsOf(written: string | null): Fields | null {
  try {
    const value: unknown = JSON.parse(written ?? 'null')
    return typeof value === 'object' && value !== null ? (value as Fields) : null
  } catch {
    return null
  }
}
