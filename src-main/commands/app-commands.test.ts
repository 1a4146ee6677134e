import { describe, expect, it } from 'vitest'
import type { FarewellQuestion } from '../../src-shared/ipc/answer-shapes.ts'
import { appCommands } from './app-commands.ts'
import type { CommandContext } from './handlers.ts'
import { addFolder, openSession } from './testing/open-session.ts'

/** The commands over a session, and what they asked of the desktop. */
function commands(more: Partial<CommandContext> = {}) {
  const { session } = openSession()
  const done: unknown[] = []
  const context = {
    session,
    desk: { reveal: (path: string) => void done.push(path) },
    farewell: { question: () => null, answer: (...answer: unknown[]) => void done.push(answer) },
    ...more,
  } as unknown as CommandContext
  return { session, done, handlers: appCommands(context) }
}

describe('はじめに', () => {
  it('is over with the first folder or setting, and is never of practice', async () => {
    const opened = openSession()
    const firstRun = async () => (await opened.value('app.info')).firstRun
    expect(await firstRun()).toBe(true)
    await opened.value('practice.start')
    expect(await opened.value('app.info')).toMatchObject({ firstRun: false, practice: true })
    await opened.value('practice.stop')
    expect(await firstRun()).toBe(true)
    await opened.value('vault.choose', { kind: 'memory' })
    await addFolder(opened, { folder: 'a' })
    expect(await firstRun()).toBe(false)
  })

  it('tells where the real data lies, also while staff practise', async () => {
    const opened = openSession()
    await opened.value('practice.start')
    expect(await opened.value('app.info')).toMatchObject({ dataDir: opened.dataDir })
    await opened.value('practice.stop')
  })
})

it('shows the folder of the logs, which lies in the data folder', () => {
  const { session, done, handlers } = commands()
  handlers['app.reveal-data']({})
  expect(done).toEqual([session.real.logFolder])
})

it('passes the question before the end on, and the answer with what to remember', () => {
  const question: FarewellQuestion = { kind: 'ending', monitoring: true, uploads: [] }
  const answers: unknown[] = []
  const farewell = {
    question: () => question,
    answer: (...answer: unknown[]) => void answers.push(answer),
  }
  const { handlers } = commands({ farewell })
  expect(handlers['app.farewell']({})).toEqual({ question })
  handlers['app.answer-farewell']({ answer: 'close', remember: true })
  handlers['app.answer-farewell']({ answer: 'wait', remember: false })
  expect(answers).toEqual([
    ['close', true],
    ['wait', false],
  ])
})

it('the about box has runtimes, system and software as the program has them', async () => {
  const software = [{ name: 'zod', version: '4.6.7', licence: 'MIT', text: 'Copyright' }]
  const about = { runtimes: ['Node 22'], system: 'Linux', software: async () => software }
  const { handlers } = commands({ about })
  expect(await handlers['app.about']({})).toEqual({ runtimes: ['Node 22'], system: 'Linux', software })
})

it('送信を引き継ぐ is refused to the one that sends, and possible for one that only shows', async () => {
  const first = openSession()
  const second = openSession({ dataDir: first.dataDir })
  expect(await first.refusal('app.take-over')).toBe('R5007')
  expect(await second.refusal('app.take-over')).toMatch(/^R4002 pc-1/)
  await first.session.close()
  await second.value('app.take-over')
  expect((await second.value('app.info')).heldBy).toBeNull()
})
