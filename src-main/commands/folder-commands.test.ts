import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderHasOpenFiles } from '../../src-shared/text/ja/settings.ts'
import { ACCEPTED, FAILED, newTransfer, REJECTED, result } from '../store/testing/opened-database.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const TOKEN = `${SECRET}-TOKEN-4f2a`

/** A session that may keep tokens for this run, with a PMHFilePath. */
async function readySession(): Promise<OpenSession & { root: string }> {
  const opened = openSession()
  const root = tempFolder()
  await opened.value('vault.choose', { kind: 'memory' })
  await opened.value('settings.save', { changes: { PMHFilePath: root } })
  opened.told.length = 0
  return Object.assign(opened, { root })
}

const ADD = { folder: 'kodomo', displayName: '子ども', token: TOKEN, paused: false, createDirectory: false }
const actions = ({ session }: OpenSession) => session.real.audit.newestFirst(100).map(({ action }) => action)

describe('folders.add', () => {
  it('adds a folder with its token, and tells the window', async () => {
    const opened = await readySession()
    const { id } = await opened.value('folders.add', ADD)
    expect(await opened.value('folders.list')).toEqual({
      root: opened.root,
      folders: [
        {
          id,
          folder: 'kodomo',
          displayName: '子ども',
          paused: false,
          preflight: null,
          tokenHint: '••••4f2a',
          directory: 'missing',
        },
      ],
    })
    expect(opened.session.real.vault.get(`token:${id}`)).toBe(TOKEN)
    expect(opened.told).toEqual(['folders'])
    expect(existsSync(path.join(opened.root, 'kodomo'))).toBe(false)
  })

  it('keeps 送信前の点検 of an entry until it is changed', async () => {
    const opened = await readySession()
    const { id } = await opened.value('folders.add', { ...ADD, preflight: 'block' })
    const update = { id, folder: 'kodomo', displayName: '子ども', token: null, paused: false }
    const mode = async () => (await opened.value('folders.list')).folders[0]?.preflight
    await opened.value('folders.update', update)
    await opened.value('folders.pause', { id, paused: true })
    expect(await mode()).toBe('block')
    await opened.value('folders.update', { ...update, preflight: null })
    expect(await mode()).toBeNull()
  })

  it('takes the folder’s name for a display name that is blank', async () => {
    const opened = await readySession()
    await addFolder(opened, { folder: 'a', displayName: ' 　 ' })
    await addFolder(opened, { folder: 'b', displayName: ' ひとり親 ' })
    const { folders } = await opened.value('folders.list')
    expect(folders.map(({ displayName }) => displayName)).toEqual(['a', 'ひとり親'])
  })

  it('makes the directory when that was asked for, or leaves the one that is there', async () => {
    const opened = await readySession()
    mkdirSync(path.join(opened.root, 'b'))
    await addFolder(opened, { folder: 'a', createDirectory: true })
    await addFolder(opened, { folder: 'b', createDirectory: true })
    expect(readdirSync(opened.root)).toEqual(['a', 'b'])
  })

  it.each([
    [{ folder: '' }, 'R5003 フォルダ名が空です'],
    [{ folder: 'PROCEED' }, 'R5003 PROCEEDとERROR'],
    [{ folder: '../x' }, 'R5003 フォルダ名に「\\」と「/」'],
    [{ folder: 'CON' }, 'R5003 この名前はWindowsの予約名'],
    [{ folder: 'KODOMO' }, 'R5003 同じフォルダが2回'],
    [{ folder: 'a', token: '' }, 'R5003 トークンが空です'],
    [{ folder: 'a', token: `${SECRET} x` }, 'R5003 トークンに使える'],
    [{ folder: 'a', token: `${SECRET}\r\nX: y` }, 'R5003 トークンに使える'],
  ])('refuses %j and changes nothing', async (fields, sentence) => {
    const opened = await readySession()
    await addFolder(opened, { folder: 'kodomo' })
    const before = actions(opened)
    expect(await opened.refusal('folders.add', { ...ADD, createDirectory: true, ...fields })).toContain(
      sentence,
    )
    expect((await opened.value('folders.list')).folders).toHaveLength(1)
    expect(readdirSync(opened.root)).toEqual([])
    expect(actions(opened)).toEqual(before)
  })

  it('keeps neither folder nor audit row when the token cannot be kept', async () => {
    const opened = openSession()
    expect(await opened.refusal('folders.add', ADD)).toBe('R6001')
    expect((await opened.value('folders.list')).folders).toEqual([])
    expect(actions(opened)).toEqual([])
    expect(opened.told).toEqual([])
  })

  it('does not make a directory where PMHFilePath itself is missing or unset', async () => {
    const opened = await readySession()
    const root = path.join(opened.root, 'not-mounted')
    await opened.value('settings.save', { changes: { PMHFilePath: root } })
    expect(await opened.refusal('folders.add', { ...ADD, createDirectory: true })).toMatch(/^R3006 .*ENOENT/)
    expect(existsSync(root)).toBe(false)
    const unset = openSession()
    await unset.value('vault.choose', { kind: 'memory' })
    expect(await unset.refusal('folders.add', { ...ADD, createDirectory: true })).toBe('R4005 PMHFilePath')
  })
})

describe('folders.update', () => {
  it('changes everything but the token, and the token when there is one', async () => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a' })
    const fields = { id, folder: 'A', displayName: 'あ', paused: true }
    await opened.value('folders.update', { ...fields, token: null })
    expect(opened.session.real.vault.get(`token:${id}`)).toBe(TOKEN)
    await opened.value('folders.update', { ...fields, token: `${SECRET}-TOKEN-9999` })
    expect((await opened.value('folders.list')).folders).toMatchObject([{ ...fields, tokenHint: '••••9999' }])
    expect(opened.session.real.vault.get(`token:${id}`)).toBe(`${SECRET}-TOKEN-9999`)
  })

  it('lets a held folder go on with a new token, and says "changed" in the audit trail', async () => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a' })
    const { holds, audit } = opened.session.real
    holds.put('a', { kind: 'token' as const, code: 'E4010003', detail: '', since: 's', tokenMark: 'm' })
    await opened.value('folders.update', { id, folder: 'a', displayName: '', paused: false, token: null })
    expect(holds.get('a')).not.toBeNull()
    await opened.value('folders.update', {
      id,
      folder: 'a',
      displayName: '',
      paused: false,
      token: `${SECRET}-2`,
    })
    expect(holds.get('a')).toBeNull()
    expect(audit.newestFirst(1)).toMatchObject([
      { action: 'folder.token_changed', subject: 'a', before: null, after: 'changed' },
    ])
    expect(JSON.stringify(audit.newestFirst(100))).not.toContain(SECRET)
  })

  it.each([
    [{ id: 99 }, 'R5006 99'],
    [{ folder: 'B' }, 'R5003 同じフォルダ'],
    [{ folder: 'a/b' }, 'R5003'],
    [{ token: 'a b' }, 'R5003 トークン'],
  ])('refuses %j and changes nothing', async (fields, sentence) => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a' })
    await addFolder(opened, { folder: 'b' })
    const before = await opened.value('folders.list')
    const input = { id, folder: 'a2', displayName: 'x', token: null, paused: true, ...fields }
    expect(await opened.refusal('folders.update', input)).toContain(sentence)
    expect(await opened.value('folders.list')).toEqual(before)
  })
})

describe('folders.update of the name of a folder', () => {
  const HELD = result({ outcome: 'unknown', hold: 'in_doubt' })
  const rename = (id: number, folder: string) => ({ id, folder, displayName: '', token: null, paused: false })

  it.each([
    ['is being sent', null],
    ['waits for another try', FAILED],
    ['is held', HELD],
    ['waits to be moved', ACCEPTED],
  ])('is refused while a file of it %s', async (_, conclusion) => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a' })
    const { transfers } = opened.session.real
    const row = transfers.begin(newTransfer({ folder: 'a' }))
    if (conclusion !== null) transfers.conclude(row.id, conclusion)
    const before = actions(opened)
    for (const folder of ['b', 'A']) {
      expect(await opened.refusal('folders.update', rename(id, folder))).toBe(`R5007 ${folderHasOpenFiles}`)
    }
    expect((await opened.value('folders.list')).folders).toMatchObject([{ folder: 'a' }])
    expect(actions(opened)).toEqual(before)
    // Everything else of the entry may change.
    await opened.value('folders.update', { ...rename(id, 'a'), displayName: 'あ', paused: true })
    expect((await opened.value('folders.list')).folders).toMatchObject([{ displayName: 'あ', paused: true }])
  })

  it('is refused while a file of it is on its way back', async () => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a' })
    const { transfers } = opened.session.real
    const row = transfers.begin(newTransfer({ folder: 'a' }))
    transfers.conclude(row.id, REJECTED)
    transfers.filed(row.id, 'ERROR/a/a.csv', 'now')
    transfers.decide(row.id, { decision: 'resend', by: 'x', at: 'now', reason: '', serialNumber: null })
    expect(await opened.refusal('folders.update', rename(id, 'b'))).toBe(`R5007 ${folderHasOpenFiles}`)
    transfers.returned(row.id, 'a.csv')
    expect(await opened.refusal('folders.update', rename(id, 'b'))).toBe('taken: {}')
  })

  it('is possible once its files are away, whatever waits in other folders', async () => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a' })
    const { transfers } = opened.session.real
    const row = transfers.begin(newTransfer({ folder: 'a' }))
    transfers.conclude(row.id, ACCEPTED)
    transfers.filed(row.id, 'PROCEED/a/a.csv', 'now')
    transfers.conclude(transfers.begin(newTransfer({ folder: 'other' })).id, HELD)
    await opened.value('folders.update', rename(id, 'A'))
    await opened.value('folders.update', rename(id, 'b'))
    expect((await opened.value('folders.list')).folders).toMatchObject([{ folder: 'b' }])
  })
})

describe('folders.pause, remove and move', () => {
  it('pause and go on', async () => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a', displayName: 'あ' })
    await opened.value('folders.pause', { id, paused: true })
    expect((await opened.value('folders.list')).folders).toMatchObject([
      { folder: 'a', displayName: 'あ', paused: true },
    ])
    await opened.value('folders.pause', { id, paused: false })
    expect((await opened.value('folders.list')).folders).toMatchObject([{ paused: false }])
  })

  it('remove the token with the folder, and leave the files', async () => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a', createDirectory: true })
    writeFileSync(path.join(opened.root, 'a', 'x.csv'), 'x')
    await opened.value('folders.remove', { id })
    expect((await opened.value('folders.list')).folders).toEqual([])
    expect(opened.session.real.vault.has(`token:${id}`)).toBe(false)
    expect(readFileSync(path.join(opened.root, 'a', 'x.csv'), 'utf8')).toBe('x')
  })

  it('move an entry to its new place', async () => {
    const opened = await readySession()
    for (const folder of ['a', 'b', 'c']) await addFolder(opened, { folder })
    await opened.value('folders.move', { id: 3, position: 0 })
    expect((await opened.value('folders.list')).folders.map(({ folder }) => folder)).toEqual(['c', 'a', 'b'])
  })

  it('refuse what is not there any more', async () => {
    const opened = await readySession()
    expect(await opened.refusal('folders.pause', { id: 5, paused: true })).toBe('R5006 5')
    expect(await opened.refusal('folders.remove', { id: 5 })).toBe('R5006 5')
    expect(await opened.refusal('folders.move', { id: 5, position: 0 })).toBe('R5006 5')
    expect(opened.told).toEqual([])
  })
})

describe('directories', () => {
  it('are looked up under PMHFilePath', async () => {
    const opened = await readySession()
    mkdirSync(path.join(opened.root, 'there'))
    writeFileSync(path.join(opened.root, 'file'), '')
    const lookUp = async (folder: string) => (await opened.value('folders.look-up', { folder })).directory
    expect(await lookUp('there')).toBe('present')
    expect(await lookUp('absent')).toBe('missing')
    expect(await lookUp('file')).toBe('missing')
    expect(await lookUp('..')).toBe('unknown')
    expect(await lookUp('a/../there')).toBe('unknown')
    expect(await lookUp('')).toBe('unknown')
  })

  it('are unknown while PMHFilePath is unset', async () => {
    const opened = openSession()
    expect(await opened.value('folders.look-up', { folder: 'a' })).toEqual({ directory: 'unknown' })
    expect(await opened.value('folders.list')).toEqual({ root: '', folders: [] })
  })

  it('are made on a click, by plain names alone', async () => {
    const opened = await readySession()
    await opened.value('folders.create-directory', { folder: '子ども' })
    await opened.value('folders.create-directory', { folder: '子ども' })
    expect(readdirSync(opened.root)).toEqual(['子ども'])
    expect(await opened.refusal('folders.create-directory', { folder: '../escape' })).toContain('R5003')
    expect(await opened.refusal('folders.create-directory', { folder: 'ERROR' })).toContain('R5003')
    expect(existsSync(path.join(opened.root, '..', 'escape'))).toBe(false)
  })

  it('that cannot be made give their errno', async () => {
    const opened = await readySession()
    const file = path.join(opened.root, 'file')
    writeFileSync(file, '')
    await opened.value('settings.save', { changes: { PMHFilePath: file } })
    expect(await opened.refusal('folders.create-directory', { folder: 'a' })).toMatch(/^R5007 .*ENOTDIR/)
  })
})

describe('folders.pick', () => {
  it('starts at PMHFilePath and gives the plain name', async () => {
    const opened = await readySession()
    opened.picks = path.join(opened.root, 'kodomo')
    expect(await opened.value('folders.pick')).toEqual({ folder: 'kodomo' })
    expect(opened.asked).toEqual([['制度フォルダを選ぶ', opened.root]])
    opened.picks = null
    expect(await opened.value('folders.pick')).toEqual({ folder: null })
  })

  it.each([
    ['elsewhere', () => tempFolder()],
    ['deeper', (root: string) => path.join(root, 'a', 'b')],
    ['the folder above', (root: string) => path.dirname(root)],
    ['PMHFilePath itself', (root: string) => root],
  ])('takes no folder that lies %s', async (_, pick) => {
    const opened = await readySession()
    opened.picks = pick(opened.root)
    expect(await opened.refusal('folders.pick')).toContain('R5003')
  })

  it('needs PMHFilePath first', async () => {
    const opened = openSession()
    expect(await opened.refusal('folders.pick')).toBe('R4005 PMHFilePath')
    expect(opened.asked).toEqual([])
  })
})

describe('a token that cannot be opened', () => {
  it('has no hint', async () => {
    const opened = await readySession()
    const id = await addFolder(opened, { folder: 'a' })
    const { session, dataDir } = opened
    await session.close()
    const again = openSession({ dataDir })
    expect((await again.value('folders.list')).folders).toMatchObject([{ id, tokenHint: null }])
  })
})
