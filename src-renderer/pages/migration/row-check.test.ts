import { describe, expect, it } from 'vitest'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import type { ImportedSetting } from '../../../src-shared/ipc/answer-shapes.ts'
import { importText } from '../../../src-shared/text/ja/screens-import.ts'
import { PRESET_URL } from '../settings/target-preset.ts'
import { rowCheck } from './row-check.ts'

const { fullSync, resetSync, lgwanTest, internetTest, plainHttp } = importText.preview

const row = (key: SettingKey, after: string, more: Partial<ImportedSetting> = {}): ImportedSetting => ({
  key,
  before: '',
  after,
  change: 'changed',
  absent: false,
  problem: null,
  ...more,
})

const TYPE = 'PostRegistrationTasksType'
const TARGET = 'PostRegistrationTasksBaseURL'

describe('rowCheck', () => {
  it.each<[string, ImportedSetting, string | null, boolean]>([
    ['全件連携', row(TYPE, '1'), fullSync, true],
    ['差分リセット連携', row(TYPE, '3'), resetSync, true],
    ['差分連携', row(TYPE, '2'), null, false],
    ['全件連携 that was so before', row(TYPE, '1', { change: 'same' }), null, false],
    ['the LGWAN test address', row(TARGET, PRESET_URL.test_lgwan), lgwanTest, true],
    ['the same one with a slash', row(TARGET, `${PRESET_URL.test_lgwan}/`), lgwanTest, true],
    ['one that was so before', row(TARGET, PRESET_URL.test_lgwan, { change: 'same' }), lgwanTest, false],
    ['the test address of the internet', row(TARGET, PRESET_URL.test_internet), internetTest, false],
    ['an address without TLS', row(TARGET, 'http://pmh.example.go.jp'), plainHttp, true],
    ['one of LGWAN', row(TARGET, 'http://pmh.asp.lgwan.jp'), null, false],
    ['this computer', row(TARGET, 'http://127.0.0.1:8080'), null, false],
    ['an address with TLS', row(TARGET, 'https://pmh.example.go.jp'), null, false],
    ['a key that the file does not have', row(TYPE, '1', { absent: true }), null, false],
    [
      'a value that is refused',
      row(TARGET, 'http://a b', { problem: { key: TARGET, value: '', rule: { kind: 'base_url' } } }),
      null,
      false,
    ],
  ])('%s', (_, given, sentence, confirm) => {
    expect(rowCheck(given)).toEqual(sentence === null ? null : { sentence, confirm })
  })
})
