import type { EngineState } from '../../src-shared/domain/engine-status.ts'
import { trayText } from '../../src-shared/text/ja/screens-desktop.ts'
import { shortTime } from '../../src-shared/text/ja/screens-formats.ts'
import { engineStateWord, PRODUCT_NAME } from '../../src-shared/text/ja/words.ts'
import { officialProblems } from '../commands/official-problem.ts'
import { findProblems } from '../commands/overview-commands.ts'
import type { Session } from '../session.ts'

/** What the tray shows: state by picture and by word. */
export interface TrayView {
  readonly picture: EngineState | 'attention'
  readonly tooltip: string
  /** Lines above the menu that only tell. */
  readonly lines: readonly string[]
  readonly monitoring: boolean
}

/** @param now for 次の確認, which names the day only when it is another one */
export function trayView(session: Session, now: Date): TrayView {
  const { engine, vault, facts } = session.real
  const { state, nextCycleAt } = engine.status()
  const problems = findProblems(session.real).length + officialProblems(session).length
  const { locked } = vault.state(facts.get('passphrase') !== null)
  const attention = [
    ...(problems > 0 ? [trayText.problems(problems)] : []),
    ...(locked ? [trayText.locked] : []),
  ]
  const word = engineStateWord[state]
  return {
    picture: attention.length > 0 ? 'attention' : state,
    tooltip: trayText.tooltip(PRODUCT_NAME, [word, ...(attention.length > 0 ? [trayText.attention] : [])]),
    lines: [
      word,
      ...(nextCycleAt === null ? [] : [trayText.next(shortTime(nextCycleAt, now))]),
      ...attention,
    ],
    monitoring: state !== 'stopped',
  }
}
