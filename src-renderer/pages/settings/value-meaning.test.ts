import { describe, expect, it } from 'vitest'
import { valueMeaning } from './value-meaning.ts'

describe('valueMeaning', () => {
  it('says how often is looked', () => {
    expect(valueMeaning('MonitoringTimer', '600000')).toBe('10分ごとに確認')
    expect(valueMeaning('MonitoringTimer', 'x')).toBeNull()
    expect(valueMeaning('MonitoringTimer', '')).toBeNull()
  })

  it('says what many minutes are', () => {
    expect(valueMeaning('PostRegistrationTimeSpan', '300')).toBe('5時間')
    expect(valueMeaning('PostRegistrationTimeSpan', '59')).toBeNull()
    expect(valueMeaning('PostRegistrationTimeSpan', 'x')).toBeNull()
  })

  it.each(['ProceedFileRetentionDays', 'ErrorFileRetentionDays'] as const)(
    'says when files go: %s',
    (key) => {
      expect(valueMeaning(key, '9999')).toBe('消さない')
      expect(valueMeaning(key, '999999999999999')).toBe('消さない')
      expect(valueMeaning(key, '0')).toBe('送信した日のうちに消す')
      expect(valueMeaning(key, '7')).toBe('7日を過ぎると消す')
      expect(valueMeaning(key, '1200')).toBe('1,200日を過ぎると消す')
      expect(valueMeaning(key, '-1')).toBeNull()
      expect(valueMeaning(key, '')).toBeNull()
    },
  )

  it('adds nothing to other keys', () => {
    expect(valueMeaning('ProxyPort', '8080')).toBeNull()
  })
})

it.each([
  ['PostRegistrationTimeSpan', '60', '1時間'],
  ['PostRegistrationTimeSpan', '90', '1時間30分'],
  ['TransientRetryCount', '-1', 'つながるまで待つ'],
  ['TransientRetryCount', '3', null],
  ['ProceedFileRetentionDays', '9998', '9,998日を過ぎると消す'],
  ['ProceedFileRetentionDays', '1234567890123456', null],
  ['ProceedFileRetentionDays', '7日', null],
  ['ProceedFileRetentionDays', ' 7', null],
] as const)('says at the edge of %s: %j is %j', (key, raw, meaning) => {
  expect(valueMeaning(key, raw)).toBe(meaning)
})
