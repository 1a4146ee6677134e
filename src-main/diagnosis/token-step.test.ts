import { expect, it } from 'vitest'
import { diagnosisFact } from '../../src-shared/text/ja/diagnosis.ts'
import type { ProbeAnswer } from '../pmh/probe.ts'
import { judgeToken } from './token-step.ts'

const answer = (status: number, errorCode: string | null = status >= 400 ? `HTTP${status}` : null) => ({
  status,
  errorCode,
})
const REFUSED = answer(401, 'E4010003')

it.each<[string, ProbeAnswer, ProbeAnswer | null, string]>([
  ['there is none', REFUSED, null, 'failed R3009'],
  ['PMH refuses it', REFUSED, answer(401, 'E4010003'), 'failed E4010003'],
  ['PMH refuses it with another status', REFUSED, answer(400, 'E4010003'), 'failed E4010003'],
  ['it is refused without a code', REFUSED, answer(401), 'failed HTTP401'],
  ['only it is refused', answer(405), answer(401, 'E4010001'), 'failed E4010001'],
  ['the method is all that is wrong with it', REFUSED, answer(405), 'ok'],
  ['it is taken', REFUSED, answer(200), 'ok'],
  ['the page is not there with it', REFUSED, answer(404), 'ok'],
  ['the file is missed with it', REFUSED, answer(400, 'E4000001'), 'ok'],
  ['the method comes before the token', answer(405), answer(405), 'omitted'],
  ['the page is not there at all', answer(404), answer(404), 'omitted'],
  ['everybody is welcome', answer(200), answer(200), 'omitted'],
  ['it is not allowed in', REFUSED, answer(403), 'omitted'],
  ['it is asked for too often', REFUSED, answer(429), 'omitted'],
  ['a proxy speaks', REFUSED, answer(407), 'omitted'],
  ['a server waits in vain', REFUSED, answer(408), 'omitted'],
  ['a server breaks over it', REFUSED, answer(500), 'omitted'],
  ['a gateway finds nobody', REFUSED, answer(503), 'omitted'],
  ['the way leads elsewhere', REFUSED, answer(302), 'omitted'],
])('a token, when %s', (_, without, withToken, expected) => {
  const { result, code } = judgeToken(without, withToken)
  expect([result, ...(code === undefined ? [] : [code])].join(' ')).toBe(expected)
})

it('says with which status a token cannot be judged', () => {
  expect(judgeToken(REFUSED, answer(503)).fact).toBe(diagnosisFact.tokenUnknown(503))
  expect(judgeToken(answer(405), answer(405)).fact).toBe(diagnosisFact.tokenUnknown(405))
})
