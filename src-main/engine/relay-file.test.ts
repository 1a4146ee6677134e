import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { RawSettings } from '../../src-shared/domain/settings.ts'
import { relayFixture } from '../testing/relay-fixture.ts'
import type { Answer, EngineContext, EngineDeps, Upload } from './ports.ts'
import { type FileToRelay, relayFile } from './relay-file.ts'
import { TroubleBook } from './trouble-book.ts'

const ACCEPTED: Answer = { kind: 'accepted', httpStatus: 200, serialNumber: 'S0020241022000000000000' }

/**
 * One file of a real relay's folder and journal, with a line that answers what the test says.
 * @param submit what the line does
 */
async function oneFile(submit: (upload: Upload) => Promise<Answer> | Answer, settings: RawSettings = {}) {
  const seen: EngineDeps[] = []
  const site = await relayFixture({ a: 'good' }, settings, undefined, (deps) => {
    seen.push(deps)
    return deps
  })
  const [deps] = seen
  if (deps === undefined) throw new Error('the relay was wired without its ports')
  const place = site.drop('a', 'x.csv', '0123456789')
  const uploads: Upload[] = []
  const order: string[] = []
  const context: EngineContext = {
    ...deps,
    troubles: new TroubleBook(deps.clock),
    keptBack: new WeakMap(),
    conclude: (id, conclusion) => deps.journal.conclude(id, conclusion),
    emit(event) {
      order.push(event.type)
      deps.emit(event)
    },
  }
  const { size, mtimeMs, ctimeMs } = statSync(place)
  const controller = new AbortController()
  const file: FileToRelay = {
    configuration: deps.configuration(),
    folder: 'a',
    fileName: 'x.csv',
    stand: { size, mtimeMs, ctimeMs, since: 0 },
    token: 'good',
    preflight: 'off',
    kept: null,
    line: {
      async submit(upload) {
        uploads.push(upload)
        return submit(upload)
      },
      close: async () => {},
    },
    signal: controller.signal,
    onProgress: (sent, total) => void order.push(`progress ${sent}/${total}`),
    onSubmitted: () => void order.push('submitted'),
  }
  return {
    ...site,
    place,
    uploads,
    order,
    controller,
    send: (changes: Partial<FileToRelay> = {}) => relayFile(context, { ...file, ...changes }),
    stand: file.stand,
  }
}

const refuse = (code: ErrorCode) => () => Promise.reject(new RelayError(code))

describe('a file that is not the one that stood still', () => {
  test.each([
    ['size', { size: 9 }],
    ['time', { mtimeMs: 1 }],
  ])('by its %s waits for the next cycle: no row, no word, no upload', async (_, other) => {
    const { send, stand, uploads, order, relay } = await oneFile(() => ACCEPTED)
    expect(await send({ stand: { ...stand, ...other } })).toEqual({
      transfer: null,
      consequence: 'next_file',
    })
    expect([uploads, order, [...relay.history.newestFirst()]]).toEqual([[], [], []])
  })

  test('since staff took it back is no trouble', async () => {
    const { send, place, order } = await oneFile(() => ACCEPTED)
    rmSync(place)
    expect(await send()).toEqual({ transfer: null, consequence: 'next_file' })
    expect(order).toEqual([])
  })

  test('but a folder is told with its place, once a day, and stops its folder', async () => {
    const { send, place, events, uploads } = await oneFile(() => ACCEPTED)
    rmSync(place)
    mkdirSync(place)
    for (let cycle = 0; cycle < 2; cycle += 1)
      expect(await send()).toEqual({ transfer: null, consequence: 'stop_folder' })
    const told = events.filter((event) => event.type === 'trouble')
    expect(told).toMatchObject([
      { level: 'warning', code: 'R3001', folder: 'a', transferId: null, repeated: false },
      { code: 'R3001', repeated: true },
    ])
    expect(uploads).toEqual([])
  })
})

test('a program that ends before the file was read ends the cycle, without a row', async () => {
  const { send, controller, uploads, order } = await oneFile(() => ACCEPTED)
  controller.abort('shutdown')
  expect(await send()).toEqual({ transfer: null, consequence: 'stop_cycle' })
  expect([uploads, order]).toEqual([[], []])
})

describe('the story of a file', () => {
  test('is told in the order of the manual, and the upload knows size, checksum and token', async () => {
    const { send, uploads, order, place } = await oneFile((upload) => {
      upload.onProgress(4)
      return ACCEPTED
    })
    expect(await send()).toMatchObject({ consequence: 'next_file', transfer: { status: 'accepted' } })
    expect(order).toEqual(['file_found', 'progress 4/10', 'submitted', 'accepted', 'filed'])
    expect(uploads).toMatchObject([
      {
        path: place,
        sizeBytes: 10,
        sha256: '84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882',
        token: 'good',
      },
    ])
  })

  test.each<[ErrorCode, string]>([
    ['R1002', 'stop_cycle'],
    ['R1007', 'stop_folder'],
    ['R2001', 'next_file'],
  ])('that ends with %s has nothing left to break off, and is followed by %s', async (code, consequence) => {
    const { send, order } = await oneFile(refuse(code))
    expect((await send()).consequence).toBe(consequence)
    expect(order.slice(0, 3)).toEqual(['file_found', 'submitted', 'trouble'])
  })

  test('that nobody understands may have reached PMH: it is never sent again by itself, and ends the cycle', async () => {
    const { send, tree } = await oneFile(() => {
      throw new TypeError('a fault of the program')
    })
    expect(await send()).toMatchObject({
      consequence: 'stop_cycle',
      transfer: { status: 'unknown', errorCode: 'R2011', errorMessage: 'TypeError', destination: 'ERROR' },
    })
    expect(tree()).toEqual(['ERROR/a/x.csv'])
  })

  test('has its row before the upload, and its result before the move', async () => {
    const rows: unknown[] = []
    const { send, relay, tree } = await oneFile(() => {
      rows.push([relay.transfers.get(1).status, tree()])
      return ACCEPTED
    })
    await send()
    expect(rows).toEqual([['sending', ['a/x.csv']]])
    expect(tree()).toEqual(['PROCEED/a/x.csv'])
  })
})

describe('an upload that we broke off ourselves', () => {
  test.each([
    ['staff', 'cancelled', { hold: 'cancelled', failures: 0 }, 'stop_folder'],
    ['the end of the program', 'shutdown', { hold: null, failures: 0 }, 'stop_cycle'],
  ])('by %s keeps its file, and counts against no tries', async (_, reason, row, consequence) => {
    const site = await oneFile(
      () => {
        site.controller.abort(reason)
        throw new RelayError('R1011')
      },
      { TransientRetryCount: '0' },
    )
    expect(await site.send()).toMatchObject({ consequence, transfer: { status: 'failed', ...row } })
    expect(site.tree()).toEqual(['a/x.csv'])
  })

  test.each(['cancelled', 'shutdown'])('after its last byte (%s) is in doubt, and stays', async (reason) => {
    const site = await oneFile(() => {
      site.controller.abort(reason)
      throw new RelayError('R2009')
    })
    expect(await site.send()).toMatchObject({
      consequence: 'stop_cycle',
      transfer: { status: 'unknown', hold: 'in_doubt', destination: null },
    })
    expect(site.tree()).toEqual(['a/x.csv'])
  })
})

describe('OrderProtection', () => {
  const settings = { OrderProtection: 'true' }

  test.each<[string, () => Answer | Promise<Answer>, string, string | null]>([
    [
      'a rejected file',
      () => ({ kind: 'rejected', httpStatus: 400, errorCode: 'E4000012', message: 'x' }),
      'hold_folder',
      'E4000012',
    ],
    ['a file in doubt', refuse('R2001'), 'hold_folder', 'R2001'],
    ['a file that waits for its next try', refuse('R1007'), 'stop_folder', null],
    ['an accepted file', () => ACCEPTED, 'next_file', null],
  ])('after %s', async (_, submit, consequence, code) => {
    const { send, relay } = await oneFile(submit, settings)
    expect((await send()).consequence).toBe(consequence)
    expect(relay.holds.get('a')?.code ?? null).toBe(code)
    if (code !== null) expect(relay.holds.get('a')?.kind).toBe('order')
  })

  test('holds the folder of a file that changed under a refusal, too', async () => {
    const { send, relay, place, order } = await oneFile(() => {
      writeFileSync(place, 'new version')
      utimesSync(place, 1, 1)
      return { kind: 'rejected', httpStatus: 400, errorCode: 'E4000012', message: 'x' }
    }, settings)
    expect(await send()).toMatchObject({ transfer: { status: 'rejected', hold: 'changed', changed: true } })
    expect(relay.holds.get('a')).toMatchObject({ kind: 'order', code: 'E4000012' })
    // It was held in the write of its result: nobody tried to move it.
    expect(order).toEqual(['file_found', 'submitted', 'trouble'])
  })

  test('leaves a refused token what it is: the folder waits for another one', async () => {
    const { send, relay } = await oneFile(
      () => ({ kind: 'rejected', httpStatus: 401, errorCode: 'E4010003', message: 'x' }),
      settings,
    )
    expect((await send()).consequence).toBe('hold_folder')
    const hold = relay.holds.get('a')
    expect(hold).toMatchObject({ kind: 'token', code: 'E4010003' })
    expect(hold?.tokenMark).toMatch(/^[0-9a-f]{64}$/)
  })
})
