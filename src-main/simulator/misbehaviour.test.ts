import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Behaviour } from './behaviour.ts'
import { type Simulator, startSimulator } from './simulator.ts'
import { openUpload, post, type SeenAnswer } from './testing/upload-client.ts'

const T1 = 'PRACTICE-TOKEN-1111'
const T2 = 'PRACTICE-TOKEN-2222'
const BODY = Buffer.alloc(300_000, 'a')

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator({ tokens: [T1, T2], now: () => new Date(2025, 7, 15) })
})
afterEach(() => simulator.close())

function upload(behaviour: Behaviour): Promise<SeenAnswer> {
  simulator.behave(behaviour, { times: 1 })
  return post(simulator.url, BODY, { token: T1 })
}

describe('answers', () => {
  it('status with a code is an error of PMH', async () => {
    const answer = await upload({
      kind: 'status',
      status: 400,
      code: 'E4000012',
      message: '項目が不正です。',
    })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toEqual({ errorCode: 'E4000012', errorMessage: '項目が不正です。' })
    expect(simulator.received[0]).toMatchObject({ outcome: 'refused', status: 400, complete: true })
  })

  it('status without a code is a gateway’s page', async () => {
    const answer = await upload({ kind: 'status', status: 503 })
    expect(answer).toMatchObject({ status: 503, error: null })
    expect(answer.headers['content-type']).toContain('text/html')
  })

  it.each([200, 204])('status %i proves nothing', async (status) => {
    expect(await upload({ kind: 'status', status })).toMatchObject({ status, error: null })
    expect(simulator.received[0]).toMatchObject({ outcome: 'unusable', serialNumber: null })
  })

  it.each(['no_serial', 'html_page', 'not_json'] as const)(
    '%s is a 200 without a serial number',
    async (kind) => {
      const answer = await upload(kind)
      expect(answer).toMatchObject({ status: 200, error: null })
      expect(answer.body).not.toMatch(/S\d{22}/)
      expect(answer.headers['content-type']).toContain(
        kind === 'html_page' ? 'text/html' : 'application/json',
      )
      expect(simulator.received[0]).toMatchObject({ outcome: 'unusable', serialNumber: null, complete: true })
    },
  )

  it('redirect names its target', async () => {
    const answer = await upload({ kind: 'redirect', status: 307, location: 'http://127.0.0.1:9/あ' })
    expect(answer).toMatchObject({ status: 307, headers: { location: 'http://127.0.0.1:9/%E3%81%82' } })
  })

  it('oversized_answer is JSON of just so many bytes, serial number and all', async () => {
    const answer = await upload({ kind: 'oversized_answer', bytes: 3_000_000 })
    expect(answer.body).toHaveLength(3_000_000)
    expect(JSON.parse(answer.body).processingSerialNumber).toBe(simulator.received[0]?.serialNumber)
    expect(simulator.received[0]?.outcome).toBe('unusable')
  })

  it('a client may turn away from an oversized answer', async () => {
    simulator.behave({ kind: 'oversized_answer', bytes: 1024 ** 3 }, { times: 1 })
    const { request, answer } = openUpload(simulator.url, { token: T1 })
    request.once('response', (response) => response.once('data', () => request.destroy()))
    request.end('x')
    expect((await answer).status).toBe(200)
    expect((await post(simulator.url, BODY, { token: T1 })).status).toBe(200)
  })

  it('truncated_answer ends within the serial number’s JSON', async () => {
    const answer = await upload('truncated_answer')
    expect(answer).toMatchObject({ status: 200, error: 'ECONNRESET' })
    expect(answer.body.length).toBeGreaterThan(5)
    expect(() => JSON.parse(answer.body)).toThrow()
    expect(simulator.received[0]).toMatchObject({ outcome: 'unusable', serialNumber: null })
  })

  it('wrong_token_for refuses that token until it is cleared, and no other', async () => {
    simulator.behave({ kind: 'wrong_token_for', token: T1 })
    expect((await post(simulator.url, BODY, { token: T1 })).body).toContain('E4010003')
    expect((await post(simulator.url, BODY, { token: T2 })).status).toBe(200)
    simulator.behave(null, { token: T1 })
    expect((await post(simulator.url, BODY, { token: T1 })).status).toBe(200)
  })
})

describe('broken connections', () => {
  it('reset_before_body reads nothing', async () => {
    expect(await upload('reset_before_body')).toMatchObject({ status: null, body: '' })
    expect(simulator.received[0]).toMatchObject({ outcome: 'reset', bytes: 0, complete: false, status: null })
  })

  it.each([0, 1, 65_537, 299_999])('reset_after_bytes reads %i bytes and not one more', async (bytes) => {
    expect((await upload({ kind: 'reset_after_bytes', bytes })).status).toBeNull()
    expect(simulator.received[0]).toMatchObject({ outcome: 'reset', bytes, complete: false })
  })

  it('reset_after_bytes resets behind the end of a shorter body', async () => {
    expect(await upload({ kind: 'reset_after_bytes', bytes: 300_001 })).toMatchObject({ error: 'ECONNRESET' })
    expect(simulator.received[0]).toMatchObject({ outcome: 'reset', bytes: 300_000, complete: true })
  })

  it('reset_after_body has the whole body', async () => {
    expect(await upload('reset_after_body')).toMatchObject({ status: null, error: 'ECONNRESET' })
    expect(simulator.received[0]).toMatchObject({ outcome: 'reset', bytes: 300_000, complete: true })
  })

  it('goes on with the next upload', async () => {
    await upload('reset_after_body')
    expect((await post(simulator.url, BODY, { token: T1 })).status).toBe(200)
  })
})

describe('slow and silent servers', () => {
  it('delay answers as usual in the end', async () => {
    expect((await upload({ kind: 'delay', ms: 1 })).status).toBe(200)
    expect(simulator.received[0]?.outcome).toBe('accepted')
  })

  it('delay lets a wrong token be wrong', async () => {
    simulator.behave({ kind: 'delay', ms: 1 })
    expect((await post(simulator.url, BODY, { token: 'PRACTICE-TOKEN-9999' })).status).toBe(401)
  })

  it('a long delay ends with the client', async () => {
    simulator.behave({ kind: 'delay', ms: 86_400_000 })
    const { request, answer } = openUpload(simulator.url, { token: T1 })
    request.end(BODY)
    await simulator.waitFor((now) => now.underWay[0]?.state === 'delayed')
    const ended = simulator.nextUpload()
    request.destroy()
    await answer
    expect(await ended).toMatchObject({ outcome: 'broken', complete: true, bytes: 300_000 })
  })

  it('drip reads everything in the end', async () => {
    expect((await upload({ kind: 'drip', bytesPerSecond: 3_000_000 })).status).toBe(200)
    expect(simulator.received[0]).toMatchObject({ bytes: 300_000, outcome: 'accepted' })
  })

  it('a very slow drip ends with the simulator', async () => {
    simulator.behave({ kind: 'drip', bytesPerSecond: 1 })
    const answer = post(simulator.url, BODY, { token: T1 })
    await simulator.waitFor((now) => now.underWay.length === 1)
    await simulator.close()
    expect((await answer).status).toBeNull()
    expect(simulator.received[0]).toMatchObject({ outcome: 'broken', complete: false })
  })

  it('stall never answers, until it is closed', async () => {
    const answer = upload('stall')
    await simulator.waitFor((now) => now.underWay.some((one) => one.state === 'stalled'))
    expect(simulator.received).toEqual([])
    await simulator.close()
    expect(await answer).toMatchObject({ status: null, error: 'ECONNRESET' })
    expect(simulator.received[0]).toMatchObject({ outcome: 'broken', complete: true, bytes: 300_000 })
  })

  it.each([0, 100, 300_000])('hold_body waits after %i bytes until it is released', async (afterBytes) => {
    const answer = upload({ kind: 'hold_body', afterBytes })
    await simulator.waitFor((now) => now.underWay[0]?.state === 'held')
    expect(simulator.receivedCount).toBe(0)
    simulator.release()
    expect((await answer).status).toBe(200)
    expect(simulator.received[0]).toMatchObject({ bytes: 300_000, outcome: 'accepted' })
  })

  it('hold_body holds several, and a client that leaves meanwhile is broken', async () => {
    simulator.behave({ kind: 'hold_body', afterBytes: 10 })
    const stays = post(simulator.url, BODY, { token: T2 })
    // Short enough to have left the client whole: its going is then noticed at once.
    const leaves = openUpload(simulator.url, { token: T1 })
    leaves.request.end('0123456789')
    await simulator.waitFor((now) => now.underWay.filter((one) => one.state === 'held').length === 2)
    const ended = simulator.nextUpload()
    leaves.request.destroy()
    expect(await ended).toMatchObject({ outcome: 'broken', token: { index: 0 } })
    simulator.release()
    expect((await stays).status).toBe(200)
  })
})
