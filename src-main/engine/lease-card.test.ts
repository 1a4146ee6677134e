import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { holderOf, isProcessAlive, isSameCard, type LeaseCard, processStart, readCard } from './lease-card.ts'

const CARD: LeaseCard = { id: 'a', host: 'pc-1', pid: 4711, started: '12345', beat: 3 }

/** What is read where this text lies. */
function read(text: string) {
  const file = path.join(tempFolder(), 'card')
  writeFileSync(file, text)
  return readCard(file)
}

describe('a card', () => {
  it('is read as it was written, whatever else is in it', async () => {
    expect(await read(JSON.stringify({ ...CARD, of: 'tomorrow' }))).toEqual(CARD)
  })

  it('may come from where nobody tells when a process began', async () => {
    const { started: _, ...old } = CARD
    expect(await read(JSON.stringify(old))).toEqual({ ...CARD, started: null })
    expect(await read(JSON.stringify({ ...CARD, started: 12_345 }))).toEqual({ ...CARD, started: null })
  })

  it.each([
    ['no id', { ...CARD, id: 1 }],
    ['no host', { ...CARD, host: null }],
    ['half a process number', { ...CARD, pid: 1.5 }],
    ['a process number in words', { ...CARD, pid: '4711' }],
    ['a heartbeat beyond counting', { ...CARD, beat: 2 ** 53 }],
    ['no heartbeat', { id: 'a', host: 'pc-1', pid: 1 }],
    ['nothing', null],
    ['a number', 5],
  ])('with %s was written by no relay', async (_, card) => {
    expect(await read(JSON.stringify(card))).toEqual({ mark: expect.any(String) })
  })

  it('may have 4096 bytes and no more', async () => {
    const text = JSON.stringify(CARD)
    expect(await read(text.padEnd(4096))).toEqual(CARD)
    expect(await read(text.padEnd(4097))).toEqual({ mark: expect.any(String) })
  })

  it('that is not there is missing; that cannot be looked at is neither', async () => {
    const folder = tempFolder()
    expect(await readCard(path.join(folder, 'card'))).toBe('missing')
    mkdirSync(path.join(folder, 'card'))
    await expect(readCard(path.join(folder, 'card'))).rejects.toThrow('EISDIR')
  })

  it('is the same one at the same heartbeat of the same holder', () => {
    expect(isSameCard(CARD, { ...CARD })).toBe(true)
    expect(isSameCard(CARD, { ...CARD, beat: 4 })).toBe(false)
    expect(isSameCard(CARD, { ...CARD, id: 'b' })).toBe(false)
    expect(isSameCard(CARD, 'missing')).toBe(false)
    expect(isSameCard({ mark: '1' }, { mark: '1' })).toBe(true)
    expect(isSameCard({ mark: '1' }, { mark: '2' })).toBe(false)
    expect(isSameCard({ mark: '1' }, CARD)).toBe(false)
    expect(isSameCard({ mark: '1' }, 'missing')).toBe(false)
  })

  it('names its holder for staff', () => {
    expect([holderOf(CARD), holderOf({ mark: '1' }), holderOf('missing')]).toEqual([
      'pc-1 (PID 4711)',
      '?',
      '?',
    ])
  })
})

describe('a process', () => {
  const here = { ...CARD, pid: process.pid }

  it('lives while its number belongs to it', () => {
    expect(isProcessAlive({ ...here, started: processStart(process.pid) })).toBe(true)
    expect(isProcessAlive({ ...here, started: null })).toBe(true)
  })

  it.runIf(process.platform === 'linux')('whose number belongs to a later one is gone', () => {
    expect(processStart(process.pid)).toMatch(/^\d+$/)
    expect(isProcessAlive({ ...here, started: '1' })).toBe(false)
  })

  it('that has ended is gone', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    expect(isProcessAlive({ ...CARD, pid: child.pid ?? 0, started: null })).toBe(false)
    expect(processStart(child.pid ?? 0)).toBeNull()
  })
})
