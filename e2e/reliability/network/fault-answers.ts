import { gzipSync } from 'node:zlib'
import {
  answer,
  answered,
  CHUNKED,
  chunks,
  flooded,
  type Headers,
  PAGE,
  PMH_ERROR,
  SERIAL,
  turnedAway,
  undeclared,
} from './fault-answer.ts'
import { type Ending, type FaultRow, row, smallRow } from './fault-row.ts'

const MIB = 1024 * 1024
const HTML = { 'content-type': 'text/html' }
/** Where PMH would take the file a second time. */
const ELSEWHERE = { location: '/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks' }
const GARBAGE = 'SSH-2.0-OpenSSH_9.6\r\n'
const SHIFT_JIS_ERROR = Buffer.from(PMH_ERROR.replace('rejected', '\x8d\x80\x96\xda'), 'latin1')

const cut = (body: Buffer) => answer(200, body).subarray(0, -9)
const headed = (headers: Headers) => (body: Buffer) => answer(200, body, headers)
const chunked = (end: string, headers: Headers = {}) => {
  return (body: Buffer) => answer(200, chunks(body, end), { ...CHUNKED, ...headers })
}

/** PMH does its part, the relay gets these bytes for PMH's answer, and then the connection goes on or ends. */
type Told = readonly [name: string, Ending, (body: Buffer) => Buffer | string, ('end' | 'reset')?]

const FORM: readonly Told[] = [
  ['FIN within the status line', 'unknown R2002', () => 'HTTP/1.1 20', 'end'],
  ['FIN within the head', 'unknown R2002', () => 'HTTP/1.1 200 OK\r\ncont', 'end'],
  ['RST within the answer', 'unknown R2005', cut, 'reset'],
  ['declared too long', 'unknown R2005', headed({ 'content-length': '999' }), 'end'],
  ['declared too short', 'unknown R2005', headed({ 'content-length': '9' })],
  ['two lengths', 'unknown R2002', headed({ 'content-length': ['52', '9'] })],
  ['chunks', 'accepted', chunked('0\r\n\r\n')],
  ['chunks with a trailer', 'accepted', chunked('0\r\nx: y\r\n\r\n')],
  ['chunks, one of a broken size', 'unknown R2005', chunked('zz\r\n')],
  ['chunks without an end', 'unknown R2005', chunked(''), 'end'],
  ['chunks without an end, closed', 'unknown R2005', chunked('', { connection: 'close' }), 'end'],
  ['chunks and a length', 'unknown R2002', chunked('0\r\n\r\n', { 'content-length': '9' })],
  ['HTTP/1.0', 'accepted', (body) => `HTTP/1.0 200 OK\r\n\r\n${body}`, 'end'],
  ['ended by FIN', 'accepted', (body) => undeclared(200, body), 'end'],
  // JSON shows by itself whether it is whole.
  ['ended by RST', 'accepted', (body) => undeclared(200, body), 'reset'],
  ['ended within by RST', 'unknown R2005', (body) => undeclared(200, body.subarray(0, -9)), 'reset'],
  ['two answers', 'accepted', (body) => `${answer(200, body)}${answer(200, SERIAL)}`],
  ['an answer and garbage', 'accepted', (body) => `${answer(200, body)}${GARBAGE}`],
  ['a TLS alert', 'unknown R2002', () => '\x15\x03\x01\x00\x02\x02\x46', 'end'],
  ['a header of 1 MB', 'unknown R2002', headed({ x: 'x'.repeat(MIB) })],
  ['1 MiB', 'accepted', (body) => answer(200, `${body}`.padEnd(MIB))],
]

/** The table of answers (docs/pmh-contract.md). */
const MEANING: readonly Told[] = [
  ['200 with nothing', 'unknown R2005', () => answer(200, '')],
  ['200 without a serial number', 'unknown R2003', () => answer(200, '{"result":"OK"}')],
  ['201', 'accepted', (body) => answer(201, body)],
  ['204', 'unknown R2005', () => undeclared(204, '')],
  ['101', 'unknown R2002', () => undeclared(101, '', { upgrade: 'x', connection: 'upgrade' })],
  ['301', 'unknown R2007', () => answer(301, '', ELSEWHERE)],
  ['302', 'unknown R2007', () => answer(302, '', ELSEWHERE)],
  ['303', 'unknown R2007', () => answer(303, '', ELSEWHERE)],
  ['503 that is cut off', 'unknown R2006', () => answer(503, PAGE).subarray(0, -9), 'end'],
  ['a byte order mark', 'accepted', (body) => answer(200, `\ufeff${body}`)],
  ['UTF-16', 'unknown R2005', (body) => answer(200, Buffer.from(`${body}`, 'utf16le'))],
  ['a charset that is wrong', 'accepted', headed({ 'content-type': 'text/html; charset=Shift_JIS' })],
  ['gzip', 'unknown R2005', (body) => answer(200, gzipSync(body), { 'content-encoding': 'gzip' })],
  ['headers twice', 'accepted', headed({ 'content-type': ['a/b', 'c/d'], 'set-cookie': ['a=b', 'a=c'] })],
]

/** The same whether the request was small or large. */
const OF_BOTH: readonly Told[] = [
  ['FIN within the answer', 'unknown R2005', cut, 'end'],
  ['garbage', 'unknown R2002', () => GARBAGE],
  ['1 MiB and a byte', 'unknown R2004', (body) => answer(200, `${body}`.padEnd(MIB + 1))],
  ['200 with a page', 'unknown R2005', () => answer(200, PAGE, HTML)],
  ['502 with a page', 'unknown R2006', () => answer(502, PAGE, HTML)],
]

/** Answers of somebody before PMH, which never has the file. */
const TURNED_AWAY: readonly FaultRow[] = [
  row('307', 'failed R1009', turnedAway(answer(307, '', ELSEWHERE))),
  row('308', 'failed R1009', turnedAway(answer(308, '', ELSEWHERE))),
  smallRow('407', 'unreached R1005', turnedAway(answer(407, PAGE, HTML))),
  smallRow('429', 'failed R1008', turnedAway(answer(429, PAGE, HTML))),
  smallRow('500', 'rejected HTTP500', turnedAway(answer(500, PAGE, HTML))),
  smallRow('503 with a code', 'rejected E4000012', turnedAway(answer(503, PMH_ERROR))),
  smallRow('400 in Shift_JIS', 'rejected E4000012', turnedAway(answer(400, SHIFT_JIS_ERROR))),
]

const ENDLESS: readonly (readonly [string, Ending, (body: Buffer) => Buffer | string, string])[] = [
  ['chunks', 'unknown R2004', () => answer(200, '', CHUNKED), `10000\r\n${' '.repeat(65_536)}\r\n`],
  ['length', 'unknown R2004', () => answer(200, '', { 'content-length': '9999999999' }), ' '.repeat(MIB)],
  ['header', 'unknown R2002', () => 'HTTP/1.1 200 X\r\nx: ', 'x'.repeat(MIB)],
  ['headers', 'unknown R2002', () => 'HTTP/1.1 200 X\r\n', 'x: y\r\n'.repeat(9999)],
  ['trailers', 'unknown R2005', chunked('0\r\n'), 'x: y\r\n'.repeat(9999)],
]

/** Faults of the answer. */
export const ANSWER_FAULTS: readonly FaultRow[] = [
  row('byte by byte', 'accepted', async (exchange) => exchange.drip((await exchange.arrive()).raw)),
  ...[...FORM, ...MEANING].map(([name, ending, make, then]) => smallRow(name, ending, answered(make, then))),
  ...OF_BOTH.map(([name, ending, make, then]) => row(name, ending, answered(make, then))),
  ...TURNED_AWAY,
  ...ENDLESS.map(([what, ending, begin, chunk]) =>
    smallRow(`endless ${what}`, ending, flooded(begin, chunk)),
  ),
]
