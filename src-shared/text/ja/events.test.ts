import { describe, expect, it } from 'vitest'
import { eventMessage, mailLines } from './events.ts'

const FACTS = {
  taskName: '医療費助成対象者情報登録',
  folder: 'kodomo',
  fileName: 'a.csv',
  code: 'R1002',
  message: '接続先につながりませんでした。',
}

describe('the message of an event', () => {
  it.each([
    [
      {},
      '医療費助成対象者情報登録 フォルダ: kodomo, ファイル: a.csv, エラーコード: R1002, メッセージ: 接続先につながりませんでした。',
    ],
    [
      { folder: null, fileName: null },
      '医療費助成対象者情報登録 エラーコード: R1002, メッセージ: 接続先につながりませんでした。',
    ],
    [{ code: '', message: 'サービス開始' }, '医療費助成対象者情報登録 サービス開始'],
  ])('%# names what is known', (fields, line) => expect(eventMessage({ ...FACTS, ...fields })).toBe(line))

  it('is one bounded line, whatever PMH or a file name says', () => {
    const line = eventMessage({
      ...FACTS,
      fileName: 'a\r\nb\u202e.csv',
      message: `\u0000${'x'.repeat(5000)}`,
    })
    expect(line).toMatch(/^[^\r\n\p{Cc}\p{Cf}]*$/u)
    expect(line.length).toBeLessThan(2100)
  })
})

it('the body of a mail is the five lines of the official script', () => {
  const mail = {
    eventId: 1002,
    level: 'error',
    message: 'm\r\nBcc: x',
    at: '2026-04-01T09:05:07.123+09:00',
  } as const
  expect(mailLines(mail)).toEqual([
    'イベントID:1002',
    'レベル:Error',
    'メッセージ:m\\u000d\\u000aBcc: x',
    'ソース:PMH_Relay',
    '日時:2026/04/01 09:05:07',
  ])
})
