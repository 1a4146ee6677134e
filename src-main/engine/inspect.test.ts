import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { readInThread } from './hash-thread.ts'
import { hasChanged, inspectFile, isUnchanged } from './inspect.ts'
import { readOnce } from './read-once.ts'

const never = new AbortController().signal
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

test('size and SHA-256 are those of the bytes', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  const bytes = Buffer.alloc(1_000_003, 7)
  writeFileSync(file, bytes)
  expect(await inspectFile(file, never)).toMatchObject({ sizeBytes: 1_000_003, sha256: sha256(bytes) })
})

test('an empty file is a file', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  writeFileSync(file, '')
  expect(await inspectFile(file, never)).toMatchObject({ sizeBytes: 0, sha256: sha256('') })
})

const LARGE = Buffer.alloc(8 * 1024 * 1024, 'large')

/** How many threads were begun meanwhile. */
async function threadsBegunBy(work: () => Promise<unknown>): Promise<number> {
  let begun = 0
  const count = () => {
    begun += 1
  }
  process.on('worker', count)
  await work().finally(() => process.off('worker', count))
  return begun
}

test('a large file is read in a thread of its own, a small one is not, and both give the same facts', async () => {
  const [large, small] = ['large.csv', 'small.csv'].map((name) => path.join(tempFolder(), name))
  writeFileSync(large ?? '', LARGE)
  writeFileSync(small ?? '', LARGE.subarray(1))
  for (const [file = '', bytes, threads] of [
    [large, LARGE, 1],
    [small, LARGE.subarray(1), 0],
  ] as const) {
    expect(
      await threadsBegunBy(async () => {
        const found = await inspectFile(file, never)
        expect(found).toMatchObject({ sizeBytes: bytes.length, sha256: sha256(bytes) })
        expect(await isUnchanged(file, found.fingerprint)).toBe(true)
      }),
    ).toBe(threads)
  }
})

test('a large file is stopped in the middle, and leaves no thread behind', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  writeFileSync(file, '')
  truncateSync(file, 2 ** 40)
  const stop = new AbortController()
  const began = new Promise<Worker>((resolve) => process.once('worker', resolve))
  const inspecting = inspectFile(file, stop.signal)
  const thread = await began
  await once(thread, 'online')
  const ended = once(thread, 'exit')
  stop.abort()
  await expect(inspecting).rejects.toMatchObject({ code: 'R1011' })
  await ended
})

test('a thread tells what is wrong with a file as the main one does, with the cause', async () => {
  const folder = tempFolder()
  for (const read of [readOnce, async (file: string) => readInThread(file, never)]) {
    await expect(read(path.join(folder, 'none.csv'), () => false)).rejects.toMatchObject({
      code: 'R3001',
      cause: { code: 'ENOENT' },
    })
    await expect(read(folder, () => false)).rejects.toMatchObject({
      code: 'R3001',
      detail: expect.stringMatching(/not a regular file/),
    })
  }
})

test('a missing file is R3001, safe to try again', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  await expect(inspectFile(file, never)).rejects.toMatchObject({ code: 'R3001', retry: 'safe' })
})

test('a folder and a link are not read', async () => {
  const folder = tempFolder()
  mkdirSync(path.join(folder, 'd.csv'))
  writeFileSync(path.join(folder, 'real.csv'), 'x')
  symlinkSync(path.join(folder, 'real.csv'), path.join(folder, 'link.csv'))
  await expect(inspectFile(path.join(folder, 'd.csv'), never)).rejects.toMatchObject({ code: 'R3001' })
  await expect(inspectFile(path.join(folder, 'link.csv'), never)).rejects.toMatchObject({ code: 'R3001' })
})

test('an aborted inspection is R1011', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  writeFileSync(file, 'x')
  await expect(inspectFile(file, AbortSignal.abort())).rejects.toMatchObject({ code: 'R1011' })
})

test('a file that was touched, replaced or removed has changed', async () => {
  const folder = tempFolder()
  const file = path.join(folder, 'a.csv')
  writeFileSync(file, 'one')
  const { fingerprint } = await inspectFile(file, never)
  expect(await isUnchanged(file, fingerprint)).toBe(true)
  appendFileSync(file, 'two')
  expect(await isUnchanged(file, fingerprint)).toBe(false)
  writeFileSync(path.join(folder, 'b.csv'), 'one')
  renameSync(path.join(folder, 'b.csv'), file)
  expect(await isUnchanged(file, fingerprint)).toBe(false)
  rmSync(file)
  expect(await isUnchanged(file, fingerprint)).toBe(false)
})

test('a look that fails is neither a change nor none: it is said', async () => {
  const file = path.join(tempFolder(), 'a.csv')
  writeFileSync(file, 'one')
  const { fingerprint } = await inspectFile(file, never)
  const tooLong = path.join(path.dirname(file), 'x'.repeat(300))
  await expect(isUnchanged(tooLong, fingerprint)).rejects.toMatchObject({ code: 'ENAMETOOLONG' })
  expect(await hasChanged(tooLong, fingerprint)).toBe(false)
})
