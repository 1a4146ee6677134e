import type { ImportedSetting } from '../../../src-shared/ipc/answer-shapes.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { needsPlainHttpWarning, presetOf } from '../settings/target-preset.ts'

/** What staff should know of a value before it is taken over. */
export interface RowCheck {
  readonly sentence: string
  /** Staff have to say that they looked at it. */
  readonly confirm: boolean
}

const { preview: text } = importText

/** @returns null for a value that needs no word */
export function rowCheck({ key, after, change, absent, problem }: ImportedSetting): RowCheck | null {
  if (problem !== null || absent) return null
  const confirm = change !== 'same'
  if (key === 'PostRegistrationTasksBaseURL') return targetCheck(after, confirm)
  if (key !== 'PostRegistrationTasksType' || !confirm) return null
  if (after === '1') return { sentence: text.fullSync, confirm }
  return after === '3' ? { sentence: text.resetSync, confirm } : null
}

/** The official file comes with the LGWAN test address (manual 2.1, No 4): who forgets it sends nothing for real. */
function targetCheck(url: string, confirm: boolean): RowCheck | null {
  const preset = presetOf(url)
  if (preset === 'test_lgwan') return { sentence: text.lgwanTest, confirm }
  if (preset === 'test_internet') return { sentence: text.internetTest, confirm: false }
  return needsPlainHttpWarning(url) && confirm ? { sentence: text.plainHttp, confirm } : null
}
