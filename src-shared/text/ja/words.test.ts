import { describe, expect, it } from 'vitest'
import { ACCEPTED_NOTE, engineStateWord, holdReasonText, resultWordText } from './words.ts'

describe('the fixed words', () => {
  it('are those of the design', () => {
    expect(engineStateWord).toEqual({ stopped: '停止中', watching: '監視中', sending: '送信中' })
    expect(resultWordText).toEqual({
      success: '成功',
      failure: '失敗',
      unknown: '結果不明',
      sending: '送信中',
    })
  })

  it('explain every hold in one sentence', () => {
    for (const sentence of Object.values(holdReasonText))
      expect(sentence).toMatch(/^[^。]+ため、[^。]*止めています。$/)
    expect(new Set(Object.values(holdReasonText)).size).toBe(Object.keys(holdReasonText).length)
  })

  it('say beside 受付済 that the registration comes later, by mail', () => {
    expect(ACCEPTED_NOTE).toMatch(/受付済.*あとで.*メール/)
    expect(ACCEPTED_NOTE).not.toContain('登録済')
  })
})
