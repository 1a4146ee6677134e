import { describe, expect, it } from 'vitest'
import { failureDetail, isSentence } from './failure-detail.ts'

describe('failureDetail', () => {
  it('holds when, which code, what, why and what to do', () => {
    const lines = failureDetail('R1002', 'pmh.example:443', new Date(2026, 10, 20, 13, 50, 26)).split('\n')
    expect(lines).toEqual([
      '日時：2026/11/20 13:50:26',
      'コード：R1002',
      '何が起きたか：接続先につながりませんでした。',
      expect.stringMatching(/^なぜ：./),
      expect.stringMatching(/^どうすればよいか：./),
      '補足：pmh.example:443',
    ])
  })

  it('leaves out an empty detail', () => {
    expect(failureDetail('R1002', '', new Date())).not.toContain('補足')
  })

  it('takes a time as the main process writes it', () => {
    const time = new Date(2026, 10, 20, 1, 2, 3).toISOString()
    expect(failureDetail('E4010003', '', time)).toContain('日時：2026/11/20 01:02:03')
  })
})

describe('isSentence', () => {
  it.each(['制度ごとのフォルダを確かめてください', '保存先のフォルダがありません', '列2がありません'])(
    'is true of %s',
    (detail) => expect(isSentence(detail)).toBe(true),
  )

  it.each([
    '/srv/renkei/子ども医療/a.csv (ENOENT)',
    'C:\\連携\\ひとり親\\a.csv',
    '\\\\server\\共有のフォルダ',
    'pmh.example:443',
    'ECONNREFUSED',
  ])('is false of %s', (detail) => expect(isSentence(detail)).toBe(false))
})
