import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { movingFault } from '../../src-shared/text/ja/secrets.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { turningSealer } from '../testing/turning-sealer.ts'
import type { CommandContext } from './handlers.ts'
import { movingCommands } from './moving-commands.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const PASSPHRASE = `${SECRET} ガギグゲゴ passphrase`
const tokensOf = ({ session }: OpenSession) =>
  session.real.folders.list().map(({ id, folder }) => [folder, session.real.vault.peek(`token:${id}`)])

/** A console with settings, two folders and a password, and the file that it wrote. */
async function exported(): Promise<{ first: OpenSession; file: string }> {
  const first = openSession({ sealer: turningSealer })
  const changes = {
    PMHFilePath: tempFolder(),
    PostRegistrationTasksBaseURL: 'http://127.0.0.1:9',
    ProxyAddress: 'proxy.example',
    ProxyPort: '8080',
    ProxyPassword: `${SECRET}-p`,
  }
  expect(await first.value('settings.save', { changes })).toEqual({ saved: true, problems: [] })
  await addFolder(first, { folder: 'kodomo', displayName: '子ども', token: `${SECRET}-1` })
  await addFolder(first, { folder: 'hitori', displayName: 'ひとり親', token: `${SECRET}-2`, paused: true })
  const { folders } = first.session.real
  for (const entry of folders.list()) folders.update(entry.id, { ...entry, preflight: 'block' })
  const file = path.join(tempFolder(), '移行.pmhmove')
  first.picks = file
  expect(await first.value('moving.export', { passphrase: PASSPHRASE })).toEqual({ file })
  return { first, file }
}

function console2(file: string): OpenSession {
  const second = openSession({ sealer: turningSealer })
  second.picks = file
  return second
}

describe('settings, mapping and secrets', () => {
  it('come to another computer whole, after they were shown, and leave one trail there', async () => {
    const { first, file } = await exported()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)])
    expect(readFileSync(file).includes(SECRET)).toBe(false)
    expect(first.session.real.audit.newestFirst(1)).toMatchObject([
      { action: 'moving.exported', subject: file },
    ])

    const second = console2(file)
    await addFolder(second, { folder: 'KODOMO', displayName: 'こども', token: `${SECRET}-old` })
    await addFolder(second, { folder: 'own', displayName: 'ここだけ', token: `${SECRET}-own` })
    await second.value('settings.save', {
      changes: { ProxyAddress: 'old.example', ProxyPort: '8080', MonitoringTimer: '5000' },
    })
    expect(await second.value('moving.pick')).toEqual({ file })
    const preview = await second.value('moving.open', { passphrase: PASSPHRASE.normalize('NFD') })
    expect(preview.settings).toContainEqual({
      key: 'ProxyAddress',
      before: 'old.example',
      after: 'proxy.example',
    })
    expect(preview.settings).toContainEqual({ key: 'MonitoringTimer', before: '5000', after: null })
    expect(preview).toMatchObject({
      brought: ['ProxyPassword'],
      folders: [
        { folder: 'KODOMO', displayName: '子ども', change: 'changed', credential: 'brought' },
        { folder: 'hitori', displayName: 'ひとり親', change: 'added', credential: 'brought' },
      ],
      kept: ['ここだけ'],
    })
    // Shown is not done.
    expect(tokensOf(second)[0]).toEqual(['KODOMO', `${SECRET}-old`])

    await second.value('moving.apply')
    expect(tokensOf(second)).toEqual([
      ['KODOMO', `${SECRET}-1`],
      ['own', `${SECRET}-own`],
      ['hitori', `${SECRET}-2`],
    ])
    expect(second.session.real.folders.list().map(({ preflight }) => preflight)).toEqual([
      'block',
      null,
      'block',
    ])
    const { ProxyPassword, ProxyAddress, PMHFilePath } = second.session.real.currentSettings()
    expect([ProxyPassword, ProxyAddress]).toEqual([`${SECRET}-p`, 'proxy.example'])
    expect(PMHFilePath).toBe(first.session.real.currentSettings().PMHFilePath)
    const trail = second.session.real.audit.newestFirst(30)
    const since = trail.slice(0, trail.findIndex((row) => row.action === 'moving.imported') + 1)
    expect(since.map(({ action, subject, after }) => [action, subject, after])).toEqual(
      expect.arrayContaining([
        ['folder.changed', 'KODOMO', expect.any(String)],
        ['folder.token_changed', 'KODOMO', 'changed'],
        ['folder.added', 'hitori', expect.any(String)],
        ['setting.changed', 'ProxyPassword', 'changed'],
        ['setting.changed', 'ProxyAddress', 'proxy.example'],
      ]),
    )
    expect(JSON.stringify(trail)).not.toContain(SECRET)
    expect(second.told).toEqual(expect.arrayContaining(['settings', 'folders']))
    expect(await second.refusal('moving.apply')).toBe('R5007 file')
    // The same file once more changes nothing.
    await second.value('moving.pick')
    expect(await second.value('moving.open', { passphrase: PASSPHRASE })).toMatchObject({
      settings: [],
      folders: [
        { change: 'same', credential: 'same' },
        { change: 'same', credential: 'same' },
      ],
    })
  })

  it('stay as they are when one of them cannot be stored', async () => {
    const { file } = await exported()
    const second = console2(file)
    await second.value('moving.pick')
    await second.value('moving.open', { passphrase: PASSPHRASE })
    const { vault, audit, folders } = second.session.real
    const put = vault.put.bind(vault)
    vault.put = (name, secret) => {
      if (name === 'setting:ProxyPassword') throw new Error('disk')
      put(name, secret)
    }
    const before = audit.newestFirst(1)
    expect(await second.refusal('moving.apply')).toMatch(/^R4006/)
    expect([folders.list(), second.session.real.settings.read(), audit.newestFirst(1)]).toEqual([
      [],
      {},
      before,
    ])
  })

  it('that could not be read are named as missing, and bring no empty token along', async () => {
    const first = openSession({ sealer: turningSealer })
    await addFolder(first, { folder: 'a' })
    first.session.real.vault.remove('token:1')
    const file = path.join(tempFolder(), 'm.pmhmove')
    first.picks = file
    await first.value('moving.export', { passphrase: PASSPHRASE })
    const second = console2(file)
    await addFolder(second, { folder: 'a', token: `${SECRET}-here` })
    await second.value('moving.pick')
    expect(await second.value('moving.open', { passphrase: PASSPHRASE })).toMatchObject({
      folders: [{ credential: 'missing' }],
    })
    await second.value('moving.apply')
    expect(tokensOf(second)).toEqual([['a', `${SECRET}-here`]])
  })
})

describe('a passphrase that is wrong', () => {
  it('is answered later each time, up to half a minute, one try at a time, and changes nothing', async () => {
    const { file } = await exported()
    const { session } = console2(file)
    const waits: number[] = []
    const desk = { pickFile: async () => file } as unknown as CommandContext['desk']
    const handlers = movingCommands({ session, desk } as CommandContext, async (ms) => waits.push(ms))
    await handlers['moving.pick']({})
    const open = (passphrase: string) => Promise.resolve(handlers['moving.open']({ passphrase }))
    for (let times = 0; times < 7; times += 1)
      await expect(open('wrong')).rejects.toMatchObject({ code: 'R6002' })
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    const both = await Promise.allSettled([open(PASSPHRASE), open(PASSPHRASE)])
    expect(both).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'R5007' } }])
    expect(await open(PASSPHRASE)).toMatchObject({ brought: ['ProxyPassword'] })
    await expect(open('wrong')).rejects.toMatchObject({ code: 'R6002' })
    expect(waits.at(-1)).toBe(1000)
    expect(session.real.folders.list()).toEqual([])
  }, 60_000)
})

describe('what is refused', () => {
  it.each<[string, (file: string) => unknown, string]>([
    ['a damaged file', (file) => writeFileSync(file, 'x', { flag: 'a' }), `R6006 ${movingFault.damaged}`],
    ['another file', (file) => writeFileSync(file, 'a,b\n'), `R6006 ${movingFault.form}`],
    ['a huge file', (file) => writeFileSync(file, Buffer.alloc(2 ** 21)), `R6006 ${movingFault.form}`],
  ])('%s, before a passphrase is asked for', async (_, spoil, refusal) => {
    const { file } = await exported()
    spoil(file)
    const second = console2(file)
    expect(await second.refusal('moving.pick')).toBe(refusal)
    expect(await second.refusal('moving.open', { passphrase: PASSPHRASE })).toBe('R5007 file')
  })

  it('a file that is not there, and one where none can be written; nothing is left behind', async () => {
    const nowhere = path.join(tempFolder(), 'none', 'm.pmhmove')
    const opened = console2(nowhere)
    expect(await opened.refusal('moving.pick')).toBe(`R5008 ${nowhere} (ENOENT)`)
    expect(await opened.refusal('moving.export', { passphrase: PASSPHRASE })).toBe(
      `R5010 ${nowhere} (ENOENT)`,
    )
    const folder = path.join(tempFolder(), 'm.pmhmove')
    mkdirSync(folder)
    opened.picks = folder
    expect(await opened.refusal('moving.export', { passphrase: PASSPHRASE })).toMatch(/^R5010 /)
    expect(readdirSync(path.dirname(folder))).toEqual(['m.pmhmove'])
  })

  it('everything that staff cancelled, and what was forgotten', async () => {
    const { file } = await exported()
    const second = openSession({ sealer: turningSealer })
    expect(await second.value('moving.export', { passphrase: PASSPHRASE })).toEqual({ file: null })
    expect(await second.value('moving.pick')).toEqual({ file: null })
    second.picks = file
    await second.value('moving.pick')
    await second.value('moving.forget')
    expect(await second.refusal('moving.open', { passphrase: PASSPHRASE })).toBe('R5007 file')
    expect(existsSync(file)).toBe(true)
  })

  it('what was opened while staff took the file back, or chose one anew; no token of it is kept', async () => {
    const { file } = await exported()
    const second = console2(file)
    for (const name of ['moving.forget', 'moving.pick'] as const) {
      await second.value('moving.pick')
      const opening = second.refusal('moving.open', { passphrase: PASSPHRASE })
      await second.value(name)
      expect(await opening).toBe('R5007 file')
      expect(await second.refusal('moving.apply')).toBe('R5007 file')
    }
    expect(tokensOf(second)).toEqual([])
  })

  it('taking over while secrets cannot be kept, or while files are sent', async () => {
    const { file } = await exported()
    const undecided = openSession()
    undecided.picks = file
    expect(await undecided.refusal('moving.export', { passphrase: PASSPHRASE })).toBe('R6001')
    await undecided.value('moving.pick')
    await undecided.value('moving.open', { passphrase: PASSPHRASE })
    expect(await undecided.refusal('moving.apply')).toBe('R6001')
    await undecided.value('vault.choose', { kind: 'memory' })
    await undecided.value('moving.apply')
    expect(tokensOf(undecided)).toHaveLength(2)

    await undecided.value('engine.start')
    await undecided.value('moving.pick')
    await undecided.value('moving.open', { passphrase: PASSPHRASE })
    expect(await undecided.refusal('moving.apply')).toMatch(/^R5007 監視を停止/)
  })
})
