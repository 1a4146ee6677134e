import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSession } from '../commands/testing/open-session.ts'
import { DATABASE_FILE } from '../store/database.ts'
import { acquireInstanceLock } from '../store/instance-lock.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import type { Output } from './output.ts'
import { resetLock } from './reset-lock.ts'

function reset(dataDir: string) {
  const lines: string[] = []
  const output: Output = {
    line: async (text) => void lines.push(text),
    log: (text) => lines.push(text),
    error: (text) => lines.push(text),
  }
  return { code: resetLock(dataDir, output), lines }
}

it('takes a forgotten PIN away, and says so in the audit trail', async () => {
  const first = openSession()
  await first.value('lock.set-pin', { pin: '135790' })
  expect(reset(first.dataDir)).toMatchObject({ code: 3, lines: [expect.stringContaining('R4002')] })
  await first.session.close()
  expect(reset(first.dataDir).code).toBe(0)
  const next = openSession({ dataDir: first.dataDir })
  onTestFinished(() => next.session.close())
  expect(await next.value('lock.state')).toEqual({ isSet: false, isOpen: true })
  expect(next.session.real.audit.newestFirst(1)[0]?.action).toBe('lock.reset')
})

it('refuses a folder without a database, and makes nothing there', () => {
  const dataDir = tempFolder()
  expect(reset(dataDir)).toMatchObject({ code: 2, lines: [expect.stringContaining(dataDir)] })
})

it('refuses a database that is none in one line, and leaves the folder to others', () => {
  const dataDir = tempFolder()
  writeFileSync(path.join(dataDir, DATABASE_FILE), 'x'.repeat(4096))
  const { code, lines } = reset(dataDir)
  expect([code, lines]).toEqual([2, [expect.stringMatching(/^R4004：/)]])
  const owner = { pid: 1, host: 'h', mode: 'console', since: '2026-04-01T09:00:00.000+09:00' } as const
  acquireInstanceLock(dataDir, owner).release()
})

it('lets go of the folder, and forgets the tries that failed', async () => {
  const first = openSession()
  await first.value('lock.set-pin', { pin: '135790' })
  first.session.real.facts.set('admin_tries', '{"count":9}')
  await first.session.close()
  expect(reset(first.dataDir).code).toBe(0)
  expect(reset(first.dataDir).code).toBe(0)
  const { facts } = openSession({ dataDir: first.dataDir }).session.real
  expect([facts.get('admin_pin'), facts.get('admin_tries')]).toEqual(['', ''])
})
