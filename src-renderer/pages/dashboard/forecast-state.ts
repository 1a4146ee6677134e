import type { FolderForecastRow, Holder } from '../../../src-shared/ipc/shapes.ts'
import { forecastText } from '../../../src-shared/text/ja/screens-forecast.ts'
import { fromNow, shortTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { holderText } from '../../../src-shared/text/ja/screens-holder.ts'
import { type Mark, problemMark, schemeMark } from '../../components/state-marks.ts'
import type { Overview } from './verdict.ts'

/** Whether the next cycle would send the files of this folder. */
export function willGo({ paused, blockedBy }: Pick<FolderForecastRow, 'paused' | 'blockedBy'>): boolean {
  return !paused && blockedBy === null
}

/** Number of files that the next cycle would send. */
export function filesToSend(folders: readonly FolderForecastRow[]): number {
  return folders.filter(willGo).reduce((sum, { fileCount }) => sum + fileCount, 0)
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

/** The short fact beside the code; '' where the sentence or the list says it already. */
export function blockDetail({ code, detail }: NonNullable<FolderForecastRow['blockedBy']>): string {
  return code === 'R3003' || code === 'R3009' ? '' : detail
}

/** When the list will be sent, or why not by itself. */
export function whenSentence({ status }: Overview, heldBy: Holder | null, now: Date): string {
  if (heldBy !== null)
    return heldBy.ended ? holderText.endedSentence(heldBy, now) : holderText.sentence(heldBy, now)
  if (status.state === 'sending') return forecastText.sending
  if (status.state === 'stopped' || status.nextCycleAt === null) return forecastText.stopped
  return forecastText.next(shortTime(status.nextCycleAt, now), fromNow(status.nextCycleAt, now))
}
