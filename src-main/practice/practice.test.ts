import { existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PRACTICE_PLAYS, type PracticePlay } from '../../src-shared/domain/practice-play.ts'
import { addFolder, type OpenSession, openSession } from '../commands/testing/open-session.ts'

const FOLDER = 'kodomo'

async function practising(): Promise<OpenSession> {
  const opened = openSession()
  await opened.value('practice.start')
  // What is practised here is the result, not the time that a file must stand still.
  await opened.value('settings.save', { changes: { StabilityWindow: '0' } })
  return opened
}

const filesIn = (opened: OpenSession, place = 'practice') =>
  readdirSync(path.join(opened.dataDir, place, 'files', FOLDER))

async function send(opened: OpenSession) {
  await opened.value('engine.send-now', { folder: FOLDER })
  await opened.until(() => opened.session.current.engine.status().state === 'stopped')
  const { folders, status } = await opened.value('overview.get')
  const last = folders.find((card) => card.folder === FOLDER)?.last ?? null
  return { status: last?.status ?? null, code: last?.errorCode ?? status.trouble?.code ?? null, last }
}

describe('what the simulated PMH plays', () => {
  it.each<[PracticePlay, string | null, string | null]>([
    ['accepted', 'accepted', null],
    ['rejected', 'rejected', 'E4000001'],
    ['unauthorized', 'rejected', 'E4010003'],
    ['no_serial', 'unknown', 'R2003'],
    ['no_answer', 'unknown', 'R2002'],
    ['unreachable', 'failed', 'R1002'],
    ['busy', 'failed', 'R1008'],
    ['gateway', 'unknown', 'R2006'],
    ['slow', 'accepted', null],
  ])('%s: %s %s', async (play, status, code) => {
    const opened = await practising()
    await opened.value('practice.play', { play })
    expect(await opened.value('practice.get')).toMatchObject({ play })
    expect(await send(opened)).toMatchObject({ status, code })
  })

  it('names each of them above', () => {
    expect(PRACTICE_PLAYS).toHaveLength(9)
  })

  it('is success again once that is chosen, and the file that could not be sent goes', async () => {
    const opened = await practising()
    const { origin } = (await opened.value('overview.get')).target
    await opened.value('practice.play', { play: 'unreachable' })
    await send(opened)
    await expect(fetch(origin)).rejects.toThrow()
    await opened.value('practice.play', { play: 'accepted' })
    expect(await send(opened)).toMatchObject({ status: 'accepted' })
    expect((await opened.value('overview.get')).target.origin).toBe(origin)
  })

  it('listens elsewhere when its port was taken meanwhile, and the practice relay follows it', async () => {
    const opened = await practising()
    const { origin } = (await opened.value('overview.get')).target
    await opened.value('practice.play', { play: 'unreachable' })
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(Number(new URL(origin).port), '127.0.0.1', resolve))
    onTestFinished(() => void other.close())
    await opened.value('practice.play', { play: 'accepted' })
    expect(await send(opened)).toMatchObject({ status: 'accepted' })
    expect((await opened.value('overview.get')).target.origin).not.toBe(origin)
    expect((other.address() as AddressInfo).port).toBe(Number(new URL(origin).port))
  })
})

describe('sample files', () => {
  it('are added one by one to a folder of practice, until five wait there', async () => {
    const opened = await practising()
    const answers: boolean[] = []
    for (let n = 0; n < 6; n += 1)
      answers.push((await opened.value('practice.put', { folder: FOLDER })).placed)
    expect(answers).toEqual([true, true, true, true, false, false])
    expect(new Set(filesIn(opened)).size).toBe(5)
  })

  it('are large while 遅い送信 is played, so that its progress can be seen', async () => {
    const opened = await practising()
    await opened.value('practice.play', { play: 'slow' })
    await opened.value('practice.put', { folder: FOLDER })
    const sizes = filesIn(opened).map(
      (name) => statSync(path.join(opened.dataDir, 'practice', 'files', FOLDER, name)).size,
    )
    expect(Math.max(...sizes)).toBeGreaterThan(24 * 1024 * 1024)
    expect(Math.min(...sizes)).toBeLessThan(1024)
  })

  it.each(['real', '..', '../../outside', ''])('are put into no other folder: %s', async (folder) => {
    const opened = await practising()
    if (folder === 'real') await addFolder(opened, { folder, createDirectory: true })
    expect(await opened.refusal('practice.put', { folder })).toBe(`R5006 ${folder}`.trimEnd())
  })
})

describe('最初からやり直す', () => {
  it('brings files, history and answer back to the beginning', async () => {
    const opened = await practising()
    await opened.value('practice.play', { play: 'unauthorized' })
    await send(opened)
    await opened.value('practice.put', { folder: FOLDER })
    await opened.value('practice.restart')
    expect(await opened.value('practice.get')).toMatchObject({ play: 'accepted' })
    const { folders, problems } = await opened.value('overview.get')
    expect(folders.map(({ waitingFiles, last }) => [waitingFiles, last])).toEqual(Array(3).fill([1, null]))
    expect(problems).toEqual([])
    expect(existsSync(path.join(opened.dataDir, 'practice'))).toBe(false)
    await opened.value('practice.restart')
    expect(filesIn(opened)).toHaveLength(1)
    expect(existsSync(path.join(opened.dataDir, 'practice-again'))).toBe(false)
  })

  it('never lets the window mean the real relay meanwhile', async () => {
    const opened = await practising()
    const done = opened.value('practice.restart')
    const seen = new Set<boolean>()
    let isOver = false
    void done.then(() => {
      isOver = true
    })
    while (!isOver) {
      seen.add(opened.session.current === opened.session.real)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await done
    expect([...seen]).toEqual([false])
  })
})

it.each(['practice.get', 'practice.restart', 'practice.refill'] as const)(
  '%s is refused outside of practice',
  async (name) => {
    expect(await openSession().refusal(name, {})).toBe('R5007')
  },
)

it('outside of practice nothing is played and no file is put anywhere', async () => {
  const opened = openSession()
  expect(await opened.refusal('practice.play', { play: 'rejected' })).toBe('R5007')
  expect(await opened.refusal('practice.put', { folder: FOLDER })).toBe('R5007')
  expect(existsSync(path.join(opened.dataDir, 'practice'))).toBe(false)
})
