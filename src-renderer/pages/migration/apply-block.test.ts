import { describe, expect, it } from 'vitest'
import type { ImportedFolder, ImportedSetting, ImportPreview } from '../../../src-shared/ipc/answer-shapes.ts'
import { applyBlock, changesNothing } from './apply-block.ts'

const SETTING: ImportedSetting = {
  key: 'PostRegistrationTasksType',
  before: '2',
  after: '1',
  change: 'changed',
  absent: false,
  problem: null,
}
const PREVIEW: ImportPreview = {
  ticket: 't',
  fileName: 'a.config',
  settings: [],
  unknownKeys: [],
  unknownCount: 0,
  folders: null,
  rootDirectory: 'present',
  needsVault: true,
}
const vault = (kind: 'os' | 'passphrase' | 'undecided', locked = false) => ({
  heldBy: null,
  vault: { kind, locked, hasPassphrase: kind === 'passphrase' },
})

const HOLDER = { host: 'pc-1', pid: 4711, mode: 'headless', since: null, ended: false } as const

describe('applyBlock', () => {
  const none = new Set<never>()

  it('lets an import through', () => {
    expect(applyBlock(PREVIEW, none, vault('os'))).toBeNull()
    expect(applyBlock({ ...PREVIEW, needsVault: false }, none, vault('undecided'))).toBeNull()
  })

  it.each<[string, ImportPreview, Parameters<typeof applyBlock>[2], string]>([
    ['nothing was read', { ...PREVIEW, fileName: null }, vault('os'), '読み込む'],
    ['another program sends', PREVIEW, { ...vault('os'), heldBy: HOLDER }, '別のプログラム'],
    ['no way to keep secrets', PREVIEW, vault('undecided'), '守り方'],
    ['the passphrase is missing', PREVIEW, vault('passphrase', true), '合言葉'],
    [
      'a value is wrong',
      {
        ...PREVIEW,
        settings: [{ ...SETTING, problem: { key: SETTING.key, value: '', rule: { kind: 'missing' } } }],
      },
      vault('os'),
      '誤りが1件',
    ],
    ['a value is to be looked at', { ...PREVIEW, settings: [SETTING] }, vault('os'), '要確認が1件'],
  ])('says what is in the way: %s', (_, preview, info, word) => {
    expect(applyBlock(preview, none, info)).toContain(word)
  })

  it('is content once staff looked at the value', () => {
    expect(applyBlock({ ...PREVIEW, settings: [SETTING] }, new Set([SETTING.key]), vault('os'))).toBeNull()
  })
})

describe('changesNothing', () => {
  const folder = (change: ImportedFolder['change'], paused = false): ImportedFolder => ({
    folder: 'kodomo',
    displayName: '子ども',
    paused,
    before: null,
    after: null,
    change,
    directory: 'present',
  })
  const same: ImportedSetting = { ...SETTING, change: 'same' }
  const folders = [folder('same'), folder('left')]

  it.each<[string, Partial<ImportPreview>, boolean, boolean]>([
    ['what is here already', { settings: [same, { ...same, change: 'kept' }], folders }, false, true],
    ['settings alone', { settings: [same] }, false, true],
    ['one setting that is new', { settings: [same, SETTING] }, false, false],
    ['a token that is new', { settings: [same], folders: [folder('token')] }, false, false],
    ['a folder that is to be paused', { settings: [same], folders }, true, false],
    ['one that is paused already', { settings: [same], folders: [folder('left', true)] }, true, true],
  ])('%s', (_, part, pauseOthers, expected) => {
    expect(changesNothing({ ...PREVIEW, ...part }, pauseOthers)).toBe(expected)
  })
})

describe('what is in the way, in its order', () => {
  const wrong: ImportedSetting = {
    ...SETTING,
    problem: { key: SETTING.key, value: '', rule: { kind: 'missing' } },
  }

  it('nothing was read comes before everything else', () => {
    const nothing = { ...PREVIEW, fileName: null }
    expect(applyBlock(nothing, new Set(), { ...vault('undecided'), heldBy: HOLDER })).toContain('読み込む')
  })

  it('arguments alone are something that was read', () => {
    expect(applyBlock({ ...PREVIEW, fileName: null, folders: [] }, new Set(), vault('os'))).toBeNull()
  })

  it('another program comes before a wrong value, and that before the vault', () => {
    const preview = { ...PREVIEW, settings: [wrong, { ...wrong, key: 'ProxyPort' as const }] }
    const held = { ...vault('undecided'), heldBy: HOLDER }
    expect(applyBlock(preview, new Set(), held)).toContain('別のプログラム')
    expect(applyBlock(preview, new Set(), vault('undecided'))).toContain('誤りが2件')
  })

  it('while nothing is known of the program yet, nothing of it is in the way', () => {
    expect(applyBlock(PREVIEW, new Set(), undefined)).toBeNull()
  })

  it('counts the values that staff have not confirmed yet', () => {
    const target: ImportedSetting = {
      ...SETTING,
      key: 'PostRegistrationTasksBaseURL',
      after: 'http://pmh.example.go.jp',
    }
    const preview = { ...PREVIEW, settings: [SETTING, target] }
    expect(applyBlock(preview, new Set(), vault('os'))).toContain('2件')
    expect(applyBlock(preview, new Set([SETTING.key]), vault('os'))).toContain('1件')
    expect(applyBlock(preview, new Set([SETTING.key, target.key]), vault('os'))).toBeNull()
  })

  it('folders that the arguments do not name change nothing unless they are to be paused', () => {
    const left: ImportedFolder = {
      folder: 'a',
      displayName: 'a',
      paused: false,
      before: null,
      after: null,
      change: 'left',
      directory: 'present',
    }
    const added: ImportedFolder = { ...left, change: 'added' }
    expect(changesNothing({ ...PREVIEW, folders: [left] }, false)).toBe(true)
    expect(changesNothing({ ...PREVIEW, folders: [left] }, true)).toBe(false)
    expect(changesNothing({ ...PREVIEW, folders: [{ ...added, change: 'same' }] }, true)).toBe(true)
    expect(changesNothing({ ...PREVIEW, folders: [added] }, false)).toBe(false)
  })
})
