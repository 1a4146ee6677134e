import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createQueryRunner } from './query-runner.ts'

/** A main process whose answers are given by hand. */
function stage(gapMs = 0) {
  const questions: { answer(value: string): Promise<void>; fail(): Promise<void> }[] = []
  const delivered: string[] = []
  let clock = 0
  const settle = async () => {
    for (let turn = 0; turn < 4; turn++) await Promise.resolve()
  }
  const runner = createQueryRunner<string>({
    ask: () =>
      new Promise((resolve, reject) => {
        questions.push({
          answer: async (value) => {
            resolve(value)
            await settle()
          },
          fail: async () => {
            reject(new Error('gone'))
            await settle()
          },
        })
      }),
    deliver: (value) => delivered.push(value),
    gapMs,
    now: () => clock,
  })
  const question = (index: number) => {
    const found = questions[index]
    if (found === undefined) throw new Error(`question ${index} was not asked`)
    return found
  }
  const pass = (ms: number) => {
    clock += ms
    vi.advanceTimersByTime(ms)
  }
  return { runner, questions, question, delivered, pass }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('createQueryRunner', () => {
  it('asks nothing by itself', () => {
    expect(stage().questions).toHaveLength(0)
  })

  it('delivers the answer', async () => {
    const { runner, question, delivered } = stage()
    runner.refresh()
    await question(0).answer('a')
    expect(delivered).toEqual(['a'])
  })

  it('asks one question at a time', () => {
    const { runner, questions } = stage()
    runner.refresh()
    runner.refresh()
    runner.refresh()
    expect(questions).toHaveLength(1)
  })

  it('asks once more when something changed meanwhile, however often', async () => {
    const { runner, questions, question, delivered } = stage()
    runner.refresh()
    runner.refresh()
    runner.refresh()
    await question(0).answer('old')
    expect(questions).toHaveLength(2)
    await question(1).answer('new')
    expect(delivered).toEqual(['old', 'new'])
    expect(questions).toHaveLength(2)
  })

  it('delivers nothing after stop', async () => {
    const { runner, questions, question, delivered } = stage()
    runner.refresh()
    runner.refresh()
    runner.stop()
    await question(0).answer('late')
    expect(delivered).toEqual([])
    expect(questions).toHaveLength(1)
  })

  it('asks nothing after stop', () => {
    const { runner, questions } = stage()
    runner.stop()
    runner.refresh()
    expect(questions).toHaveLength(0)
  })

  it('goes on after a question that failed', async () => {
    const { runner, question, delivered } = stage()
    runner.refresh()
    await question(0).fail()
    expect(delivered).toEqual([])
    runner.refresh()
    await question(1).answer('b')
    expect(delivered).toEqual(['b'])
  })

  it('asks again after a failure when something changed meanwhile', async () => {
    const { runner, questions, question } = stage()
    runner.refresh()
    runner.refresh()
    await question(0).fail()
    expect(questions).toHaveLength(2)
  })

  describe('with a gap', () => {
    it('asks the first question at once', () => {
      const { runner, questions } = stage(500)
      runner.refresh()
      expect(questions).toHaveLength(1)
    })

    it('keeps the gap between two questions', async () => {
      const { runner, questions, question, pass } = stage(500)
      runner.refresh()
      await question(0).answer('a')
      runner.refresh()
      runner.refresh()
      expect(questions).toHaveLength(1)
      pass(499)
      expect(questions).toHaveLength(1)
      pass(1)
      expect(questions).toHaveLength(2)
    })

    it('does not wait when the answer took longer than the gap', async () => {
      const { runner, questions, question, pass } = stage(500)
      runner.refresh()
      runner.refresh()
      pass(800)
      await question(0).answer('a')
      expect(questions).toHaveLength(2)
    })

    it('forgets the waiting question on stop', async () => {
      const { runner, questions, question, pass } = stage(500)
      runner.refresh()
      await question(0).answer('a')
      runner.refresh()
      runner.stop()
      pass(1000)
      expect(questions).toHaveLength(1)
    })
  })
})
