import { describe, expect, it } from 'vitest'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import { shownValue } from './shown-value.ts'

describe('shownValue', () => {
  it.each<[SettingKey, string, string]>([
    ['MonitoringTimer', '300000', '300000（5分ごとに確認）'],
    ['PostRegistrationTasksType', '1', '1　全件連携'],
    ['PostRegistrationTasksType', '9', '9'],
    ['AllowMultipleFilePerFolder', 'true', 'true　送る'],
    ['AllowMultipleFilePerFolder', 'yes', 'yes'],
    ['ProceedFileRetentionDays', '90', '90（90日を過ぎると消す）'],
    ['ProxyAddress', '', '（未設定）'],
    ['PMHFilePath', 'C:\\opt\u0007\u202e', 'C:\\opt\\u0007\\u202e'],
    ['ProxyPassword', '', '（なし）'],
    ['ProxyPassword', '••••••••', '••••••••（新しいパスワード）'],
  ])('%s %j', (key, value, shown) => {
    expect(shownValue(key, value, 'after')).toBe(shown)
  })

  it('tells of a password that it is there now', () => {
    expect(shownValue('ProxyPassword', '••••••••', 'before')).toBe('••••••••（登録済み）')
  })
})

describe('the choice about several files', () => {
  it.each(['true', 'false'])('says what %s means', (value) => {
    expect(shownValue('AllowMultipleFilePerFolder', value, 'after')).toMatch(new RegExp(`^${value}　.+`))
  })

  it.each(['maybe', 'toString', '1'])('shows %j as it is', (value) => {
    expect(shownValue('AllowMultipleFilePerFolder', value, 'after')).toBe(value)
  })
})
