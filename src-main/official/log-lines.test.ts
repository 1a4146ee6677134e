import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../src-shared/domain/engine-event.ts'
import { logLines } from './log-lines.ts'

const windows = { separator: '\\' } as const
const posix = { separator: '/' } as const

/** The run of the manual's sample (3.1): subsidy1 refused, two files of subsidy2 accepted. */
const RUN: readonly EngineEvent[] = [
  { type: 'service_started' },
  {
    type: 'targets',
    folders: ['subsidy1', 'subsidy2'],
    endpoint:
      'http://pmhstg.kpn1.asp.lgwan.jp/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks',
  },
  { type: 'folder_started', folder: 'subsidy1' },
  { type: 'file_found', folder: 'subsidy1', path: 'C:\\opt\\PMH_RELAY\\subsidy1\\subsidy1_csv1.csv' },
  {
    type: 'trouble',
    level: 'error',
    folder: 'subsidy1',
    transferId: 1,
    code: 'E4010003',
    message: '認証に失敗しました。',
  },
  { type: 'filed', folder: 'subsidy1', transferId: 1, destination: 'ERROR' },
  { type: 'folder_finished', folder: 'subsidy1' },
  { type: 'folder_started', folder: 'subsidy2' },
  { type: 'file_found', folder: 'subsidy2', path: 'C:\\opt\\PMH_RELAY\\subsidy2\\subsidy2_csv1.csv' },
  { type: 'accepted', folder: 'subsidy2', transferId: 2, serialNumber: 'S0020241022000000000000' },
  { type: 'status' },
  { type: 'filed', folder: 'subsidy2', transferId: 2, destination: 'PROCEED' },
  { type: 'folder_finished', folder: 'subsidy2' },
  { type: 'service_stopped' },
]

describe('logLines', () => {
  it('writes what the official batch writes', () => {
    expect(RUN.flatMap((event) => logLines(event, windows))).toEqual([
      'サービス開始',
      '監視対象: 2 フォルダ(subsidy1, subsidy2)',
      '送信先 URL: http://pmhstg.kpn1.asp.lgwan.jp/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks',
      '送信処理開始: subsidy1',
      '送信対象ファイル: C:\\opt\\PMH_RELAY\\subsidy1\\subsidy1_csv1.csv',
      'ＰＭＨ連携に失敗しました。エラーコード: E4010003, メッセージ: 認証に失敗しました。',
      '送信対象フォルダから退避: ERROR\\subsidy1',
      '送信処理終了: subsidy1',
      '送信処理開始: subsidy2',
      '送信対象ファイル: C:\\opt\\PMH_RELAY\\subsidy2\\subsidy2_csv1.csv',
      '処理通番: S0020241022000000000000',
      '送信対象フォルダから退避: PROCEED\\subsidy2',
      '送信処理終了: subsidy2',
      'サービス停止',
    ])
  })

  it('writes paths as the system does', () => {
    const filed: EngineEvent = { type: 'filed', folder: '子ども', transferId: 1, destination: 'PROCEED' }
    expect(logLines(filed, posix)).toEqual(['送信対象フォルダから退避: PROCEED/子ども'])
  })

  it('counts no folder and one', () => {
    const targets = (folders: string[]) =>
      logLines({ type: 'targets', folders, endpoint: 'https://x' }, posix)[0]
    expect(targets([])).toBe('監視対象: 0 フォルダ()')
    expect(targets(['a'])).toBe('監視対象: 1 フォルダ(a)')
  })

  it.each(['warning', 'error'] as const)('uses the line of a failure for our own codes too (%s)', (level) => {
    const trouble: EngineEvent = {
      type: 'trouble',
      level,
      folder: null,
      transferId: null,
      code: 'R1002',
      message: 'ECONNREFUSED',
    }
    expect(logLines(trouble, posix)).toEqual([
      'ＰＭＨ連携に失敗しました。エラーコード: R1002, メッセージ: ECONNREFUSED',
    ])
  })

  it('tells that the folder is there again', () => {
    expect(logLines({ type: 'root_returned', path: '/mnt/pmh' }, posix)).toEqual([
      'ＰＭＨ連携ファイルパスを確認しました: /mnt/pmh',
    ])
  })

  it('keeps one event on one line whatever PMH or a file name holds', () => {
    const forged = 'x\n2024-10-22 18:37:28 - 処理通番: S0020241022000000000000'
    const events: EngineEvent[] = [
      { type: 'trouble', level: 'error', folder: 'a', transferId: 1, code: 'E500\r', message: forged },
      { type: 'file_found', folder: 'a', path: `/pmh/a/${forged}\u202evsc.csv` },
      { type: 'folder_started', folder: forged },
      { type: 'accepted', folder: 'a', transferId: 1, serialNumber: 'S1\u2028S2' },
    ]
    for (const event of events) {
      const lines = logLines(event, posix)
      expect(lines).toHaveLength(1)
      expect(lines[0]).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u)
    }
    expect(logLines(events[3] as EngineEvent, posix)).toEqual(['処理通番: S1\\u2028S2'])
  })
})
