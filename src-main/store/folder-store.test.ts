import { describe, expect, it } from 'vitest'
import { FolderStore } from './folder-store.ts'
import { auditOf, openedDatabase } from './testing/opened-database.ts'

function emptyFolders() {
  const db = openedDatabase()
  const audit = auditOf(db)
  const folders = new FolderStore(db, audit)
  const add = (folder: string, displayName = folder, paused = false) =>
    folders.add({ folder, displayName, paused })
  const names = () => folders.list().map((entry) => entry.folder)
  const trail = () =>
    audit
      .newestFirst(100)
      .toReversed()
      .map(({ action, subject, before, after }) => [action, subject, before, after])
  return { folders, add, names, trail }
}

describe('the list', () => {
  it('is in the order of adding', () => {
    const { folders, add } = emptyFolders()
    add('c', '子ども')
    add('a', 'a', true)
    expect(folders.list()).toEqual([
      { id: 1, folder: 'c', displayName: '子ども', paused: false, preflight: null },
      { id: 2, folder: 'a', displayName: 'a', paused: true, preflight: null },
    ])
  })

  it.each([
    [0, 0, ['a', 'b', 'c', 'd']],
    [0, 2, ['b', 'c', 'a', 'd']],
    [0, 3, ['b', 'c', 'd', 'a']],
    [3, 0, ['d', 'a', 'b', 'c']],
    [2, 1, ['a', 'c', 'b', 'd']],
    [1, 99, ['a', 'c', 'd', 'b']],
  ])('changes its order when entry %i goes to place %i', (from, to, expected) => {
    const { folders, add, names } = emptyFolders()
    const ids = ['a', 'b', 'c', 'd'].map((name) => add(name))
    folders.move(ids[from] ?? 0, to)
    expect(names()).toEqual(expected)
  })

  it('has a new entry at its end, after moves and removals too', () => {
    const { folders, add, names } = emptyFolders()
    const a = add('a')
    const b = add('b')
    folders.move(b, 0)
    folders.remove(a)
    add('c')
    expect(names()).toEqual(['b', 'c'])
  })

  it('never gives an id twice: a token of a removed folder could belong to another one', () => {
    const { folders, add } = emptyFolders()
    const first = add('a')
    folders.remove(first)
    expect(add('b')).toBeGreaterThan(first)
  })
})

describe('送信前の点検 of an entry', () => {
  it('is kept by a change that does not speak of it, and audited by one that does', () => {
    const { folders, add, trail } = emptyFolders()
    const id = add('a')
    const fields = { folder: 'a', displayName: 'a', paused: false }
    folders.update(id, { ...fields, preflight: 'block' })
    folders.update(id, { ...fields, paused: true })
    expect(folders.find(id)).toMatchObject({ paused: true, preflight: 'block' })
    folders.update(id, { ...fields, preflight: null })
    expect(folders.find(id)?.preflight).toBeNull()
    const [, on, , off] = trail()
    expect(on?.[3]).toBe('{"folder":"a","displayName":"a","paused":false,"preflight":"block"}')
    expect(off?.[3]).toBe('{"folder":"a","displayName":"a","paused":false}')
  })
})

describe('two names of one folder', () => {
  it.each([
    ['Kodomo', 'KODOMO'],
    ['が', 'か\u3099'],
  ])('are one entry: %s and %s', (one, other) => {
    const { folders, add } = emptyFolders()
    const id = add(one)
    expect(() => add(other)).toThrow('UNIQUE')
    expect(folders.findByName(other)).toMatchObject({ id, folder: one })
    expect(folders.list()).toHaveLength(1)
  })

  it('cannot come about by a change either', () => {
    const { folders, add } = emptyFolders()
    add('a')
    const b = add('b')
    expect(() => folders.update(b, { folder: 'A', displayName: 'A', paused: false })).toThrow('UNIQUE')
    expect(folders.find(b)?.folder).toBe('b')
    folders.update(b, { folder: 'B', displayName: 'B', paused: false })
    expect(folders.find(b)?.folder).toBe('B')
  })
})

describe('an entry', () => {
  it('is found by id and name, or not at all', () => {
    const { folders, add } = emptyFolders()
    const id = add('a')
    expect(folders.find(id)?.folder).toBe('a')
    expect(folders.find(id + 1)).toBeNull()
    expect(folders.findByName('b')).toBeNull()
  })

  it('leaves an audit row at every change', () => {
    const { folders, add, trail } = emptyFolders()
    const a = add('a')
    const b = add('b')
    folders.update(a, { folder: 'a2', displayName: '新', paused: true })
    folders.move(b, 0)
    folders.remove(a)
    const described = (folder: string, displayName: string, paused: boolean) =>
      JSON.stringify({ folder, displayName, paused })
    expect(trail()).toEqual([
      ['folder.added', 'a', null, described('a', 'a', false)],
      ['folder.added', 'b', null, described('b', 'b', false)],
      ['folder.changed', 'a2', described('a', 'a', false), described('a2', '新', true)],
      ['folder.moved', 'b', 'a2, b', 'b, a2'],
      ['folder.removed', 'a2', described('a2', '新', true), null],
    ])
  })

  it('leaves nothing when it is not there', () => {
    const { folders, trail } = emptyFolders()
    folders.remove(7)
    folders.move(7, 0)
    expect(trail()).toEqual([])
  })

  it('leaves no audit row for a change that was refused', () => {
    const { add, trail } = emptyFolders()
    add('a')
    expect(() => add('A')).toThrow('UNIQUE')
    expect(trail()).toHaveLength(1)
  })
})
