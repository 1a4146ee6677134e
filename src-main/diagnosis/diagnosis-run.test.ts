import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DIAGNOSIS_STEPS } from '../../src-shared/domain/diagnosis.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { settingsWith } from '../pmh/testing/contract-settings.ts'
import type { DiagnosisInput } from './diagnose.ts'
import { DiagnosisRun } from './diagnosis-run.ts'

const STARTED = '2026-04-01T09:00:00.000+09:00'

/** A run with its states as the window was told of them. */
function watched() {
  const told: { running: boolean; steps: number }[] = []
  let end = Promise.withResolvers<void>()
  const run = new DiagnosisRun(() => {
    const { running, steps } = run.state
    told.push({ running, steps: steps.length })
    if (!running) end.resolve()
    else if (steps.length === 0) end = Promise.withResolvers()
  })
  return { run, told, ended: () => end.promise }
}

const broken: DiagnosisInput = {
  configuration() {
    throw new RelayError('R5002', 'why')
  },
  account: 'staff',
  names: new Map(),
}

/** A target that takes the connection and says nothing more. */
async function silent(): Promise<{ input: DiagnosisInput; met: Promise<unknown>; left: Promise<unknown> }> {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const left = Promise.withResolvers<void>()
  let open = 0
  const met = new Promise<void>((resolve) => {
    server.on('connection', (socket) => {
      open += 1
      socket.on('error', () => {})
      socket.once('data', () => resolve())
      socket.once('close', () => {
        open -= 1
        if (open === 0) left.resolve()
      })
    })
  })
  const { port } = server.address() as { port: number }
  const settings = settingsWith({ PostRegistrationTasksBaseURL: `http://127.0.0.1:${port}` })
  const endpoint = settings.PostRegistrationTasksBaseURL
  const configuration = () => ({ settings, folders: [], endpoint, extension: '.csv' })
  return { input: { ...broken, configuration }, met, left: left.promise }
}

describe('the diagnosis of the window', () => {
  it('is nothing before the first one', () => {
    expect(watched().run.state).toEqual({ running: false, startedAt: null, steps: [] })
  })

  it('tells of its beginning, of each step, and of its end; its steps stay', async () => {
    const { run, told, ended } = watched()
    expect(run.start(broken, STARTED)).toBe(true)
    expect(run.state).toEqual({ running: true, startedAt: STARTED, steps: [] })
    await ended()
    expect(run.state.steps.map(({ name }) => name)).toEqual(DIAGNOSIS_STEPS)
    expect(run.state.steps[0]).toMatchObject({ result: 'failed', code: 'R5002' })
    expect(told).toEqual([
      { running: true, steps: 0 },
      ...DIAGNOSIS_STEPS.map((_, index) => ({ running: true, steps: index + 1 })),
      { running: false, steps: DIAGNOSIS_STEPS.length },
    ])
  })

  it('is one at a time, and the next begins with no steps', async () => {
    const { input, met } = await silent()
    const { run, ended } = watched()
    expect([run.start(input, STARTED), run.start(broken, 'later')]).toEqual([true, false])
    expect(run.state.startedAt).toBe(STARTED)
    await met
    await run.stop()
    expect(run.start(broken, 'later')).toBe(true)
    expect(run.state).toEqual({ running: true, startedAt: 'later', steps: [] })
    await ended()
  })

  it('that is stopped has ended when stop has, with its connection', async () => {
    const { input, met, left } = await silent()
    const { run } = watched()
    run.start(input, STARTED)
    await met
    await run.stop()
    expect(run.state.running).toBe(false)
    expect(run.state.steps.map(({ name }) => name)).toEqual(DIAGNOSIS_STEPS)
    expect(run.state.steps.filter(({ result }) => result === 'failed')).toEqual([])
    expect(run.state.steps.at(-1)).toMatchObject({ name: 'token', result: 'not_reached' })
    await left
  })

  it('that never began is stopped too', async () => {
    await watched().run.stop()
  })
})
