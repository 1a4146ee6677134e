import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DIAGNOSIS_STEPS } from '../../src-shared/domain/diagnosis.ts'
import { accountName } from '../account.ts'
import { quietPmh } from '../diagnosis/testing/quiet-target.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { addFolder, type OpenSession, openSession, SECRET } from './testing/open-session.ts'

const TOKEN = `${SECRET}-TOKEN-4f2a`

/** A console that is set up against this target. */
async function setUp(url: string, opened: OpenSession = openSession()): Promise<OpenSession> {
  await opened.value('vault.choose', { kind: 'memory' })
  const changes = { PMHFilePath: tempFolder(), PostRegistrationTasksBaseURL: url }
  expect(await opened.value('settings.save', { changes })).toMatchObject({ saved: true })
  await addFolder(opened, { folder: 'kodomo', token: TOKEN, displayName: 'こども医療費' })
  return opened
}

const get = (opened: OpenSession) => opened.value('diagnosis.get')

async function finished(opened: OpenSession) {
  await opened.until(() => !opened.session.diagnosis.state.running)
  return get(opened)
}

/** Somebody who listens, and never says a word. */
async function silentTarget() {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {}).resume()
    socket.once('close', () => {
      open.delete(socket)
      server.emit('left')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async allLeft() {
      while (open.size > 0) await once(server, 'left')
    },
  }
}

/** The console waits at TLS, whose server says nothing. */
async function running() {
  const target = await silentTarget()
  const opened = await setUp(target.url)
  expect(await opened.value('diagnosis.start')).toEqual({ started: true })
  await opened.until(() => opened.session.diagnosis.state.steps.at(-1)?.name === 'proxy_authentication')
  return { opened, target }
}

describe('a diagnosis of the window', () => {
  it('is empty before the first one', async () => {
    expect(await get(openSession())).toEqual({ running: false, startedAt: null, steps: [] })
  })

  it('answers when it has begun, and tells of each step', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const opened = await setUp(pmh.url)
    opened.told.length = 0
    expect(await opened.value('diagnosis.start')).toEqual({ started: true })
    expect((await get(opened)).running).toBe(true)
    const { startedAt, steps } = await finished(opened)
    expect(startedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
    expect(steps.map(({ name }) => name)).toEqual(DIAGNOSIS_STEPS)
    expect(steps.every(({ result }) => result === 'ok' || result === 'omitted')).toBe(true)
    expect(steps[1]?.fact).toContain(accountName())
    expect(steps.at(-1)).toMatchObject({ subject: 'こども医療費', result: 'ok' })
    // Begun, each step, and done.
    expect(opened.told).toEqual(Array(DIAGNOSIS_STEPS.length + 2).fill('diagnosis'))
  })

  it('says what is missing while nothing is set up', async () => {
    const opened = openSession()
    await opened.value('diagnosis.start')
    expect((await finished(opened)).steps[0]).toMatchObject({
      name: 'settings',
      result: 'failed',
      code: 'R4005',
    })
  })

  it('goes by the settings of the moment when it begins anew', async () => {
    const pmh = await quietPmh({ tokens: [TOKEN] })
    const opened = await setUp('http://nobody.invalid')
    await opened.value('diagnosis.start')
    expect((await finished(opened)).steps.find(({ code }) => code !== null)).toMatchObject({ code: 'R1001' })
    await opened.value('settings.save', { changes: { PostRegistrationTasksBaseURL: pmh.url } })
    expect(await opened.value('diagnosis.start')).toEqual({ started: true })
    const { steps } = await finished(opened)
    expect(steps).toHaveLength(DIAGNOSIS_STEPS.length)
    expect(steps.find(({ code }) => code !== null)).toBeUndefined()
  })
})

describe('while one is running', () => {
  it('a second one is not begun, and the first goes on', async () => {
    const { opened } = await running()
    const before = await get(opened)
    expect(await opened.value('diagnosis.start')).toEqual({ started: false })
    expect(await get(opened)).toEqual(before)
    expect(before.running).toBe(true)
  })

  it('it can be stopped, keeps what it found, and can be begun again', async () => {
    const { opened, target } = await running()
    expect(await opened.value('diagnosis.stop')).toEqual({})
    const { running: goesOn, steps } = await get(opened)
    expect(goesOn).toBe(false)
    expect(steps.map(({ name }) => name)).toEqual(DIAGNOSIS_STEPS)
    expect(steps.find(({ name }) => name === 'tcp')?.result).toBe('ok')
    expect(steps.slice(-3).map(({ name, result, code }) => [name, result, code])).toEqual([
      ['tls', 'not_reached', null],
      ['http', 'not_reached', null],
      ['token', 'not_reached', null],
    ])
    await target.allLeft()
    expect(await opened.value('diagnosis.start')).toEqual({ started: true })
  })

  it('the end of the console ends it, and its connection', async () => {
    const { opened, target } = await running()
    await opened.session.close()
    expect(opened.session.diagnosis.state.running).toBe(false)
    await target.allLeft()
  })
})

it('a stop without one does nothing', async () => {
  const opened = openSession()
  expect(await opened.value('diagnosis.stop')).toEqual({})
  expect(opened.told).toEqual([])
})

it('a console that only shows may diagnose too', async () => {
  const pmh = await quietPmh({ tokens: [TOKEN] })
  const sender = await setUp(pmh.url)
  const viewer = openSession({ dataDir: sender.dataDir })
  expect(viewer.session.heldBy).not.toBeNull()
  expect(await viewer.value('diagnosis.start')).toEqual({ started: true })
  expect((await finished(viewer)).steps.find(({ name }) => name === 'http')?.result).toBe('ok')
})
