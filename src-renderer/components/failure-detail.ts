import { errorText } from '../../src-shared/text/ja/errors.ts'
import { failureText } from '../../src-shared/text/ja/screens.ts'
import { tableTime } from '../../src-shared/text/ja/screens-formats.ts'

/** The text that 詳細をコピー puts on the clipboard: enough for a support desk, never a secret. */
export function failureDetail(
  code: string,
  detail: string,
  at: string | Date,
  text = errorText(code),
): string {
  return failureText.detailLines({
    code,
    what: text.what,
    why: text.why,
    remedy: text.remedy,
    detail,
    at: tableTime(typeof at === 'string' ? at : at.toISOString()),
  })
}

/** Paths and answers of the system are shown as they are, in the letters of code; sentences have kana between their words. */
export function isSentence(detail: string): boolean {
  return /\p{Script=Hiragana}/u.test(detail) && !/^(?:\/|\\\\|[A-Za-z]:)/.test(detail)
}
