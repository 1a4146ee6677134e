import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { EngineStatus, EngineTrouble } from '../../src-shared/domain/engine-status.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { listCandidates } from '../engine/candidates.ts'
import { isDirectory } from '../engine/cycle.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { type Disk, FolderLooks, seenNow } from './folder-looks.ts'
import { addFolder } from './testing/open-session.ts'
import { GOOD, sendingDesk } from './testing/sending-desk.ts'

const sampleStatus: EngineStatus = {
  state: 'watching',
  nextCycleAt: null,
  lastCycleAt: null,
  uploads: [],
  purge: null,
  trouble: null,
  folderTroubles: {},
}

/** The real disk, which can be made to answer no more. */
class HangingDisk implements Disk {
  readonly asked: string[] = []
  /** Milliseconds of each answer. */
  pace = 0
  #hang: Promise<void> | null = null

  /** @returns lets everything that waits go on */
  hang(): () => void {
    let goOn = () => {}
    this.#hang = new Promise((resolve) => {
      goOn = resolve
    })
    return () => {
      this.#hang = null
      goOn()
    }
  }

  async isDirectory(directory: string) {
    this.asked.push(path.basename(directory))
    await this.#hang
    if (this.pace > 0) await delay(this.pace)
    return isDirectory(directory)
  }

  async listCandidates(directory: string, extension: string) {
    this.asked.push(path.basename(directory))
    await this.#hang
    if (this.pace > 0) await delay(this.pace)
    return listCandidates(directory, extension)
  }
}

async function shared(folders: Readonly<Record<string, string>>, limitMs: number) {
  const desk = await sendingDesk(folders)
  const disk = new HangingDisk()
  const times = ['t1', 't2', 't3']
  const looks = new FolderLooks(() => times.shift() ?? 't4', disk, limitMs)
  const { real } = desk.session
  const look = (changes: Partial<Settings> = {}) =>
    looks.look(real, { ...real.currentSettings(), ...changes }, real.folders.list())
  return { desk, disk, look, root: path.basename(desk.root) }
}

const silent = (desk: { root: string }, since: string) => ({
  waiting: new Map([
    ['a', null],
    ['b', null],
  ]),
  root: { code: 'R3013', detail: desk.root, since },
  folders: new Map(),
})

describe('a look at a place that does not answer', () => {
  it('ends with R3013 since its beginning, and so does every further one, without asking once more', async () => {
    const { desk, disk, look, root } = await shared({ a: GOOD, b: GOOD }, 50)
    const goOn = disk.hang()
    expect(await look()).toEqual(silent(desk, 't1'))
    expect(await Promise.all([look(), look()])).toEqual([silent(desk, 't1'), silent(desk, 't1')])
    expect(disk.asked).toEqual([root])
    goOn()
    await expect.poll(async () => (await look()).root).toBeNull()
  })

  it('that answers while somebody waits is looked at anew for them', async () => {
    const { desk, disk, look, root } = await shared({ a: GOOD, b: GOOD }, 60_000)
    const goOn = disk.hang()
    const first = look()
    const second = look()
    desk.drop('a', '1.csv')
    goOn()
    const [before, after] = await Promise.all([first, second])
    expect(before.waiting).toEqual(after.waiting)
    expect(after).toMatchObject({
      root: null,
      waiting: new Map([
        ['a', 1],
        ['b', 0],
      ]),
    })
    expect(disk.asked).toEqual([root, 'a', 'b', root, 'a', 'b'])
  })

  it('is one for all who wait for the same place', async () => {
    const { disk, look, root } = await shared({ a: GOOD }, 60_000)
    const goOn = disk.hang()
    const looks = [look(), look(), look(), look()]
    goOn()
    await Promise.all(looks)
    expect(disk.asked).toEqual([root, 'a', root, 'a'])
  })

  it('knows a folder that was added while the look before it was under way', async () => {
    const { desk, disk, look } = await shared({ a: GOOD }, 60_000)
    const goOn = disk.hang()
    const looks = [look(), look()]
    await addFolder(desk, { folder: 'b', token: GOOD, createDirectory: true })
    looks.push(look())
    goOn()
    const seen = await Promise.all(looks)
    expect(seen.map(({ waiting }) => [...waiting.keys()])).toEqual([['a'], ['a'], ['a', 'b']])
  })

  it('says nothing of another place', async () => {
    const { desk, disk, look } = await shared({ a: GOOD }, 50)
    const goOn = disk.hang()
    expect((await look()).root?.code).toBe('R3013')
    goOn()
    const other = look({ PMHFilePath: tempFolder() })
    expect((await other).root).toBeNull()
    const gone = path.join(desk.root, 'gone')
    expect((await look({ PMHFilePath: gone })).root).toMatchObject({ code: 'R3006', detail: gone })
  })

  it('waits as long as the disk goes on answering, however many folders there are', async () => {
    const { disk, look } = await shared(
      { a: GOOD, b: GOOD, c: GOOD, d: GOOD, e: GOOD, f: GOOD, g: GOOD, h: GOOD },
      2_000,
    )
    // Five answers one after the other, each well in time, and together over it.
    disk.pace = 500
    const { root, waiting } = await look()
    expect([root, [...waiting.values()]]).toEqual([null, [0, 0, 0, 0, 0, 0, 0, 0]])
  })

  it('lists no more than two folders at a time', async () => {
    const { disk, look, root } = await shared({ a: GOOD, b: GOOD, c: GOOD, d: GOOD }, 200)
    let goOn = () => {}
    const list = disk.listCandidates.bind(disk)
    disk.listCandidates = (directory, extension) => {
      if (disk.asked.length === 1) goOn = disk.hang()
      return list(directory, extension)
    }
    const first = look()
    await expect.poll(() => disk.asked).toEqual([root, 'a', 'b'])
    expect((await first).root?.code).toBe('R3013')
    expect(disk.asked).toEqual([root, 'a', 'b'])
    goOn()
    await expect.poll(async () => (await look()).waiting.get('d')).toBe(0)
  })
})

describe('seenNow', () => {
  const line = { code: 'R1001', detail: 'pmh.go.jp', since: '2026-11-20T09:00:00+09:00' } as const
  const silence = { code: 'R3013', detail: '/share', since: '2026-11-20T10:00:00+09:00' } as const
  const missing = { code: 'R3006', detail: '/share', since: '2026-11-20T10:00:00+09:00' } as const
  const seen = (root: EngineTrouble | null, trouble: EngineTrouble | null) =>
    seenNow({ ...sampleStatus, trouble }, { waiting: new Map(), root, folders: new Map() }).trouble

  it('tells of a place that does not answer, whatever the last cycle met', () => {
    expect([seen(silence, line), seen(silence, missing), seen(silence, null)]).toEqual([
      silence,
      silence,
      silence,
    ])
  })

  it('lets a trouble of the line stand before a place that is missing', () => {
    expect([seen(missing, line), seen(missing, null), seen(null, missing)]).toEqual([line, missing, null])
  })
})
