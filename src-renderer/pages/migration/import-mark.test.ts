import { describe, expect, it } from 'vitest'
import type { ImportedFolder, ImportedSetting } from '../../../src-shared/ipc/answer-shapes.ts'
import { folderMark, settingMark } from './import-mark.ts'

const SETTING: ImportedSetting = {
  key: 'PMHFilePath',
  before: '',
  after: '/a',
  change: 'added',
  absent: false,
  problem: null,
}
const WRONG = { key: SETTING.key, value: 'a', rule: { kind: 'absolute_path' } } as const

const FOLDER: ImportedFolder = {
  folder: 'kodomo',
  displayName: '子ども',
  paused: false,
  before: '••••4f2a',
  after: null,
  change: 'left',
  directory: 'present',
}

describe('the mark of a setting', () => {
  it.each<[string, Partial<ImportedSetting>, boolean, string]>([
    ['a value that is new', {}, false, '追加'],
    ['one that staff have to look at', {}, true, '要確認'],
    ['one that is wrong, whatever else there is to say', { problem: WRONG }, true, '誤り'],
    ['one that stays', { change: 'same' }, false, '変更なし'],
  ])('%s', (_, part, isOpen, word) => {
    expect(settingMark({ ...SETTING, ...part }, isOpen).word).toBe(word)
  })
})

describe('the mark of a folder that the arguments do not name', () => {
  it.each<[string, boolean, boolean, string]>([
    ['stays', false, false, '引数になし'],
    ['is paused on request', false, true, '一時停止'],
    ['was paused before', true, true, '引数になし'],
  ])('%s', (_, paused, pauseOthers, word) => {
    expect(folderMark({ ...FOLDER, paused }, pauseOthers).word).toBe(word)
  })
})

it('only a folder that is left, and not paused yet, is shown as one that will be paused', () => {
  const folder = {
    folder: 'a',
    displayName: 'a',
    before: null,
    after: null,
    directory: 'present',
  } as const
  const word = (change: 'added' | 'token' | 'same' | 'left', paused: boolean, pauseOthers: boolean) =>
    folderMark({ ...folder, change, paused }, pauseOthers).word
  const pausing = word('left', false, true)
  expect(word('left', false, false)).not.toBe(pausing)
  expect(word('left', true, true)).not.toBe(pausing)
  for (const change of ['added', 'token', 'same'] as const)
    expect(word(change, false, true)).toBe(word(change, false, false))
})
