import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../domain/error-catalogue.ts'
import { inWords, READ_WORDS, readableDetail } from './errno.ts'

describe('the detail of an error as staff read it', () => {
  it.each<[ErrorCode, string, string]>([
    ['R5010', '/a/history.csv (ENOENT)', '/a/history.csv（保存先のフォルダがありません）'],
    ['R5010', 'C:\\a (1)\\b (2).csv (ENOSPC)', 'C:\\a (1)\\b (2).csv（ディスクの空きがありません）'],
    ['R5010', '/a/b.csv (EACCES)', '/a/b.csv（書き込む権限がありません）'],
    ['R5008', '/a/b (EACCES)', '/a/b（権限がありません）'],
    ['R5008', 'EBUSY', 'ほかのプログラムが使っています'],
    ['R5008', '/a/b (EUNHEARDOF)', '/a/b (EUNHEARDOF)'],
    ['R5010', '/a/report (constructor)', '/a/report (constructor)'],
    ['R5007', 'export', 'export'],
    ['R5010', '', ''],
  ])('%s %s', (code, detail, shown) => expect(readableDetail(code, detail)).toBe(shown))

  it('says of a file that was to be read what reading needs', () => {
    expect(inWords('/a/ca.pem (EACCES)', READ_WORDS)).toBe('/a/ca.pem（読み取る権限がありません）')
  })
})
