import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { listCandidates } from '../engine/candidates.ts'
import { isDirectory } from '../engine/cycle.ts'
import { type Disk, FolderLooks } from './folder-looks.ts'
import { GOOD, sendingDesk } from './testing/sending-desk.ts'

/** The real disk, which can be made to answer no more. */
class HangingDisk implements Disk {
  readonly asked: string[] = []
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
    return isDirectory(directory)
  }

  async listCandidates(directory: string, extension: string) {
    this.asked.push(path.basename(directory))
    await this.#hang
    return listCandidates(directory, extension)
  }
}

async function shared(folders: Readonly<Record<string, string>>, limitMs: number) {
  const desk = await sendingDesk(folders)
  const disk = new HangingDisk()
  const times = ['t1', 't2', 't3']
  const looks = new FolderLooks(() => times.shift() ?? 't4', disk, limitMs)
  const { real } = desk.session
  const look = () => looks.look(real, real.currentSettings(), real.folders.list())
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
