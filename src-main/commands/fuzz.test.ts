import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMANDS, type CommandName } from '../../src-shared/ipc/commands.ts'
import { goodInput } from '../../src-shared/ipc/testing/good-inputs.ts'
import { dispatch } from './dispatch.ts'
import type { Handlers } from './handlers.ts'

/**
 * Random and mutated messages to every command. `npm test` plays a fixed sample, RELIABILITY_SEED=n another one, and
 * `RELIABILITY=full` ten thousand a command. A failure prints its seed.
 */
const isFull = process.env.RELIABILITY === 'full'
const seed = Number(process.env.RELIABILITY_SEED ?? '20261122')
const RUNS = isFull ? 10_000 : 300

const NAMES = Object.keys(COMMANDS) as CommandName[]

/** Handlers that only write down that they were reached. */
function witness(): { handlers: Handlers; reached: unknown[] } {
  const reached: unknown[] = []
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (input: unknown) => {
        reached.push(input)
        return {}
      },
    ]),
  ) as unknown as Handlers
  return { handlers, reached }
}

const HOSTILE = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
  fc.constantFrom<unknown>(
    ...[
      '',
      '\0',
      '\u202E',
      '../../etc/passwd',
      '\\\\server\\share',
      '__proto__',
      'x'.repeat(100_000),
      '%s%n',
    ],
    ...[Number.NaN, Infinity, -0, 1e308, 2 ** 53, -1, 1.5],
    ...[() => {}, Symbol('s'), new Proxy({}, {}), Object.create(null)],
  ),
)

type Json = Record<string, unknown>

/** A good message with one thing changed, added or taken away, at any depth. */
function mutated(good: object): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.nat(), fc.constantFrom('set', 'drop', 'add', 'wrap'), HOSTILE, fc.string())
    .map(([where, how, value, key]) => {
      const copy: Json = structuredClone(good) as Json
      const places = objectsIn(copy)
      const place = places[where % places.length] ?? copy
      const keys = Object.keys(place)
      const chosen = keys[where % Math.max(1, keys.length)]
      if (how === 'wrap') return [copy]
      // An array's own `length` takes no value of another kind.
      if (Array.isArray(place) && how !== 'drop') {
        place.push(value)
        return copy
      }
      if (how === 'add' || chosen === undefined)
        Object.defineProperty(place, key, { value, enumerable: true, configurable: true })
      else if (how === 'drop') delete place[chosen]
      else place[chosen] = value
      return copy
    })
}

function objectsIn(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return []
  return [value as Json, ...Object.values(value).flatMap(objectsIn)]
}

const isValid = (name: CommandName, input: unknown) => COMMANDS[name]().safeParse(input).success

describe('a message of any shape', () => {
  it.each(NAMES)('is an answer, and without validation there is no effect: %s', async (name) => {
    const { handlers, reached } = witness()
    const message = fc.oneof(HOSTILE, mutated(goodInput(name)))
    await fc.assert(
      fc.asyncProperty(message, async (input) => {
        reached.length = 0
        const result = await dispatch(handlers, name, input)
        if (isValid(name, input)) {
          expect([result.ok, reached.length]).toEqual([true, 1])
          return
        }
        expect(reached).toEqual([])
        expect(result).toEqual({ ok: false, error: { code: 'R5005', detail: expect.any(String) } })
        // Only the place of the mistake is named, which is bounded like the names of the fields.
        if (!result.ok) expect(result.error.detail.length).toBeLessThan(300)
      }),
      { numRuns: RUNS, seed },
    )
  })

  it('with any name reaches nothing', async () => {
    const { handlers, reached } = witness()
    const names = fc.oneof(
      HOSTILE,
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'toString', 'APP.INFO'),
    )
    await fc.assert(
      fc.asyncProperty(names, HOSTILE, async (name, input) => {
        fc.pre(!NAMES.includes(name as CommandName))
        expect(await dispatch(handlers, name, input)).toMatchObject({ ok: false, error: { code: 'R5005' } })
        expect(reached).toEqual([])
      }),
      { numRuns: RUNS, seed },
    )
  })
})
