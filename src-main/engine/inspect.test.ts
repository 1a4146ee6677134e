import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { inspectFile, isUnchanged } from './inspect.ts'

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
