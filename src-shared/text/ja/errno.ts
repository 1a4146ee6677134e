import type { ErrorCode } from '../../domain/error-catalogue.ts'

/** What the system answered about a file, by its errno (errno(3)). */
type Words = Readonly<Record<string, string>>

const ANY: Words = {
  ENOENT: 'ファイルかフォルダがありません',
  EACCES: '権限がありません',
  EPERM: '権限がありません',
  EBUSY: 'ほかのプログラムが使っています',
  EEXIST: '同じ名前のファイルかフォルダがあります',
  EIO: 'ディスクを読み書きできません',
  EISDIR: 'ファイルではなくフォルダです',
  ENAMETOOLONG: '名前が長すぎます',
  ENOSPC: 'ディスクの空きがありません',
  ENOTDIR: 'フォルダがありません',
  EROFS: '書き込めない場所です',
}

/** Where a file was to be read. */
export const READ_WORDS: Words = {
  ...ANY,
  ENOENT: 'ファイルがありません',
  EACCES: '読み取る権限がありません',
  EPERM: '読み取る権限がありません',
  EINVAL: 'ふつうのファイルではありません',
}

/** Where a file was to be written. */
const WRITE_WORDS: Words = {
  ...ANY,
  ENOENT: '保存先のフォルダがありません',
  EACCES: '書き込む権限がありません',
  EPERM: '書き込む権限がありません',
  EISDIR: '同じ名前のフォルダがあります',
}

/** `/a/history.csv (ENOENT)` taken apart; what is not known stays as it is, and has no `why`. */
export function fileInWords(
  detail: string,
  words: Words,
): { readonly file: string; readonly why: string | null } {
  const [, file = '', errno = detail] = /^(.*) \(([^()]+)\)$/s.exec(detail) ?? []
  const why = Object.hasOwn(words, errno) ? words[errno] : undefined
  return why === undefined ? { file: detail, why: null } : { file, why }
}

/** `/a/history.csv (ENOENT)` as `/a/history.csv（保存先のフォルダがありません）`; what is not known stays as it is. */
export function inWords(detail: string, words: Words): string {
  const { file, why } = fileInWords(detail, words)
  if (why === null) return detail
  return file === '' ? why : `${file}（${why}）`
}

/** The detail of an error as staff read it; the copied one keeps the errno for those who help. */
export function readableDetail(code: ErrorCode, detail: string): string {
  return inWords(detail, code === 'R5010' ? WRITE_WORDS : ANY)
}
