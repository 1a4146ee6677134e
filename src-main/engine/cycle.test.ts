import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { relayFixture } from '../testing/relay-fixture.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { isDirectory, SharedLine } from './cycle.ts'
import type { EngineDeps, Journal, Line } from './ports.ts'

const FOLDERS = { a: 'good-a', b: 'good-b', c: 'good-c' }

/** Counts how often the way to PMH is opened and closed. */
function countingLines(fail: RelayError | null = null) {
  const counts = { opened: 0, closed: 0 }
  const wrap = (deps: EngineDeps): EngineDeps => ({
    ...deps,
    async openLine(configuration) {
      counts.opened += 1
      if (fail !== null) throw fail
      const line = await deps.openLine(configuration)
      return {
        submit: (upload) => line.submit(upload),
        async close() {
          counts.closed += 1
          await line.close()
        },
      }
    },
  })
  return { counts, wrap }
}

/** A journal that refuses one thing of one folder. */
function refusing(folder: string) {
  const asked: string[] = []
  let tellRefused = () => {}
  const refused = new Promise<void>((resolve) => {
    tellRefused = resolve
  })
  const wrap = (deps: EngineDeps): EngineDeps => {
    const journal: Journal = Object.create(deps.journal, {
      begin: {
        value: (input: Parameters<Journal['begin']>[0]) => {
          asked.push(input.folder)
          if (input.folder !== folder) return deps.journal.begin(input)
          tellRefused()
          throw new RelayError('R4001', 'SQLITE_FULL')
        },
      },
    })
    return { ...deps, journal: bound(journal, deps.journal) }
  }
  return { asked, refused, wrap }
}

/** Methods of a store know their private fields by `this`. */
function bound(changed: Journal, own: Journal): Journal {
  return new Proxy(changed, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, own)
      return typeof value === 'function' && !Object.hasOwn(target, name) ? value.bind(own) : value
    },
  })
}

describe('the way to PMH', () => {
  test.each(['1', '3'])('is opened once a cycle and closed with it (ParallelFolders=%s)', async (width) => {
    const { counts, wrap } = countingLines()
    const { relay, drop } = await relayFixture(FOLDERS, { ParallelFolders: width }, undefined, wrap)
    for (const folder of Object.keys(FOLDERS)) drop(folder, 'x.csv')
    expect(await relay.engine.runOnce()).toMatchObject({ accepted: 3, failures: 0 })
    expect(counts).toEqual({ opened: 1, closed: 1 })
    drop('b', 'y.csv')
    await relay.engine.runOnce()
    expect(counts).toEqual({ opened: 2, closed: 2 })
  })

  test('is not opened while there is nothing to send', async () => {
    const { counts, wrap } = countingLines()
    const { relay } = await relayFixture(FOLDERS, {}, undefined, wrap)
    await relay.engine.runOnce()
    expect(counts).toEqual({ opened: 0, closed: 0 })
  })

  test('that cannot be set up ends the cycle before a row is written', async () => {
    const { counts, wrap } = countingLines(new RelayError('R1028', 'ca.pem'))
    const { relay, drop, tree } = await relayFixture(FOLDERS, {}, undefined, wrap)
    for (const folder of Object.keys(FOLDERS)) drop(folder, 'x.csv')
    expect(await relay.engine.runOnce()).toMatchObject({
      accepted: 0,
      failures: 1,
      trouble: { code: 'R1028', detail: 'ca.pem' },
    })
    expect(counts).toEqual({ opened: 1, closed: 0 })
    expect(tree()).toEqual(['a/x.csv', 'b/x.csv', 'c/x.csv'])
    expect([...relay.history.newestFirst()]).toEqual([])
  })

  test('is closed, too, when the cycle breaks down', async () => {
    const { counts, wrap } = countingLines()
    const { asked, wrap: refuse } = refusing('b')
    const { relay, drop } = await relayFixture(FOLDERS, {}, undefined, (deps) => refuse(wrap(deps)))
    for (const folder of Object.keys(FOLDERS)) drop(folder, 'x.csv')
    await relay.engine.runOnce()
    expect(asked).toEqual(['a', 'b'])
    expect(counts).toEqual({ opened: 1, closed: 1 })
  })
})

describe('a shared line', () => {
  const line: Line = { submit: () => Promise.reject(new Error('not here')), close: async () => {} }

  test('is one, also for two who ask at the same time', async () => {
    let opened = 0
    const shared = new SharedLine(async () => {
      opened += 1
      return line
    })
    const lines = await Promise.all([shared.get(), shared.get()])
    expect([lines, opened]).toEqual([[line, line], 1])
  })

  test('that nobody asked for, or that could not be opened, is closed without a word', async () => {
    await new SharedLine(() => Promise.reject(new Error('opened'))).close()
    const refused = new SharedLine(() => Promise.reject(new RelayError('R1028')))
    await expect(refused.get()).rejects.toThrow('R1028')
    await refused.close()
  })
})

describe('a journal that cannot be written', () => {
  test('ends the cycle: the folders behind it are not begun', async () => {
    const { asked, wrap } = refusing('a')
    const { relay, simulator, drop, tree } = await relayFixture(FOLDERS, {}, undefined, wrap)
    for (const folder of Object.keys(FOLDERS)) drop(folder, 'x.csv')
    const report = await relay.engine.runOnce()
    expect(report).toMatchObject({ accepted: 0, failures: 1, trouble: { code: 'R4001' }, tellsItself: false })
    expect([asked, simulator.receivedCount]).toEqual([['a'], 0])
    expect(tree()).toEqual(['a/x.csv', 'b/x.csv', 'c/x.csv'])
  })

  test('lets the folder beside it come to its end, and nothing is begun after that', async () => {
    const { asked, refused, wrap } = refusing('b')
    const { relay, simulator, drop, tree } = await relayFixture(
      FOLDERS,
      { ParallelFolders: '2' },
      undefined,
      wrap,
    )
    simulator.behave({ kind: 'hold_body', afterBytes: 1 }, { times: 1 })
    for (const folder of Object.keys(FOLDERS)) drop(folder, 'x.csv')
    const cycle = relay.engine.runOnce()
    await simulator.waitFor(({ underWay }) => underWay[0]?.state === 'held')
    await refused
    simulator.release()
    expect(await cycle).toMatchObject({ trouble: { code: 'R4001' } })
    expect([...asked].sort()).toEqual(['a', 'b'])
    expect(tree()).toEqual(['PROCEED/a/x.csv', 'b/x.csv', 'c/x.csv'])
  })
})

test('a move that is still pending is a failure of each cycle until it is made, also of a folder that is paused', async () => {
  let paused = false
  const { relay, root, drop } = await relayFixture({ a: 'good' }, {}, undefined, (deps) => ({
    ...deps,
    configuration() {
      const now = deps.configuration()
      return { ...now, folders: now.folders.map((target) => ({ ...target, paused })) }
    },
  }))
  writeFileSync(path.join(root, 'PROCEED'), 'a file in the place of the folder')
  drop('a', 'x.csv')
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 1, failures: 1 })
  paused = true
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 1 })
  rmSync(path.join(root, 'PROCEED'))
  expect(await relay.engine.runOnce()).toMatchObject({ accepted: 0, failures: 0 })
})

test('a paused folder is not looked at, not even for its errors', async () => {
  const { relay, simulator, root, drop, events } = await relayFixture(FOLDERS, {}, undefined, (deps) => ({
    ...deps,
    configuration() {
      const now = deps.configuration()
      return { ...now, folders: now.folders.map((target) => ({ ...target, paused: target.folder !== 'b' })) }
    },
  }))
  drop('a', 'x.csv')
  drop('b', 'x.csv')
  rmSync(path.join(root, 'c'), { recursive: true })
  const report = await relay.engine.runOnce()
  expect([report.failures, [...report.folders.keys()]]).toEqual([0, ['b']])
  expect(simulator.receivedCount).toBe(1)
  expect(events).toContainEqual(expect.objectContaining({ type: 'targets', folders: ['b'] }))
})

test('only a folder is one', async () => {
  const folder = tempFolder()
  writeFileSync(path.join(folder, 'file'), '')
  const found = await Promise.all(['', 'file', 'missing'].map((name) => isDirectory(path.join(folder, name))))
  expect(found).toEqual([true, false, false])
})
