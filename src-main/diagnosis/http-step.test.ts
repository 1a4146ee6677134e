import { expect, it } from 'vitest'
import { judgeAnswer } from './http-step.ts'

it.each([
  [200, null, 'ok', undefined],
  // To GET without a token PMH may well say no; the way is there all the same.
  [400, 'E4000001', 'ok', undefined],
  [401, 'E4010003', 'ok', undefined],
  [404, 'HTTP404', 'ok', undefined],
  [405, 'HTTP405', 'ok', undefined],
  [429, 'HTTP429', 'ok', undefined],
  [500, 'HTTP500', 'ok', undefined],
  [501, 'HTTP501', 'ok', undefined],
  [505, 'HTTP505', 'ok', undefined],
  [299, null, 'ok', undefined],
  [300, null, 'failed', 'R1009'],
  [302, null, 'failed', 'R1009'],
  [308, null, 'failed', 'R1009'],
  [399, null, 'failed', 'R1009'],
  [502, 'HTTP502', 'failed', 'HTTP502'],
  [503, 'E5030001', 'failed', 'E5030001'],
  [504, null, 'failed', 'HTTP504'],
])('status %i with %s is %s %s', (status, errorCode, result, code) => {
  expect(judgeAnswer({ status, errorCode })).toMatchObject({
    result,
    fact: expect.stringContaining(`${status}`),
  })
  expect(judgeAnswer({ status, errorCode }).code).toBe(code)
})
