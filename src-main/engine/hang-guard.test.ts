import { expect, it } from 'vitest'
import { HangGuard } from './hang-guard.ts'

/** Work that ends when it is told to. */
function heldWork() {
  const begun: string[] = []
  let end = () => {}
  const work = (name: string) => () => {
    begun.push(name)
    return new Promise<string>((resolve) => {
      end = () => resolve(name)
    })
  }
  return { begun, work, end: () => end() }
}

it('answers with what the work gives, again and again', async () => {
  const guard = new HangGuard()
  expect(await guard.ask('/share', async () => 1, 60_000)).toBe(1)
  expect(await guard.ask('/share', async () => 2, 60_000)).toBe(2)
})

it('begins nothing more at a place that hangs, until that has come back', async () => {
  const guard = new HangGuard()
  const { begun, work, end } = heldWork()
  expect(await guard.ask('/share', work('a'), 10)).toBeNull()
  expect(await guard.ask('/share', work('b'), 60_000)).toBeNull()
  expect(await guard.ask('/other', async () => 'c', 60_000)).toBe('c')
  end()
  await expect.poll(() => guard.ask('/share', async () => 'd', 60_000)).toBe('d')
  expect(begun).toEqual(['a'])
})

it('is free again after work that broke late', async () => {
  const guard = new HangGuard()
  let breakOff = (_: Error) => {}
  const work = () =>
    new Promise<string>((_, reject) => {
      breakOff = reject
    })
  expect(await guard.ask('/share', work, 10)).toBeNull()
  breakOff(new Error('late'))
  await expect.poll(() => guard.ask('/share', async () => 'x', 60_000)).toBe('x')
})

it('throws what the work throws in time, and is free again', async () => {
  const guard = new HangGuard()
  const broken = guard.ask('/share', () => Promise.reject(new Error('broken')), 60_000)
  await expect(broken).rejects.toThrow('broken')
  expect(await guard.ask('/share', async () => 'x', 60_000)).toBe('x')
})
