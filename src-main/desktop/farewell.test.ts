import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addFolder, openSession } from '../commands/testing/open-session.ts'
import type { Session } from '../session.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { Farewell } from './farewell.ts'

/** A talk about a real session; what it does to the window and the program is written down. */
function talk(session: Session, hasTray: boolean) {
  const done: string[] = []
  const farewell = new Farewell(session, {
    canHide: async () => hasTray,
    showWindow: () => void done.push('show'),
    hideWindow: () => void done.push('hide'),
    tell: () => {},
    quit: () => void done.push('quit'),
  })
  return { farewell, done, kind: () => farewell.question()?.kind ?? null }
}

describe('the × of the window', () => {
  it('asks until staff have ticked the box, then hides without a word', async () => {
    const { session } = openSession()
    const { farewell, done, kind } = talk(session, true)
    await farewell.windowClosing()
    expect([kind(), done.splice(0)]).toEqual(['closing', ['show']])
    farewell.answer('close', false)
    expect([kind(), done.splice(0)]).toEqual([null, ['hide']])
    await farewell.windowClosing()
    expect(kind()).toBe('closing')
    farewell.answer('close', true)
    done.length = 0
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['hide']])
    expect(session.real.facts.get('close_note')).toBe('seen')
  })

  it('pressed again while it asks is the answer, and nothing is remembered', async () => {
    const { session } = openSession()
    const { farewell, done, kind } = talk(session, true)
    await farewell.windowClosing()
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['show', 'hide']])
    expect(session.real.facts.get('close_note')).toBeNull()
  })

  it('pressed twice before the desktop has answered is one press', async () => {
    const { farewell, done, kind } = talk(openSession().session, true)
    await Promise.all([farewell.windowClosing(), farewell.windowClosing()])
    expect([kind(), done]).toEqual(['closing', ['show']])
  })

  it('ends a program without a tray that monitors nothing', async () => {
    const { farewell, done, kind } = talk(openSession().session, false)
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['quit']])
  })

  it('ends a console that only shows, tray or not', async () => {
    const first = openSession()
    const { farewell, done, kind } = talk(openSession({ dataDir: first.dataDir }).session, true)
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['quit']])
  })
})

describe('an answer', () => {
  it('to no question does nothing', () => {
    const { farewell, done } = talk(openSession().session, true)
    for (const answer of ['close', 'stay', 'wait', 'end'] as const) farewell.answer(answer, true)
    expect(done).toEqual([])
  })

  it('of 戻る leaves window and program as they are', async () => {
    const { farewell, done, kind } = talk(openSession().session, true)
    await farewell.windowClosing()
    farewell.answer('stay', true)
    expect([kind(), done]).toEqual([null, ['show']])
  })
})

it('終了 without an upload ends at once', () => {
  const { farewell, done } = talk(openSession().session, true)
  farewell.end()
  expect(done).toEqual(['quit'])
})

it('終了 names every upload that is under way', async () => {
  const folders = ['a', 'b']
  const opened = openSession()
  const pmh = await startSimulator({ tokens: folders })
  onTestFinished(() => pmh.close())
  const root = tempFolder()
  await opened.value('vault.choose', { kind: 'memory' })
  const changes = {
    PMHFilePath: root,
    PostRegistrationTasksBaseURL: pmh.url,
    StabilityWindow: '0',
    ParallelFolders: '2',
  }
  await opened.value('settings.save', { changes })
  for (const folder of folders) {
    mkdirSync(path.join(root, folder))
    await addFolder(opened, { folder, displayName: `${folder}の制度`, token: folder })
    writeFileSync(path.join(root, folder, 'large.csv'), Buffer.alloc(32 * 1024 * 1024))
  }
  pmh.behave({ kind: 'hold_body', afterBytes: 1000 })
  await opened.value('engine.send-now', { folder: null })
  await pmh.waitFor(({ underWay }) => underWay.filter(({ state }) => state === 'held').length === 2)
  const { farewell } = talk(opened.session, true)
  farewell.end()
  expect(farewell.question()).toMatchObject({
    kind: 'ending',
    uploads: folders.map((folder) => ({ displayName: `${folder}の制度`, fileName: 'large.csv' })),
  })
})
