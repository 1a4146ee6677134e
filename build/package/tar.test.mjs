import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { collect } from '../bootstrap/command.mjs'
import { packTar } from './tar.mjs'

const PRODUCT = { name: 'pmh-relay-console', version: '1.2.3' }
const ARCHIVE = 'pmh-relay-console-1.2.3-linux-x64.tar.gz'

/** As electron-builder leaves it, its files made in this order. @param {string[]} names */
function unpacked(names) {
  const folder = mkdtempSync(join(tmpdir(), 'tar-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'linux-unpacked', 'resources'), { recursive: true })
  for (const [index, name] of names.entries()) {
    const file = join(folder, 'linux-unpacked', name)
    writeFileSync(file, name)
    utimesSync(file, 1_000_000 + index, 1_000_000 + index)
  }
  chmodSync(join(folder, 'linux-unpacked', 'console'), 0o755)
  return folder
}

const hashOf = (/** @type {string} */ folder) =>
  createHash('sha256')
    .update(readFileSync(join(folder, ARCHIVE)))
    .digest('hex')

test('the same files give the same bytes, whenever and in whatever order they were made', async () => {
  const names = ['console', 'b', 'resources/app.asar']
  const folders = [unpacked(names), unpacked(names.toReversed())]
  for (const folder of folders) await packTar(folder, PRODUCT, '1700000000', true)
  const [first, second] = folders.map(hashOf)
  expect(first).toBe(second)
})

test('everything lies in one folder with the version, is owned by root, and can be run', async () => {
  const folder = unpacked(['console', 'resources/app.asar'])
  await packTar(folder, PRODUCT, '1700000000', true)
  const { output } = await collect('tar', ['-tvzf', join(folder, ARCHIVE), '--numeric-owner', '--utc'])
  const lines = output.trim().split('\n')
  expect(lines.every((line) => / 0\/0 .* 2023-11-14 22:13 pmh-relay-console-1\.2\.3\//.test(line))).toBe(true)
  expect(lines.find((line) => line.endsWith('/console'))).toMatch(/^-rwxr-xr-x /)
})

test('a folder that is not there is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tar-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await expect(packTar(folder, PRODUCT, undefined, true)).rejects.toThrow(/^tar ended with 2\n/)
})
