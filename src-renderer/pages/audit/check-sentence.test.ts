import { expect, it } from 'vitest'
import type { RecordCheckState } from '../../../src-shared/ipc/answer-shapes.ts'
import { checkSentence } from './check-sentence.ts'

const WHAT_FOR = '送信履歴と操作記録が書き換えられていないことを、鍵付きのしるしで確かめます。'
const FINE = '2026/11/20 13:50:26に1,234件を検証しました。書き換えは見つかりませんでした。'
const LATER = 'そのあとの記録は、まだ検証していません。'

type Report = Extract<RecordCheckState, { state: 'done' }>['report']

function done(part: Partial<Report>, grown = false): RecordCheckState {
  const report = { rows: 1234, faults: 0, findings: [], fingerprint: '', accepted: false, ...part }
  return { state: 'done', at: '2026-11-20T13:50:26', report, grown }
}

it.each<[string, RecordCheckState, string]>([
  ['before the first check', { state: 'never' }, WHAT_FOR],
  ['a check that found nothing to look at proves nothing', done({ rows: 0 }, true), WHAT_FOR],
  [
    'while they are checked',
    { state: 'running', rows: 5000 },
    '記録を検証しています（5,000件）。ほかの操作は続けられます。',
  ],
  ['all of them fit', done({}), FINE],
  ['all that was checked fits, and there is more by now', done({}, true), `${FINE}${LATER}`],
  [
    'staff have seen what does not fit',
    done({ faults: 2, accepted: true }, true),
    `2026/11/20 13:50:26に検証しました。合わない記録2件は、確認済みです。新しい書き換えは見つかりませんでした。${LATER}`,
  ],
  [
    'a check that could not be made',
    { state: 'failed', at: '2026-11-20T13:50:26', code: 'R4001', detail: '' },
    '記録を検証できませんでした。',
  ],
])('%s', (_, check, sentence) => {
  expect(checkSentence(check)).toBe(sentence)
})
