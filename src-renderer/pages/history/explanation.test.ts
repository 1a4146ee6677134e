import { describe, expect, it } from 'vitest'
import { ACCEPTED_NOTE, holdReasonText } from '../../../src-shared/text/ja/words.ts'
import { sampleRow } from '../../testing/samples.ts'
import { decisionFact, explain, filePlace, messageLabel, rowDetail } from './explanation.ts'

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

const decided = sampleRow({
  id: 12,
  status: 'unknown',
  errorCode: 'R2003',
  decision: 'treated_as_sent',
  decidedBy: 'tanaka@PC01',
  decidedAt: new Date(2026, 10, 20, 14, 20, 11).toISOString(),
  decisionReason: 'メールで確認',
  resendOf: 7,
})

describe('a decision', () => {
  it('takes the place of the advice to decide', () => {
    expect(explain({ ...decided, decision: null }).remedy).toContain('決めてください')
    expect(explain(decided).remedy).toBe('送信済みとして処理しました。操作は不要です。')
    expect(explain({ ...decided, decision: 'resend' }).remedy).toContain('別の行')
    expect(explain(decided).what).toContain('R2003')
  })

  it('names what, who and when', () => {
    expect(decisionFact(decided)).toBe('送信済みとして処理（tanaka@PC01、2026/11/20 14:20:11）')
    expect(decisionFact({ ...decided, decidedBy: null, decidedAt: null })).not.toContain('null')
    expect(decisionFact(refused)).toBeNull()
  })

  it('goes along with the details, as does the row that was sent before', () => {
    const text = rowDetail(decided)
    for (const part of ['決定：送信済みとして処理', '理由：メールで確認', '番号：12番', '再送元：7番']) {
      expect(text).toContain(part)
    }
    expect(rowDetail(refused)).not.toContain('再送元')
    expect(rowDetail(refused)).not.toContain('決定')
  })
})

describe('filePlace', () => {
  it('is the path once the file was moved', () => {
    expect(filePlace(refused)).toBe('ERROR/kodomo/a.csv')
  })

  it('does not lead to ERROR after the file was sent back', () => {
    expect(filePlace({ ...refused, decision: 'resend' })).toBe('kodomo（再送のため）')
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

  it('calls nothing a message of PMH that is our own', () => {
    expect(rowDetail(refused)).toContain('PMHのメッセージ：認証エラー')
    const own = rowDetail(sampleRow({ status: 'unknown', errorCode: 'R2003', errorMessage: 'HTTP200' }))
    expect(own).toContain('補足：HTTP200')
    expect(own).not.toContain('PMHのメッセージ')
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

it('a sentence without a full stop, or with one within, keeps its words before the code', () => {
  const { what } = explain(sampleRow({ status: 'failed', serialNumber: null, errorCode: 'R1002' }))
  expect(what).toMatch(/（R1002）。$/)
  expect(what).not.toContain('。（')
})

it('a file that is not held has no word of a hold', () => {
  const row = sampleRow({ status: 'failed', serialNumber: null, errorCode: 'R1011' })
  const held = explain({ ...row, hold: 'cancelled' }).why
  expect(explain(row).why).not.toContain('undefined')
  expect(held.startsWith(explain(row).why)).toBe(true)
  expect(held).not.toBe(explain(row).why)
})

it.each([
  ['E4010003', 'PMH'],
  ['R1002', null],
  ['', 'PMH'],
])('the words beside %j are those of %s', (errorCode, whose) => {
  const label = messageLabel(sampleRow({ errorCode: errorCode === '' ? null : errorCode }))
  expect(label === messageLabel(sampleRow({ errorCode: 'E4000001' }))).toBe(whose === 'PMH')
})

it('the copied detail names the file, and no line without a value', () => {
  const detail = rowDetail(sampleRow({ errorCode: null, errorMessage: '', serialNumber: null }))
  expect(detail).toContain('：医療費助成_子ども_20261120.csv')
  expect(detail.split('\n').filter((line) => /：$|null/.test(line))).toEqual([])
})
