import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import type { Transfer } from '../../src-shared/domain/transfer.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { notificationText as text } from '../../src-shared/text/ja/screens-desktop.ts'
import type { Relay } from '../compose.ts'
import { displayNameOf } from './display-name.ts'

export type Trouble = Extract<EngineEvent, { type: 'trouble' }>

/** One notification: names, the sentence of the code, and never what is in a file or what a server wrote. */
export interface News {
  readonly title: string
  readonly body: string
  /** The row that a click opens; null for the window alone. */
  readonly transferId: number | null
}

/** A toast has room for a few lines. */
const LINES = 3

/** What was told already today, and what is no trouble, interrupts nobody. */
export function isNews(event: EngineEvent): event is Trouble {
  return event.type === 'trouble' && event.repeated !== true
}

/** Several troubles of one moment are one piece of news. @param troubles at least one */
export function toNews(relay: Relay, troubles: readonly Trouble[]): News {
  const [only] = troubles
  if (troubles.length === 1 && only !== undefined) {
    const { transferId } = only
    return { title: titleOf(relay, only), body: lineOf(relay, only), transferId }
  }
  const lines = troubles.slice(0, LINES).map((trouble) => lineOf(relay, trouble))
  const rest = troubles.length - lines.length
  const body = [...lines, ...(rest > 0 ? [text.more(rest)] : [])].join('\n')
  return { title: text.several(troubles.length), body, transferId: null }
}

function titleOf(relay: Relay, { transferId, folder }: Trouble): string {
  const row = rowOf(relay, transferId)
  if (row === null) return folder === null ? text.engine : text.folder
  if (row.status === 'unknown') return text.unknown
  return row.hold === null ? text.failed : text.held
}

function lineOf(relay: Relay, { transferId, folder, code }: Trouble): string {
  const row = rowOf(relay, transferId)
  const name = folder === null ? [] : [displayNameOf(relay, folder)]
  const file = row === null ? [] : [row.fileName]
  return text.about([...name, ...file, text.sentence(errorText(code).what, code)])
}

/** A journal that cannot be read is news too: it is told without the row. */
function rowOf(relay: Relay, id: number | null): Transfer | null {
  try {
    return id === null ? null : relay.transfers.find(id)
  } catch {
    return null
  }
}
