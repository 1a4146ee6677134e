import { describe, expect, it } from 'vitest'
import { ACCEPTED_NOTE, holdReasonText } from '../../../src-shared/text/ja/words.ts'
import { sampleRow } from '../../testing/samples.ts'
import { explain, filePlace, rowDetail } from './explanation.ts'

const refused = sampleRow({
  status: 'rejected',
  serialNumber: null,
  errorCode: 'E4010003',
  errorMessage: '認証エラー',
  destination: 'ERROR',
  filedAs: 'ERROR/kodomo/a.csv',
})

describe('explain', () => {
  it('says that accepted is not registered', () => {
    expect(explain(sampleRow())).toMatchObject({ remedy: ACCEPTED_NOTE })
    expect(explain(sampleRow()).what).toContain('受付済')
  })

  it('puts the code before the full stop', () => {
    expect(explain(refused).what).toBe('認証トークンが受け付けられず、登録されませんでした（E4010003）。')
  })

  it('says why a file is held', () => {
    const { why } = explain(sampleRow({ status: 'failed', errorCode: 'R1011', hold: 'cancelled' }))
    expect(why).toContain(holdReasonText.cancelled)
  })

  it('explains an upload under way', () => {
    expect(explain(sampleRow({ status: 'sending', finishedAt: null })).remedy).toBe('操作は不要です。')
  })

  it('bears a failure without a code', () => {
    const text = explain(sampleRow({ status: 'failed', serialNumber: null, errorCode: null }))
    expect(text.what).not.toContain('null')
    expect(text.what).not.toBe('')
  })
})

describe('filePlace', () => {
  it('is the path once the file was moved', () => {
    expect(filePlace(refused)).toBe('ERROR/kodomo/a.csv')
  })

  it('says that the move is under way', () => {
    expect(filePlace(sampleRow({ filedAs: null }))).toBe('PROCEED/kodomo へ移動しています')
  })

  it('says that the file still lies in its folder', () => {
    expect(filePlace(sampleRow({ filedAs: null, destination: null }))).toBe('kodomo（送信前の場所）')
  })
})

describe('rowDetail', () => {
  it('holds what a support desk asks for', () => {
    const text = rowDetail(refused)
    for (const part of [
      '子ども医療費助成（kodomo）',
      'E4010003',
      '認証エラー',
      refused.sha256,
      '1回',
      '1,800,000 バイト',
      '失敗',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('leaves out what there is not', () => {
    const text = rowDetail(sampleRow({ finishedAt: null }))
    expect(text).not.toContain('エラーコード')
    expect(text).not.toContain('終了：')
    expect(text).not.toContain('null')
  })

  it('names the folder once when it has no name of its own', () => {
    expect(rowDetail(sampleRow({ displayName: 'kodomo' }))).toContain('制度フォルダ：kodomo\n')
  })
})
