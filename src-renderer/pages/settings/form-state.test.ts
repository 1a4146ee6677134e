import { describe, expect, it } from 'vitest'
import type { RawSettings, SettingKey } from '../../../src-shared/domain/settings.ts'
import {
  changedKeys,
  changesOf,
  type FormState,
  foldTyped,
  forgetTyped,
  judge,
  judgeAll,
  openForm,
  problemsOf,
  renewStored,
  shownProblems,
  shownValue,
  typeValue,
} from './form-state.ts'
import { FORM_KEYS } from './sections.ts'

const STORED: RawSettings = {
  MonitoringTimer: '600000',
  PMHFilePath: '/srv/pmh',
  PostRegistrationTimeSpan: '300',
  PostRegistrationTasksBaseURL: 'https://pmh.example.go.jp',
  PostRegistrationFileType: '2',
  PostRegistrationTasksName: '医療費助成対象者情報登録',
  ProxyAuthType: '1',
  ProxyAddress: '',
  ProxyPort: '',
  ProxyUsername: '',
  ProxyDomain: '',
  PostRegistrationTasksType: '2',
  AllowMultipleFilePerFolder: 'false',
  ProceedFileRetentionDays: '9999',
  ErrorFileRetentionDays: '9999',
}

const form = (secrets: readonly SettingKey[] = []) => openForm(STORED, secrets)
const typed = (values: RawSettings, from: FormState = form()) =>
  Object.entries(values).reduce((state, [key, value]) => typeValue(state, key as SettingKey, value), from)
const keys = (problems: readonly { readonly key: SettingKey }[]) => problems.map((problem) => problem.key)

describe('a form that was just opened', () => {
  it('shows what is stored, has no change and no problem', () => {
    expect(shownValue(form(), 'MonitoringTimer')).toBe('600000')
    expect(changedKeys(form())).toEqual([])
    expect(problemsOf(form(), 'posix')).toEqual([])
  })

  it('has no problem on the first run, when nothing is filled in', () => {
    const empty = openForm({ ...STORED, PMHFilePath: '', PostRegistrationTasksBaseURL: '' }, [])
    expect(problemsOf(judgeAll(empty), 'posix')).toEqual([])
  })

  it('shows nothing for a key that did not come', () => {
    expect(shownValue(openForm({}, []), 'ProxyAddress')).toBe('')
  })
})

describe('typing', () => {
  it('changes one key', () => {
    const state = typed({ MonitoringTimer: '1000' })
    expect(shownValue(state, 'MonitoringTimer')).toBe('1000')
    expect(changedKeys(state)).toEqual(['MonitoringTimer'])
    expect(changesOf(state)).toEqual({ MonitoringTimer: '1000' })
  })

  it('is no change any more when the old value is typed again', () => {
    expect(changedKeys(typed({ MonitoringTimer: '600000' }))).toEqual([])
  })

  it('lists changes in the order of the screen', () => {
    const state = typed({ ProxyPort: '80', PostRegistrationTasksBaseURL: 'https://a.example' })
    expect(changedKeys(state)).toEqual(['PostRegistrationTasksBaseURL', 'ProxyPort'])
  })

  it('can be taken back for one key', () => {
    const state = forgetTyped(
      judge(typed({ MonitoringTimer: 'x', ProxyPort: '1' }), 'MonitoringTimer'),
      'MonitoringTimer',
    )
    expect(changedKeys(state)).toEqual(['ProxyPort'])
    expect(state.judged).toEqual([])
  })

  it('never touches the state it came from', () => {
    const state = form()
    typeValue(state, 'ProxyPort', '1')
    judge(state, 'ProxyPort')
    expect(state).toEqual(form())
  })
})

describe('what was typed full-width', () => {
  it.each<[SettingKey, string]>([
    ['MonitoringTimer', '１２０，０００'],
    ['PostRegistrationTimeSpan', '３０'],
    ['ProxyPort', '８０８０'],
  ])('is judged as %s is kept, not as it was typed', (key, value) => {
    const folded = foldTyped(typed({ [key]: value }), key)
    expect(problemsOf(folded, 'posix')).toEqual([])
    expect(shownValue(folded, key)).toMatch(/^\d+$/)
  })

  it('is no change when it comes to what is stored', () => {
    expect(changedKeys(foldTyped(typed({ MonitoringTimer: '６００，０００' }), 'MonitoringTimer'))).toEqual(
      [],
    )
  })

  it('does not touch a stored value', () => {
    const opened = openForm({ ...STORED, MonitoringTimer: '600,000' }, [])
    expect(foldTyped(opened, 'MonitoringTimer')).toBe(opened)
  })
})

describe('secrets', () => {
  it('are a change as soon as something is typed', () => {
    expect(changesOf(typed({ ProxyPassword: 'p' }))).toEqual({ ProxyPassword: 'p' })
  })

  it('are removed by an empty text, if there is one', () => {
    expect(changesOf(typed({ ProxyPassword: '' }, form(['ProxyPassword'])))).toEqual({ ProxyPassword: '' })
    expect(changesOf(typed({ ProxyPassword: '' }))).toEqual({})
  })

  it('never repeat their value in a problem', () => {
    const state = judgeAll(typed({ ProxyPassword: 'line\nbreak' }))
    expect(problemsOf(state, 'posix')).toEqual([expect.objectContaining({ key: 'ProxyPassword', value: '' })])
  })
})

describe('problems', () => {
  it.each<[SettingKey, string]>([
    ['MonitoringTimer', '0'],
    ['MonitoringTimer', ''],
    ['MonitoringTimer', '600,000'],
    ['PostRegistrationTimeSpan', '-1'],
    ['PostRegistrationTasksBaseURL', 'pmh.example'],
    ['PostRegistrationTasksBaseURL', ''],
    ['PostRegistrationTasksName', ''],
    ['PMHFilePath', 'renkei'],
    ['ProxyAddress', 'http://proxy'],
    ['ProxyPort', '99999'],
    ['ProceedFileRetentionDays', '1.5'],
  ])('finds %s = %j', (key, value) => {
    expect(keys(problemsOf(typed({ [key]: value }), 'posix'))).toEqual([key])
  })

  it('judges a path by the platform', () => {
    expect(problemsOf(typed({ PMHFilePath: 'D:\\PMH' }), 'windows')).toEqual([])
    expect(keys(problemsOf(typed({ PMHFilePath: 'D:\\PMH' }), 'posix'))).toEqual(['PMHFilePath'])
  })

  it('finds what a proxy needs as well', () => {
    const state = typed({ ProxyAddress: 'proxy.example', ProxyAuthType: '2' })
    expect(keys(problemsOf(state, 'posix'))).toEqual(['ProxyPort', 'ProxyUsername'])
  })

  it('finds all single problems at once', () => {
    const state = typed({ MonitoringTimer: 'x', ProxyPort: 'y', ErrorFileRetentionDays: 'z' })
    expect(problemsOf(state, 'posix')).toHaveLength(3)
  })

  it('are gone when the value is good again', () => {
    expect(problemsOf(typed({ ProxyPort: '8080' }, typed({ ProxyPort: 'x' })), 'posix')).toEqual([])
  })
})

describe('what is shown of the problems', () => {
  it('waits until the field is left', () => {
    const state = typed({ ProxyPort: '99999' })
    expect(shownProblems(state, 'posix')).toEqual([])
    expect(keys(shownProblems(judge(state, 'ProxyPort'), 'posix'))).toEqual(['ProxyPort'])
  })

  it('tells the companion of a field that was left', () => {
    const state = judge(typed({ ProxyAddress: 'proxy.example' }), 'ProxyAddress')
    expect(keys(shownProblems(state, 'posix'))).toEqual(['ProxyPort'])
  })

  it('tells everything when saving was tried', () => {
    const state = judgeAll(typed({ ProxyAddress: 'proxy.example', ProxyAuthType: '3' }))
    expect(keys(shownProblems(state, 'posix'))).toEqual(['ProxyPort', 'ProxyUsername'])
  })

  it('judges a field once', () => {
    expect(judge(judge(form(), 'ProxyPort'), 'ProxyPort').judged).toEqual(['ProxyPort'])
    expect(judgeAll(form()).judged).toEqual(FORM_KEYS)
  })
})

describe('new stored values', () => {
  it('replace what is shown, but not what was typed', () => {
    const state = renewStored(
      typed({ ProxyPort: '81' }),
      { ...STORED, MonitoringTimer: '5000', ProxyPort: '82' },
      [],
    )
    expect(shownValue(state, 'MonitoringTimer')).toBe('5000')
    expect(shownValue(state, 'ProxyPort')).toBe('81')
  })

  it('end a change that is now stored', () => {
    const state = renewStored(typed({ ProxyPort: '81' }), { ...STORED, ProxyPort: '81' }, [])
    expect(changedKeys(state)).toEqual([])
    expect(state.typed).toEqual({})
  })

  it('bring the secrets that are set', () => {
    expect(renewStored(form(), STORED, ['ProxyPassword']).secretsSet).toEqual(['ProxyPassword'])
  })
})
