import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './simulator.ts'
import { post } from './testing/upload-client.ts'

const T1 = 'PRACTICE-TOKEN-1111'
const BEHAVIOUR = '/simulator/behaviour'
const JSON_TYPE = { contentType: 'application/json' }

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ tokens: [T1], hasControl: true })
})
afterEach(() => simulator.close())

const upload = () => post(simulator.url, 'a\n', { token: T1 })
const control = (path: string, body: string) => post(simulator.url, body, { path, ...JSON_TYPE })

describe('/simulator/behaviour', () => {
  it('puts a behaviour in force and clears it', async () => {
    expect((await control(BEHAVIOUR, '{"kind":"status","status":503}')).status).toBe(204)
    expect((await upload()).status).toBe(503)
    expect((await upload()).status).toBe(503)
    expect((await control(BEHAVIOUR, 'null')).status).toBe(204)
    expect((await upload()).status).toBe(200)
  })

  it('takes a count and a token', async () => {
    await control(`${BEHAVIOUR}?times=1`, '"not_json"')
    await control(`${BEHAVIOUR}?token=OTHER`, '"stall"')
    expect((await upload()).body).toBe('OK')
    expect((await upload()).status).toBe(200)
  })

  it.each([
    ['{', 'not JSON'],
    ['', 'not JSON'],
    [`"${'x'.repeat(70_000)}"`, 'not JSON'],
    ['"explode"', 'kind'],
    ['{"kind":"status","status":1}', 'status: integer 200-599'],
  ])('refuses what is none: %.30s', async (body, problem) => {
    const answer = await control(BEHAVIOUR, body)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body).problem).toContain(problem)
    expect((await upload()).status).toBe(200)
  })

  it.each(['0', '-1', '1.5', 'x', ''])('refuses the count %j', async (times) => {
    expect((await control(`${BEHAVIOUR}?times=${times}`, '"stall"')).status).toBe(400)
    expect((await upload()).status).toBe(200)
  })

  it('refuses what a page in a browser could send', async () => {
    const answer = await post(simulator.url, '"stall"', { path: BEHAVIOUR, contentType: 'text/plain' })
    expect(answer.status).toBe(415)
  })
})

describe('the rest of /simulator', () => {
  it('lists what was received, without tokens', async () => {
    await upload()
    const answer = await post(simulator.url, '', { path: '/simulator/received', method: 'GET' })
    expect(JSON.parse(answer.body)).toEqual(simulator.received)
    expect(answer.body).not.toContain(T1)
  })

  it('releases what is held', async () => {
    await control(BEHAVIOUR, '{"kind":"hold_body","afterBytes":1}')
    const answer = upload()
    await simulator.waitFor((now) => now.underWay[0]?.state === 'held')
    expect((await control('/simulator/release', '')).status).toBe(204)
    expect((await answer).status).toBe(200)
  })

  it('answers 404 elsewhere and records nothing of it', async () => {
    expect((await control('/simulator', '')).status).toBe(404)
    expect((await control('/simulator/other', '')).status).toBe(404)
    expect((await post(simulator.url, '', { path: BEHAVIOUR, method: 'GET' })).status).toBe(404)
    expect(simulator.receivedCount).toBe(0)
  })
})
