import { expect, it, onTestFinished } from 'vitest'
import { openSession } from '../commands/testing/open-session.ts'
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
