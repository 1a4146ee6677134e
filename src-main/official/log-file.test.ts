import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLogFile } from './log-file.ts'

const AT = new Date(2024, 9, 2, 8, 7, 6)
const STAMP = '2024-10-02 08:07:06 - '

let root: string
let logs: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'log-file-'))
  logs = join(root, 'data', 'logs')
})
afterEach(() => rmSync(root, { recursive: true }))

const read = (name = 'log.txt') => readFileSync(join(logs, name), 'utf8')

describe('openLogFile', () => {
  it('writes lines in order, each at once, with the local time', () => {
    const log = openLogFile(logs)
    log.append('サービス開始', AT)
    expect(read()).toBe(`${STAMP}サービス開始\n`)
    log.append('監視対象: 1 フォルダ(子ども)', new Date(2025, 11, 31, 23, 59, 59, 999))
    expect(read()).toBe(`${STAMP}サービス開始\n2025-12-31 23:59:59 - 監視対象: 1 フォルダ(子ども)\n`)
    log.close()
    expect(log.failures).toBe(0)
  })

  it('keeps the order of a thousand lines', () => {
    const log = openLogFile(logs)
    for (let line = 0; line < 1000; line += 1) log.append(String(line), AT)
    log.close()
    const lines = read().trimEnd().split('\n')
    expect(lines).toEqual(Array.from({ length: 1000 }, (_, line) => STAMP + line))
  })

  it('makes nothing before the first line, then folder and file for their owner alone', () => {
    const log = openLogFile(logs)
    expect(existsSync(logs)).toBe(false)
    log.append('x', AT)
    log.close()
    expect(statSync(logs).mode & 0o777).toBe(0o700)
    expect(statSync(join(logs, 'log.txt')).mode & 0o777).toBe(0o600)
  })

  it('appends after it was opened again', () => {
    for (const message of ['first', 'second']) {
      const log = openLogFile(logs)
      log.append(message, AT)
      log.close()
    }
    expect(read()).toBe(`${STAMP}first\n${STAMP}second\n`)
  })

  it('goes on after close', () => {
    const log = openLogFile(logs)
    log.append('first', AT)
    log.close()
    log.append('second', AT)
    log.close()
    log.close()
    expect(read()).toBe(`${STAMP}first\n${STAMP}second\n`)
  })

  it('starts a new line after one that a crash cut', () => {
    mkdirSync(logs, { recursive: true })
    writeFileSync(join(logs, 'log.txt'), `${STAMP}サービス`)
    const log = openLogFile(logs)
    log.append('next', AT)
    log.append('last', AT)
    log.close()
    expect(read()).toBe(`${STAMP}サービス\n${STAMP}next\n${STAMP}last\n`)
  })

  it('never lets one message be two lines', () => {
    const log = openLogFile(logs)
    expect(log.append('a\nb', AT)).toBe(`${STAMP}a\\u000ab`)
    log.close()
    expect(read()).toBe(`${STAMP}a\\u000ab\n`)
  })
})

describe('rotation', () => {
  // A line of 100 bytes, its end included.
  const message = (mark: string) => mark.padEnd(100 - STAMP.length - 1, '.')
  const marks = (name: string) => [...read(name).matchAll(/ - (\w+)/g)].map((match) => match[1])

  it('puts the file aside before it grows beyond its limit', () => {
    const log = openLogFile(logs, { maxBytes: 300 })
    for (const mark of ['a', 'b', 'c']) log.append(message(mark), AT)
    expect(readdirSync(logs)).toEqual(['log.txt'])
    log.append(message('d'), AT)
    log.close()
    expect(marks('log.1.txt')).toEqual(['a', 'b', 'c'])
    expect(marks('log.txt')).toEqual(['d'])
    expect(statSync(join(logs, 'log.1.txt')).size).toBe(300)
  })

  it('keeps nine older files, the latest as log.1.txt', () => {
    const log = openLogFile(logs, { maxBytes: 100 })
    for (let mark = 1; mark <= 15; mark += 1) log.append(message(`m${mark}`), AT)
    log.close()
    expect(readdirSync(logs)).toHaveLength(10)
    expect(marks('log.txt')).toEqual(['m15'])
    for (let number = 1; number <= 9; number += 1)
      expect(marks(`log.${number}.txt`)).toEqual([`m${15 - number}`])
  })

  it('counts what an earlier run wrote', () => {
    mkdirSync(logs, { recursive: true })
    appendFileSync(join(logs, 'log.txt'), `${'x'.repeat(249)}\n`)
    const log = openLogFile(logs, { maxBytes: 300 })
    log.append(message('a'), AT)
    log.close()
    expect(statSync(join(logs, 'log.1.txt')).size).toBe(250)
    expect(marks('log.txt')).toEqual(['a'])
  })

  it('writes a line that is longer than the limit whole', () => {
    const log = openLogFile(logs, { maxBytes: 10 })
    log.append(message('a'), AT)
    log.append(message('b'), AT)
    log.close()
    expect([marks('log.1.txt'), marks('log.txt')]).toEqual([['a'], ['b']])
  })

  it('fills a gap and leaves what is behind it', () => {
    mkdirSync(logs, { recursive: true })
    for (const number of [1, 3]) writeFileSync(join(logs, `log.${number}.txt`), ` - old${number}`)
    const log = openLogFile(logs, { maxBytes: 100 })
    for (const mark of ['a', 'b']) log.append(message(mark), AT)
    log.close()
    expect([1, 2, 3].map((number) => marks(`log.${number}.txt`)[0])).toEqual(['a', 'old1', 'old3'])
  })

  it('writes on where a file cannot be put aside, and tells it once', () => {
    mkdirSync(join(logs, 'log.9.txt', 'in the way'), { recursive: true })
    for (let number = 1; number <= 8; number += 1) writeFileSync(join(logs, `log.${number}.txt`), '')
    const told: unknown[] = []
    const log = openLogFile(logs, { maxBytes: 100, onFailure: (error) => told.push(error) })
    for (const mark of ['a', 'b', 'c']) log.append(message(mark), AT)
    expect(marks('log.txt')).toEqual(['a', 'b', 'c'])
    expect(log.failures).toBe(0)
    expect(told).toHaveLength(1)
    rmSync(join(logs, 'log.9.txt'), { recursive: true })
    log.append(message('d'), AT)
    log.close()
    expect([marks('log.1.txt'), marks('log.txt')]).toEqual([['a', 'b', 'c'], ['d']])
  })
})

describe('a log that cannot be written', () => {
  it('counts lost lines, tells the first, and goes on when the cause is gone', () => {
    const told: unknown[] = []
    mkdirSync(join(logs, 'log.txt'), { recursive: true })
    const log = openLogFile(logs, { onFailure: (error) => told.push(error) })
    for (let line = 0; line < 3; line += 1) log.append('lost', AT)
    expect(log.failures).toBe(3)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ code: 'EISDIR' })
    rmSync(join(logs, 'log.txt'), { recursive: true })
    log.append('back', AT)
    expect(read()).toBe(`${STAMP}back\n`)
    expect(log.failures).toBe(3)
    log.close()
  })

  it('tells the next trouble again', () => {
    const told: unknown[] = []
    const log = openLogFile(logs, { onFailure: (error) => told.push(error) })
    for (let round = 0; round < 2; round += 1) {
      log.append('works', AT)
      log.close()
      rmSync(logs, { recursive: true })
      writeFileSync(logs, 'a file in the place of the folder')
      log.append('lost', AT)
      log.append('lost', AT)
      rmSync(logs)
    }
    expect(told).toHaveLength(2)
    expect(log.failures).toBe(4)
  })

  it.skipIf(!existsSync('/dev/full'))('survives a full disk (needs /dev/full)', () => {
    mkdirSync(logs, { recursive: true })
    symlinkSync('/dev/full', join(logs, 'log.txt'))
    const told: unknown[] = []
    const log = openLogFile(logs, { onFailure: (error) => told.push(error) })
    log.append('lost', AT)
    expect(told[0]).toMatchObject({ code: 'ENOSPC' })
    expect(log.failures).toBe(1)
    log.close()
  })

  it('needs nobody to listen', () => {
    mkdirSync(join(logs, 'log.txt'), { recursive: true })
    const log = openLogFile(logs)
    expect(log.append('lost', AT)).toBe(`${STAMP}lost`)
    expect(log.failures).toBe(1)
    log.close()
  })
})
