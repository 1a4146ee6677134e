import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSession } from './testing/open-session.ts'

function sessionWith(files: Readonly<Record<string, string>>) {
  const opened = openSession()
  const { logFolder } = opened.session.real
  mkdirSync(logFolder, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(logFolder, name), content)
  return { ...opened, logFolder }
}

describe('log.tail', () => {
  it('is empty before the first line', async () => {
    const opened = openSession()
    expect(await opened.value('log.tail', { number: 0 })).toEqual({
      folder: opened.session.real.logFolder,
      files: [],
      lines: [],
      cut: false,
    })
  })

  it('reads the present file, or one that was put aside', async () => {
    const { value } = sessionWith({ 'log.txt': 'new\n', 'log.1.txt': 'old\n' })
    const { files, lines } = await value('log.tail', { number: 0 })
    expect([files.map(({ number }) => number), lines]).toEqual([[0, 1], [{ at: 0, text: 'new' }]])
    expect((await value('log.tail', { number: 1 })).lines).toEqual([{ at: 0, text: 'old' }])
  })

  it('has no lines of a file that a rotation took away', async () => {
    const { value } = sessionWith({ 'log.txt': 'new\n' })
    expect(await value('log.tail', { number: 3 })).toMatchObject({ lines: [], cut: false })
  })

  it('says so when the file cannot be read', async () => {
    const { refusal, logFolder } = sessionWith({})
    mkdirSync(path.join(logFolder, 'log.txt'))
    expect(await refusal('log.tail', { number: 0 })).toBe(`R5008 ${path.join(logFolder, 'log.txt')} (EISDIR)`)
  })
})

it('log.reveal shows the file that is asked for', async () => {
  const { value, revealed, logFolder } = sessionWith({})
  await value('log.reveal', { number: 2 })
  expect(revealed).toEqual([path.join(logFolder, 'log.2.txt')])
})

it('each new line is told to the window', async () => {
  const opened = openSession()
  await opened.value('practice.start')
  opened.told.length = 0
  await opened.value('engine.send-now', { folder: null })
  await opened.until(() => opened.told.includes('log'))
  expect((await opened.value('log.tail', { number: 0 })).lines.length).toBeGreaterThan(0)
})
