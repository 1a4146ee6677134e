import { mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RelayListeners } from '../compose.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { startPractice } from './practice.ts'

const listening = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length

/** Files that this process has open below a folder (proc(5)). */
function openBelow(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = readlinkSync(`/proc/self/fd/${fd}`)
      return target.startsWith(folder) ? [target] : []
    } catch {
      // The descriptor of this very listing is gone by now.
      return []
    }
  })
}

/** Longer than SQLite opens a file, and not than the system makes a folder. */
function deepFolder(): string {
  const folder = path.join(tempFolder(), ...Array.from({ length: 12 }, () => 'x'.repeat(100)))
  mkdirSync(folder, { recursive: true })
  return folder
}

/** They are read when the relay is made, just before the samples: a file now stands where their folder was. */
function spoilsSamples(dataDir: string): RelayListeners {
  return {
    get onMail() {
      const files = path.join(dataDir, 'practice', 'files')
      rmSync(files, { recursive: true })
      writeFileSync(files, '')
      return () => {}
    },
  }
}

describe.skipIf(process.platform !== 'linux')('practice that cannot begin leaves nothing behind', () => {
  it.each<[string, () => string, (dataDir: string) => RelayListeners, RegExp]>([
    ['its data cannot be opened', deepFolder, () => ({}), /^R4001/],
    ['its sample files cannot be written', tempFolder, spoilsSamples, /^ENOTDIR/],
  ])('%s', async (_, folder, listeners, why) => {
    const dataDir = folder()
    const before = listening()
    await expect(startPractice(dataDir, listeners(dataDir))).rejects.toThrow(why)
    // A socket is closed in the next turn of the loop.
    await expect.poll(listening).toBe(before)
    expect(openBelow(dataDir)).toEqual([])
  })

  it('and begins when the cause is gone', async () => {
    const dataDir = tempFolder()
    await expect(startPractice(dataDir, spoilsSamples(dataDir))).rejects.toThrow(/^ENOTDIR/)
    const practice = await startPractice(dataDir, {})
    expect(openBelow(dataDir)).not.toEqual([])
    await practice.discard()
    expect([openBelow(dataDir), readdirSync(dataDir)]).toEqual([[], []])
  })
})
