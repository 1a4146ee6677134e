import { appendFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '../testing/temp-folder.ts'
import { type Settled, Settling } from './settle.ts'

const names = ({ still }: Settled) => [...still.keys()]

const never = new AbortController().signal

/** A monotonic clock that the test moves by hand. */
function handClock() {
  let now = 0
  return {
    now: () => new Date(0),
    monotonic: () => now,
    forward(ms: number) {
      now += ms
    },
  }
}

function file(content = 'x'): string {
  const created = path.join(tempFolder(), 'a.csv')
  writeFileSync(created, content)
  return created
}

test('a file that stood still over the window is settled', async () => {
  const clock = handClock()
  const settling = new Settling(clock)
  const target = file()
  await settling.look([target])
  clock.forward(2000)
  expect(names(await settling.settled([target], 2000, never))).toEqual([target])
})

test('the wait is the rest of the window alone', async () => {
  const clock = { now: () => new Date(), monotonic: () => performance.now() }
  const settling = new Settling(clock)
  const target = file()
  const before = performance.now()
  expect(names(await settling.settled([target], 60, never))).toEqual([target])
  expect(performance.now() - before).toBeGreaterThanOrEqual(55)
})

test('a file that grew since it was seen waits for the next cycle', async () => {
  const clock = handClock()
  const settling = new Settling(clock)
  const target = file()
  await settling.look([target])
  clock.forward(5000)
  appendFileSync(target, 'more')
  // It is seen in its new state now, and its window of this state begins now.
  const aborted = AbortSignal.abort()
  expect(names(await settling.settled([target], 2000, aborted))).toEqual([])
  clock.forward(2000)
  expect(names(await settling.settled([target], 2000, never))).toEqual([target])
})

test('the same size with another time has moved too', async () => {
  const clock = handClock()
  const settling = new Settling(clock)
  const target = file()
  await settling.look([target])
  clock.forward(5000)
  utimesSync(target, 1000, 1000)
  expect(names(await settling.settled([target], 2000, AbortSignal.abort()))).toEqual([])
})

test('a file dated in the future counts as still', async () => {
  const clock = handClock()
  const settling = new Settling(clock)
  const target = file()
  utimesSync(target, 4_102_444_800, 4_102_444_800)
  await settling.look([target])
  clock.forward(2000)
  expect(names(await settling.settled([target], 2000, never))).toEqual([target])
})

test('a file that vanished is not settled', async () => {
  const clock = handClock()
  const settling = new Settling(clock)
  const target = file()
  await settling.look([target])
  clock.forward(2000)
  rmSync(target)
  expect(names(await settling.settled([target], 2000, never))).toEqual([])
})

test('with a window of 0 a file is settled at once', async () => {
  const target = file()
  expect(names(await new Settling(handClock()).settled([target], 0, never))).toEqual([target])
})

test('an aborted wait settles nothing', async () => {
  const target = file()
  const controller = new AbortController()
  const settling = new Settling({ now: () => new Date(), monotonic: () => performance.now() })
  const settled = settling.settled([target], 3_600_000, controller.signal)
  controller.abort()
  expect(names(await settled)).toEqual([])
})

test('no files, no wait', async () => {
  expect(names(await new Settling(handClock()).settled([], 3_600_000, never))).toEqual([])
})

test('a file that another program still has open waits, however still it stands', async () => {
  const clock = handClock()
  let isOpen = true
  const settling = new Settling(clock, async () => isOpen)
  const target = file()
  await settling.look([target])
  clock.forward(2000)
  expect(names(await settling.settled([target], 2000, never))).toEqual([])
  isOpen = false
  expect(names(await settling.settled([target], 2000, never))).toEqual([target])
})
