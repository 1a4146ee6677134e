import { describe, expect, it } from 'vitest'
import { type MappingRule, parseMapping } from '../../domain/mapping.ts'
import {
  parseSetting,
  parseSettings,
  SETTING_KEYS,
  type SettingKey,
  type SettingProblem,
} from '../../domain/settings.ts'
import {
  mappingProblemLine,
  mappingRule,
  ruleSentence,
  settingFieldProblem,
  settingLabel,
  settingProblemLine,
} from './settings.ts'

function problemOf(key: SettingKey, raw: string): SettingProblem {
  const checked = parseSetting(key, raw, 'posix')
  if (checked.ok) throw new Error(`${key} takes ${raw}`)
  return checked.problem
}

describe('the line for a refused setting', () => {
  it.each<[SettingKey, string, string]>([
    [
      'ProxyPort',
      '70000',
      '設定 ProxyPort（ポート）：1〜65,535の整数で指定してください（指定された値：70000）。',
    ],
    [
      'MonitoringTimer',
      '0',
      '設定 MonitoringTimer（確認の間隔）：1以上、15桁以内の整数で指定してください（指定された値：0）。',
    ],
    ['MonitoringTimer', '', '設定 MonitoringTimer（確認の間隔）：空にはできません。値を指定してください。'],
    [
      'InDoubtPolicy',
      'x',
      '設定 InDoubtPolicy（中断後の扱い）：hold、resend、errorのいずれかを指定してください（指定された値：x）。',
    ],
    [
      'AllowMultipleFilePerFolder',
      '1',
      '設定 AllowMultipleFilePerFolder（複数ファイルの送信）：true または false を指定してください（指定された値：1）。',
    ],
  ])('names key, value and rule: %s = %j', (key, raw, line) => {
    expect(settingProblemLine(problemOf(key, raw))).toBe(line)
  })

  it.each<[SettingKey, string]>([
    ['PMHFilePath', 'relative'],
    ['PostRegistrationTasksBaseURL', 'ftp://h'],
    ['ProxyAddress', 'a b'],
    ['PostRegistrationTasksName', 'x'.repeat(300)],
    ['PathPrefix', '?'],
    ['MailTo', 'a\nb'],
  ])('is one Japanese sentence for every kind of rule: %s', (key, raw) => {
    const line = settingProblemLine(problemOf(key, raw))
    expect(line).toMatch(/^設定 \w+（[^）]+）：.+してください（指定された値：.+）。$/u)
    expect(line).toContain(key)
    expect(line).not.toMatch(/undefined|[\n\r]/)
  })

  it('never repeats a secret', () => {
    for (const key of ['ProxyPassword', 'MailPassword'] as const) {
      const line = settingProblemLine(problemOf(key, 'SECRET\u0007'))
      expect(line).toContain(key)
      expect(line).toMatch(/してください。$/)
      expect(line).not.toContain('SECRET')
    }
  })

  it('repeats no password of an address', () => {
    const line = settingProblemLine(
      problemOf('PostRegistrationTasksBaseURL', 'https://u:SECRET@stg.pmh.go.jp'),
    )
    expect(line).not.toContain('SECRET')
    expect(line).toContain('stg.pmh.go.jp')
  })

  it('shows control and bidirectional characters, and cuts what is long', () => {
    const line = settingProblemLine(problemOf('ProxyAddress', 'a\n\u202e\u0007b'))
    expect(line).toContain('a\\u000a\\u202e\\u0007b')
    const long = settingProblemLine(problemOf('ProxyAddress', 'x'.repeat(5000)))
    expect(long).toContain(`${'x'.repeat(80)}…`)
    expect(long.length).toBeLessThan(200)
  })

  it('names the other key of a pair, and what is missing', () => {
    const result = parseSettings({ ProxyAddress: 'proxy' }, 'posix')
    expect(result.ok ? [] : result.problems.map(settingProblemLine)).toEqual([
      '設定 ProxyPort（ポート）：ProxyAddress を使うときは必ず指定してください。',
    ])
    expect(settingProblemLine({ key: 'PMHFilePath', value: '', rule: { kind: 'missing' } })).toBe(
      '設定 PMHFilePath（監視する場所）：指定されていません。必ず指定してください。',
    )
  })
})

describe('the sentence under a field', () => {
  it('is the rule, with what was typed', () => {
    expect(settingFieldProblem(problemOf('ProxyPort', '0'))).toBe(
      '1〜65,535の整数で指定してください（入力値：0）。',
    )
    expect(settingFieldProblem(problemOf('ProxyPassword', 'SECRET\n'))).toBe(
      '改行などを含まない1,024文字以内で指定してください。',
    )
  })

  it('groups large numbers and leaves small ones', () => {
    expect(ruleSentence({ kind: 'integer', min: 0, max: 3_600_000 })).toBe(
      '0〜3,600,000の整数で指定してください',
    )
    expect(ruleSentence({ kind: 'integer', min: 1, max: 8 })).toBe('1〜8の整数で指定してください')
  })
})

describe('the labels', () => {
  it('are there for every key, in Japanese', () => {
    for (const key of SETTING_KEYS)
      expect([key, settingLabel[key]]).toEqual([key, expect.stringMatching(/[ぁ-んァ-ヶ一-龠]/)])
  })
})

describe('the line for a refused mapping entry', () => {
  const linesOf = (...args: string[]) => {
    const result = parseMapping(args)
    return result.ok ? [] : result.problems.map(mappingProblemLine)
  }

  it('names place, folder and rule', () => {
    expect(linesOf('T|ok', 'T|CON')).toEqual([
      '制度フォルダの指定（2番目、フォルダ名：CON）：この名前はWindowsの予約名のため、フォルダ名に使えません。',
    ])
    expect(linesOf()).toEqual(['制度フォルダの指定：「トークン|フォルダ名」を1つ以上指定してください。'])
  })

  it('never holds a token', () => {
    const lines = linesOf(
      'SECRET-LONELY',
      'SECRET-1|',
      'SECRET 2|a',
      'SECRET-3|../x',
      '|b',
      'SECRET-4|c',
      'SECRET-5|C',
    )
    expect(lines).toHaveLength(6)
    for (const line of lines) {
      expect(line).toMatch(/^制度フォルダの指定（\d番目.*）：.+。$/u)
      expect(line).not.toContain('SECRET')
    }
  })

  it('stays one line whatever the folder is called', () => {
    expect(linesOf('T|a\r\nb')).toEqual([expect.stringContaining('a\\u000d\\u000ab')])
  })

  it('has a sentence for every rule', () => {
    const rules: readonly string[] = Object.values(mappingRule satisfies Record<MappingRule, string>)
    expect(new Set(rules).size).toBe(rules.length)
    for (const rule of rules) expect(rule).toMatch(/[ぁ-ん]$|[ん]$/)
  })
})
