import { describe, expect, it } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { COMMANDS, type CommandName } from '../../src-shared/ipc/commands.ts'
import { Background } from '../background/background.ts'
import { emptyComputer } from '../background/testing/empty-computer.ts'
import { createHandlers } from './command-table.ts'
import { dispatch } from './dispatch.ts'
import type { Handlers } from './handlers.ts'
import { openSession } from './testing/open-session.ts'

const NAMES = Object.keys(COMMANDS) as CommandName[]

/** Handlers that only note that they were run, and with what. */
function noting(answer: () => unknown = () => ({})) {
  const runs: [string, unknown][] = []
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (input: unknown) => {
        runs.push([name, input])
        return answer()
      },
    ]),
  ) as unknown as Handlers
  return { handlers, runs }
}

const refused = (code: string, detail: unknown = expect.any(String)) => ({
  ok: false,
  error: { code, detail },
})

describe('a message of the window', () => {
  it('runs the handler of its name with its input', async () => {
    const { handlers, runs } = noting(() => ({ id: 5 }))
    const input = { id: 1, paused: true }
    expect(await dispatch(handlers, 'folders.pause', input)).toEqual({ ok: true, value: { id: 5 } })
    expect(runs).toEqual([['folders.pause', input]])
  })

  it('waits for a handler that takes its time', async () => {
    const { handlers } = noting(async () => 'later')
    expect(await dispatch(handlers, 'app.info', {})).toEqual({ ok: true, value: 'later' })
  })

  it.each([
    '',
    'folders',
    'folders.List',
    'app.info\u0000',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    null,
    undefined,
    5,
    {},
    ['app.info'],
    { toString: () => 'app.info' },
    Symbol('app.info'),
  ])('with an unknown name is R5005 and runs nothing: %s', async (name) => {
    const { handlers, runs } = noting()
    expect(await dispatch(handlers, name, {})).toEqual(refused('R5005', 'command'))
    expect(runs).toEqual([])
  })

  it.each(NAMES)('of the wrong shape is R5005 and runs nothing: %s', async (name) => {
    const { handlers, runs } = noting()
    const shapes = [
      undefined,
      null,
      [],
      'text',
      5,
      () => {},
      { extra: 'SECRET' },
      JSON.parse('{"__proto__":{"x":1},"extra":1}'),
    ]
    for (const input of shapes) {
      const result = await dispatch(handlers, name, input)
      expect(result).toEqual(refused('R5005', expect.stringContaining(name)))
      expect(JSON.stringify(result)).not.toContain('SECRET')
    }
    expect(runs).toEqual([])
  })

  it('of the wrong shape names the field, and not its value', async () => {
    const { handlers } = noting()
    const input = { id: 1, folder: 'a', displayName: '', token: ['SECRET'], paused: false }
    expect(await dispatch(handlers, 'folders.update', input)).toEqual(
      refused('R5005', 'folders.update: token'),
    )
  })

  it('cannot reach the prototype of anything', async () => {
    const { handlers, runs } = noting()
    const input = JSON.parse('{"changes":{"__proto__":{"polluted":"yes"}}}')
    await dispatch(handlers, 'settings.save', input)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    const [run] = runs
    if (run !== undefined) expect(Object.entries((run[1] as { changes: object }).changes)).toEqual([])
  })
})

describe('a handler that fails', () => {
  const failing = (error: unknown, isAsync: boolean) =>
    noting(() => {
      if (isAsync) return Promise.reject(error)
      throw error
    }).handlers

  it.each([true, false])('is answered with our code and its detail (later: %s)', async (isAsync) => {
    const handlers = failing(new RelayError('R5006', '7'), isAsync)
    expect(await dispatch(handlers, 'app.info', {})).toEqual(refused('R5006', '7'))
  })

  it.each([
    [new TypeError('SECRET in the message'), 'TypeError'],
    [Object.assign(new Error('SECRET'), { code: 'SQLITE_ERROR' }), 'SQLITE_ERROR'],
    ['SECRET as text', 'unknown'],
    [undefined, 'unknown'],
    [null, 'unknown'],
  ])('by mistake is R4006 and tells no message: %s', async (error, name) => {
    for (const isAsync of [true, false]) {
      expect(await dispatch(failing(error, isAsync), 'app.info', {})).toEqual(
        refused('R4006', `app.info: ${name}`),
      )
    }
  })

  it('because the database is closed is an answer, never a rejection', async () => {
    const { session } = openSession()
    const desk = {
      pickFolder: async () => null,
      pickFile: async () => null,
      saveFile: async () => null,
      reveal: () => {},
    }
    const farewell = { question: () => null, answer: () => {} }
    const about = { runtimes: [], system: '', software: async () => [] }
    const background = new Background(emptyComputer(session.real.dataDir))
    const handlers = createHandlers({ session, desk, farewell, about, background, version: '', runtime: '' })
    await session.close()
    for (const name of [
      'app.info',
      'overview.get',
      'folders.list',
      'settings.get',
      'transfers.search',
    ] as const) {
      const input = name === 'transfers.search' ? { page: 1, folder: null, status: null } : {}
      expect(await dispatch(handlers, name, input)).toMatchObject({ ok: false, error: { code: 'R4006' } })
    }
  })
})
