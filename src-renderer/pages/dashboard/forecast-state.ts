import { SETTING_KEYS, type SettingKey } from '../../../src-shared/domain/settings.ts'
import type { FolderForecastRow, Holder } from '../../../src-shared/ipc/answer-shapes.ts'
import type { CommandError } from '../../../src-shared/ipc/commands.ts'
import { forecastText } from '../../../src-shared/text/ja/screens-forecast.ts'
import { fromNow, shortTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { holderText } from '../../../src-shared/text/ja/screens-holder.ts'
import { settingLabel } from '../../../src-shared/text/ja/settings.ts'
import { type Mark, problemMark, schemeMark } from '../../components/state-marks.ts'
import { withoutMachineWord } from './problem-words.ts'
import type { Overview } from './verdict.ts'

/** Whether the next cycle would send the files of this folder. */
export function willGo({ paused, blockedBy }: Pick<FolderForecastRow, 'paused' | 'blockedBy'>): boolean {
  return !paused && blockedBy === null
}

/** Number of files that the next cycle would send. */
export function filesToSend(folders: readonly FolderForecastRow[]): number {
  return folders.filter(willGo).reduce((sum, { fileCount }) => sum + fileCount, 0)
}

/** What to look at when nothing would be sent: files that lie there, or the folders in which to put some. */
export function whyNone(folders: readonly FolderForecastRow[]): string {
  const lie = folders.some(({ fileCount, leftOutCount }) => fileCount + leftOutCount > 0)
  return lie ? forecastText.whyNone : forecastText.nothingHint
}

/** How a folder that sends nothing is drawn; null for one that sends. */
export function stopMark({
  paused,
  blockedBy,
}: Pick<FolderForecastRow, 'paused' | 'blockedBy'>): Mark | null {
  if (paused) return schemeMark.paused
  if (blockedBy === null) return null
  if (blockedBy.code === 'R3004') return schemeMark.missing
  return WAITS.includes(blockedBy.code) || blockedBy.code === 'R3003' ? schemeMark.held : problemMark.folder
}

/** Folders that wait until staff press 送信, or mend what is wrong. */
const WAITS: readonly string[] = ['R3008', 'R3011']

/** 今すぐ送信 tries more than the next cycle: what waits after a refused token, for its order, or since 中止. */
export function triesMoreByHand(folders: readonly FolderForecastRow[]): boolean {
  return folders.some(
    ({ paused, blockedBy, leftOut }) =>
      !paused &&
      (blockedBy === null ? leftOut.some(({ reason }) => reason === 'held') : WAITS.includes(blockedBy.code)),
  )
}

export interface BlockFacts {
  /** Ours, and PMH's where that is known. */
  readonly codes: readonly string[]
  readonly place: string
  readonly note: string
}

/** What stands under the sentence of a folder that sends nothing; '' where the sentence or the list says it already. */
export function blockFacts({ code, detail }: NonNullable<FolderForecastRow['blockedBy']>): BlockFacts {
  const facts = { codes: [code], place: '', note: '' }
  if (code === 'R3003' || code === 'R3009') return facts
  if (code === 'R3004' || code === 'R3007') return { ...facts, place: withoutMachineWord(detail) }
  return /^(?:E|HTTP)\d/.test(detail) ? { ...facts, codes: [code, detail] } : { ...facts, note: detail }
}

/** The names of settings as staff know them, in the place of their keys. */
export function namedError(error: CommandError): CommandError {
  if (error.code !== 'R4005') return error
  const named = error.detail.split(', ').map((key) => (isSettingKey(key) ? settingLabel[key] : key))
  return { ...error, detail: named.join('、') }
}

/** When the list will be sent, or why not by itself. */
export function whenSentence({ status }: Overview, heldBy: Holder | null, now: Date): string {
  if (heldBy !== null)
    return heldBy.ended ? holderText.endedSentence(heldBy, now) : holderText.sentence(heldBy, now)
  if (status.state === 'sending') return forecastText.sending
  if (status.state === 'stopped' || status.nextCycleAt === null) return forecastText.stopped
  return forecastText.next(shortTime(status.nextCycleAt, now), fromNow(status.nextCycleAt, now))
}

function isSettingKey(key: string): key is SettingKey {
  return (SETTING_KEYS as readonly string[]).includes(key)
}
