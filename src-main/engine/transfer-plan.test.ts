import { describe, expect, test } from 'vitest'
import { ERROR_CODES, errorRule } from '../../src-shared/domain/error-catalogue.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { type Ending, planEnding, type StopReason } from './transfer-plan.ts'

const accepted = (changedAfter = false): Ending => ({
  kind: 'answer',
  answer: { kind: 'accepted', httpStatus: 200, serialNumber: 'S1' },
  changedAfter,
})
const rejected = (httpStatus: number, errorCode: string, changedAfter = false): Ending => ({
  kind: 'answer',
  answer: { kind: 'rejected', httpStatus, errorCode, message: 'm' },
  changedAfter,
})
const failed = (
  code: ConstructorParameters<typeof RelayError>[0],
  stop: StopReason | null = null,
): Ending => ({
  kind: 'error',
  error: new RelayError(code, 'd'),
  stop,
})

test('an accepted file goes to PROCEED with its serial number', () => {
  expect(planEnding(accepted(), 1, -1)).toEqual({
    conclusion: {
      outcome: 'accepted',
      serialNumber: 'S1',
      errorCode: null,
      errorMessage: null,
      httpStatus: 200,
      destination: 'PROCEED',
      hold: null,
      countsAsFailure: false,
    },
    consequence: 'next_file',
  })
})

test('a file that changed after the answer keeps its outcome and is held, not filed', () => {
  const plan = planEnding(accepted(true), 1, -1)
  expect(plan.conclusion).toMatchObject({
    outcome: 'accepted',
    serialNumber: 'S1',
    destination: null,
    hold: 'changed',
  })
  expect(planEnding(rejected(400, 'E4000001', true), 1, -1).conclusion).toMatchObject({
    outcome: 'rejected',
    destination: null,
    hold: 'changed',
  })
})

test('a rejected file goes to ERROR with code and message, and the next file goes on', () => {
  const plan = planEnding(rejected(400, 'E4000001'), 1, -1)
  expect(plan.conclusion).toMatchObject({
    outcome: 'rejected',
    errorCode: 'E4000001',
    errorMessage: 'm',
    destination: 'ERROR',
  })
  expect(plan.consequence).toBe('next_file')
})

test.each([
  [401, 'HTTP401'],
  [401, 'E9990001'],
  [400, 'E4010003'],
])('an authentication error (%i %s) holds the folder', (status, code) => {
  const plan = planEnding(rejected(status, code), 1, -1)
  expect(plan.conclusion.destination).toBe('ERROR')
  expect(plan.consequence).toBe('hold_folder')
})

describe('an upload that certainly was not processed', () => {
  test('stays and waits with -1, however often it failed', () => {
    const plan = planEnding(failed('R1007'), 10_000, -1)
    expect(plan.conclusion).toMatchObject({ outcome: 'failed', destination: null, hold: null })
    expect(plan.consequence).toBe('stop_folder')
  })

  test('goes to ERROR at once with 0, as the official batch does', () => {
    expect(planEnding(failed('R1007'), 1, 0)).toMatchObject({
      conclusion: { destination: 'ERROR' },
      consequence: 'next_file',
    })
  })

  test('goes to ERROR after as many further tries as were asked for', () => {
    expect(planEnding(failed('R1007'), 2, 2).conclusion.destination).toBeNull()
    expect(planEnding(failed('R1007'), 3, 2).conclusion.destination).toBe('ERROR')
  })

  test('ends the cycle when the line is at fault', () => {
    expect(planEnding(failed('R1002'), 1, -1).consequence).toBe('stop_cycle')
    expect(planEnding(failed('R1002'), 1, 0)).toMatchObject({
      conclusion: { outcome: 'failed', destination: 'ERROR' },
      consequence: 'stop_cycle',
    })
  })

  test.each(['R3001', 'R3002'] as const)(
    'is never given up for %s: the next version of the file is sent',
    (code) => {
      expect(planEnding(failed(code), 100, 0)).toMatchObject({
        conclusion: { destination: null, countsAsFailure: false },
        consequence: 'stop_folder',
      })
    },
  )

  test('is held when staff broke it off, and not counted against the tries', () => {
    expect(planEnding(failed('R1011', 'cancelled'), 9, 0)).toMatchObject({
      conclusion: { outcome: 'failed', destination: null, hold: 'cancelled' },
      consequence: 'stop_folder',
    })
  })

  test('simply waits when the program ends, and is not counted against the tries', () => {
    expect(planEnding(failed('R1011', 'shutdown'), 9, 0)).toMatchObject({
      conclusion: { outcome: 'failed', destination: null, hold: null },
      consequence: 'stop_cycle',
    })
  })
})

describe('an upload that may have been processed', () => {
  test('goes to ERROR as unknown and is never retried, whatever the count', () => {
    for (const retries of [-1, 0, 5]) {
      expect(planEnding(failed('R2002'), 1, retries)).toMatchObject({
        conclusion: { outcome: 'unknown', errorCode: 'R2002', destination: 'ERROR', hold: null },
        consequence: 'next_file',
      })
    }
  })

  test.each(['cancelled', 'shutdown'] as const)('is held where it is when it was %s', (stop) => {
    expect(planEnding(failed('R2009', stop), 1, -1)).toMatchObject({
      conclusion: { outcome: 'unknown', destination: null, hold: 'in_doubt' },
      consequence: 'stop_cycle',
    })
  })
})

test('no code of ours that is in doubt is ever called failed, and no safe one unknown', () => {
  for (const code of ERROR_CODES) {
    const { outcome } = planEnding(failed(code), 1, -1).conclusion
    expect([code, outcome]).toEqual([code, errorRule(code).retry === 'in_doubt' ? 'unknown' : 'failed'])
  }
})
