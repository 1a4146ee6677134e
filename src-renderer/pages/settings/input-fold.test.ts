import { describe, expect, it } from 'vitest'
import type { SettingKey } from '../../../src-shared/domain/settings.ts'
import { foldInput } from './input-fold.ts'

describe('foldInput', () => {
  it.each<[SettingKey, string, string]>([
    ['ProxyPort', '８０８０', '8080'],
    ['MonitoringTimer', ' 600000 ', '600000'],
    ['MonitoringTimer', '６０００００', '600000'],
    ['PostRegistrationTimeSpan', '３０', '30'],
    ['ProceedFileRetentionDays', '９９９９', '9999'],
    ['ErrorFileRetentionDays', '－１', '-1'],
    ['PostRegistrationTasksBaseURL', 'ｈｔｔｐｓ：／／pmh.example', 'https://pmh.example'],
    ['ProxyAddress', 'ｐｒｏｘｙ．example\u3000', 'proxy.example'],
    ['MonitoringTimer', '６００，０００', '600000'],
    ['MonitoringTimer', '600,000', '600000'],
    ['ProxyPort', '8、080', '8080'],
    ['MailPort', '２５', '25'],
    ['MailFrom', '\u3000ｐｍｈ＠example.jp', 'pmh@example.jp'],
    [
      'MailTo',
      'a@example.jp、b@example.jp；ｃ@example.jp, d@example.jp ',
      'a@example.jp;b@example.jp;c@example.jp;d@example.jp',
    ],
    ['TransientRetryCount', '－１', '-1'],
    ['PMHFilePath', ' D:\\PMH\\連携 ', 'D:\\PMH\\連携'],
    ['PMHFilePath', '\u3000"D:\\PMH 連携"\r\n', 'D:\\PMH 連携'],
    ['ProxyUsername', ' user ', 'user'],
  ])('of %s: %j', (key, value, folded) => {
    expect(foldInput(key, value)).toBe(folded)
  })

  it('leaves full-width letters in names and paths', () => {
    expect(foldInput('PMHFilePath', '/srv/ＰＭＨ')).toBe('/srv/ＰＭＨ')
    expect(foldInput('PostRegistrationTasksName', '登録　１')).toBe('登録　１')
  })

  it('never touches a password', () => {
    expect(foldInput('ProxyPassword', ' ｐ ')).toBe(' ｐ ')
  })

  it('does not turn words into numbers', () => {
    expect(foldInput('ProxyPort', '八〇')).toBe('八〇')
  })
})

describe('quotation marks', () => {
  it.each([
    ['PMHFilePath', '"D:\\PMH', '"D:\\PMH'],
    ['PMHFilePath', 'D:\\PMH"', 'D:\\PMH"'],
    ['PMHFilePath', '"D:\\a" "D:\\b"', 'D:\\a" "D:\\b'],
    ['PMHFilePath', 'D:\\"PMH"\\x', 'D:\\"PMH"\\x'],
    ['PostRegistrationTasksName', '"登録"', '"登録"'],
    ['PostRegistrationTasksName', ' 登録 ', '登録'],
  ] as const)('go from both ends of a path alone: %s %j', (key, value, folded) => {
    expect(foldInput(key, value)).toBe(folded)
  })
})

it('an address of a path is folded as one of a host', () => {
  expect(foldInput('CsvPathPrefix', ' ｃｓｖ／ ')).toBe('csv/')
})
