import { describe, expect, it } from 'vitest'
import { logParts } from './screens-log.ts'

describe('a line of the log', () => {
  it('has a time and a message', () => {
    expect(logParts('2026-11-20 13:50:26 - 処理通番: S001')).toEqual({
      time: '2026-11-20 13:50:26',
      message: '処理通番: S001',
      failed: false,
    })
  })

  it.each([
    ['ＰＭＨ連携に失敗しました。エラーコード: E4010003, メッセージ: x', true],
    ['送信対象ファイル: /r/ＰＭＨ連携に失敗しました。.csv', false],
  ])('stands out when it tells a failure: %s', (message, failed) => {
    expect(logParts(`2026-11-20 13:50:26 - ${message}`).failed).toBe(failed)
  })

  it('is all message in another form', () => {
    expect(logParts('broken')).toEqual({ time: '', message: 'broken', failed: false })
  })
})
