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
  const { promise: quitted, resolve } = Promise.withResolvers<void>()
  const farewell = new Farewell(session, {
    canHide: async () => hasTray,
    showWindow: () => void done.push('show'),
    hideWindow: () => void done.push('hide'),
    tell: () => {},
    quit: () => {
      done.push('quit')
      resolve()
    },
  })
  return { farewell, done, quitted, kind: () => farewell.question()?.kind ?? null }
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

/** A session whose uploads are held in their midst, one for each folder. */
async function uploading(...folders: readonly string[]) {
  const opened = openSession()
  const pmh = await startSimulator({ tokens: folders })
  onTestFinished(() => pmh.close())
  const root = tempFolder()
  await opened.value('vault.choose', { kind: 'memory' })
  const changes = {
    PMHFilePath: root,
    PostRegistrationTasksBaseURL: pmh.url,
    StabilityWindow: '0',
    ParallelFolders: String(folders.length),
  }
  await opened.value('settings.save', { changes })
  for (const folder of folders) {
    mkdirSync(path.join(root, folder))
    await addFolder(opened, { folder, displayName: `${folder}の制度`, token: folder })
    writeFileSync(path.join(root, folder, 'large.csv'), Buffer.alloc(1024 * 1024))
  }
  pmh.behave({ kind: 'hold_body', afterBytes: 1000 })
  await opened.value('engine.send-now', { folder: null })
  await pmh.waitFor(
    ({ underWay }) => underWay.filter(({ state }) => state === 'held').length === folders.length,
  )
  return { ...opened, pmh }
}

describe('終了 during an upload', () => {
  it('names every upload that is under way, and ends nothing unless told to', async () => {
    const { session } = await uploading('a', 'b')
    const { farewell, done, kind } = talk(session, true)
    farewell.end()
    expect(farewell.question()).toMatchObject({
      kind: 'ending',
      monitoring: true,
      uploads: ['a', 'b'].map((folder) => ({ displayName: `${folder}の制度`, fileName: 'large.csv' })),
    })
    await farewell.windowClosing()
    expect([kind(), done]).toEqual([null, ['show']])
    farewell.end()
    farewell.answer('stay', false)
    expect([kind(), done]).toEqual([null, ['show', 'show']])
    // An answer that belongs to the other question hides no window behind which something is asked.
    farewell.end()
    farewell.answer('close', true)
    expect([kind(), session.real.facts.get('close_note')]).toEqual(['ending', null])
    farewell.answer('end', false)
    expect(done).toEqual(['show', 'show', 'show', 'quit'])
    // × asks too, where there is no tray to go on behind.
    const trayless = talk(session, false)
    await trayless.farewell.windowClosing()
    expect([trayless.kind(), trayless.done]).toEqual(['ending', ['show']])
  })

  it('ends when the upload is through where staff wait, and not before', async () => {
    const { session, pmh } = await uploading('a')
    const { farewell, done, kind, quitted } = talk(session, true)
    farewell.end()
    farewell.answer('wait', false)
    farewell.answer('wait', false)
    // 終了 once more only shows what is waited for.
    farewell.end()
    expect([kind(), done]).toEqual(['waiting', ['show', 'show', 'show']])
    pmh.release()
    await quitted
    expect(done.filter((what) => what === 'quit')).toEqual(['quit'])
    expect(session.real.transfers.find(1)?.status).toBe('accepted')
  })

  it('goes on where staff come back while they wait: nothing ends behind their back', async () => {
    const opened = await uploading('a')
    const { farewell, done, kind } = talk(opened.session, true)
    farewell.end()
    farewell.answer('wait', false)
    farewell.answer('stay', false)
    expect(kind()).toBeNull()
    opened.pmh.release()
    await opened.until(() => opened.session.real.engine.status().uploads.length === 0)
    await opened.session.real.engine.stop()
    expect(done).not.toContain('quit')
  })
})

it('× without a tray says that monitoring ends with the window, and ends it only when told to', async () => {
  const { session, value } = openSession()
  await value('vault.choose', { kind: 'memory' })
  await value('settings.save', {
    changes: { PMHFilePath: tempFolder(), PostRegistrationTasksBaseURL: 'http://127.0.0.1:9' },
  })
  session.real.engine.start()
  const { farewell, done, kind } = talk(session, false)
  await farewell.windowClosing()
  expect([kind(), farewell.question()?.monitoring, done]).toEqual(['stopping', true, ['show']])
  await farewell.windowClosing()
  expect([kind(), done]).toEqual([null, ['show']])
  await farewell.windowClosing()
  farewell.answer('end', false)
  expect(done).toEqual(['show', 'show', 'quit'])
})
