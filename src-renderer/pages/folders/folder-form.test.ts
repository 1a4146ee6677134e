import { describe, expect, it } from 'vitest'
import { sampleEntry } from '../../testing/samples.ts'
import {
  entryState,
  type FolderForm,
  folderFormProblems,
  folderPath,
  openFolderForm,
  shownName,
  trimmedForm,
} from './folder-form.ts'

const form = (part: Partial<FolderForm> = {}): FolderForm => ({
  ...openFolderForm(null),
  folder: 'kodomo',
  token: 'abc',
  ...part,
})

describe('openFolderForm', () => {
  it('is empty for a new entry', () => {
    expect(openFolderForm(null)).toEqual({
      id: null,
      name: '',
      folder: '',
      token: '',
      paused: false,
      preflight: null,
      createDirectory: false,
    })
  })

  it('keeps the registered token of an entry, and its 点検', () => {
    const entry = sampleEntry({ preflight: 'block' })
    expect(openFolderForm(entry)).toMatchObject({ id: 1, folder: 'kodomo', token: null, preflight: 'block' })
  })

  it('asks for a token when none can be read', () => {
    expect(openFolderForm(sampleEntry({ tokenHint: null })).token).toBe('')
  })

  it('shows no name when it is only the name of the folder', () => {
    expect(openFolderForm(sampleEntry({ displayName: 'kodomo' })).name).toBe('')
    expect(openFolderForm(sampleEntry()).name).toBe('子ども医療費助成')
  })
})

describe('shownName', () => {
  it('is the typed name, else the folder', () => {
    expect(shownName(form({ name: ' 子ども ' }))).toBe('子ども')
    expect(shownName(form({ name: '　' }))).toBe('kodomo')
  })
})

describe('folderFormProblems', () => {
  it('finds nothing wrong with a good entry', () => {
    expect(folderFormProblems(form(), [])).toEqual({ folder: null, token: null })
  })

  it.each([
    ['', '空'],
    ['a/b', '使えません'],
    ['..', '使えません'],
    ['PROCEED', '退避先'],
    ['error', '退避先'],
    ['CON', '予約名'],
    ['a:b', '制御文字'],
    [' a', '先頭と末尾'],
    ['あ'.repeat(100), '255バイト'],
  ])('refuses the folder %j', (folder, word) => {
    const { folder: sentence } = folderFormProblems(form({ folder }), [])
    expect(sentence).toContain(word)
    expect(sentence).toMatch(/。$/)
  })

  it.each([
    ['', '空です'],
    ['  ', '空です'],
    ['a b', '空白を除く'],
    ['トークン', '半角'],
    ['x'.repeat(8193), '8,192文字'],
  ])('refuses the token %j', (token, word) => {
    expect(folderFormProblems(form({ token }), []).token).toContain(word)
  })

  it('takes a token with blanks around it', () => {
    expect(folderFormProblems(form({ token: ' abc\n' }), []).token).toBeNull()
  })

  it('asks for no token when the registered one is kept', () => {
    expect(folderFormProblems(form({ id: 1, token: null }), []).token).toBeNull()
  })

  it('refuses a folder that is registered, ignoring case', () => {
    const entries = [sampleEntry({ id: 5, folder: 'KODOMO' })]
    expect(folderFormProblems(form(), entries).folder).toContain('すでに登録')
  })

  it('lets an entry keep its own folder', () => {
    expect(folderFormProblems(form({ id: 1 }), [sampleEntry()]).folder).toBeNull()
  })

  it('tells both at once', () => {
    const problems = folderFormProblems(form({ folder: '', token: '' }), [])
    expect(problems.folder).not.toBeNull()
    expect(problems.token).not.toBeNull()
  })
})

describe('trimmedForm', () => {
  it.each(['abc', ' abc ', 'abc\r\n', '\u3000abc', '\tabc'])('of %j', (text) => {
    expect(trimmedForm(form({ folder: text, token: text }))).toMatchObject({ folder: 'abc', token: 'abc' })
  })

  it('keeps the registered token', () => {
    expect(trimmedForm(form({ token: null })).token).toBeNull()
  })
})

describe('folderPath', () => {
  it.each([
    ['D:\\PMH\\renkei', 'D:\\PMH\\renkei\\kodomo'],
    ['D:\\', 'D:\\kodomo'],
    ['\\\\server\\share', '\\\\server\\share\\kodomo'],
    ['/srv/pmh', '/srv/pmh/kodomo'],
    ['/', '/kodomo'],
  ])('under %s', (root, path) => {
    expect(folderPath(root, 'kodomo')).toBe(path)
  })
})

describe('entryState', () => {
  it('shows the gravest', () => {
    expect(entryState(sampleEntry())).toBe('ok')
    expect(entryState(sampleEntry({ paused: true }))).toBe('paused')
    expect(entryState(sampleEntry({ directory: 'unknown' }))).toBe('unknown')
    expect(entryState(sampleEntry({ tokenHint: null, paused: true }))).toBe('noToken')
    expect(entryState(sampleEntry({ directory: 'missing', tokenHint: null, paused: true }))).toBe('missing')
  })
})

describe('an entry that is opened', () => {
  it.each(['off', 'warn', 'block', null] as const)('keeps 送信前の点検 %j', (preflight) => {
    expect(openFolderForm(sampleEntry({ preflight })).preflight).toBe(preflight)
  })

  it('never makes a folder unasked, and keeps whether it is paused', () => {
    const form = openFolderForm(sampleEntry({ paused: true }))
    expect([form.createDirectory, form.paused, form.id]).toEqual([false, true, 1])
    expect(openFolderForm(null)).toMatchObject({ id: null, createDirectory: false, paused: false, token: '' })
  })

  it('may keep its own name, in another spelling too, but not that of another', () => {
    const entries = [sampleEntry(), sampleEntry({ id: 2, folder: 'judo' })]
    const named = (folder: string) =>
      folderFormProblems({ ...openFolderForm(entries[0] ?? null), folder }, entries).folder
    expect([named('kodomo'), named('KODOMO'), named('new')]).toEqual([null, null, null])
    expect(named('JUDO')).not.toBeNull()
  })

  it('of a new one may have the name of none', () => {
    const form = { ...openFolderForm(null), folder: 'Kodomo', token: 't' }
    expect(folderFormProblems(form, [sampleEntry()]).folder).not.toBeNull()
    expect(folderFormProblems(form, [])).toEqual({ folder: null, token: null })
  })
})
