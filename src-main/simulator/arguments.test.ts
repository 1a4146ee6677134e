import { describe, expect, it } from 'vitest'
import { parseSimulatorArguments } from './arguments.ts'

const DEFAULTS = { port: 0, tokens: ['T1'], tlsFiles: null, recordFile: null, behaviours: [] }

describe('parseSimulatorArguments', () => {
  it('needs a token and nothing else', () => {
    expect(parseSimulatorArguments(['--token', 'T1'])).toEqual({ kind: 'run', arguments: DEFAULTS })
  })

  it('reads everything, in any order', () => {
    const argv =
      '--record r.jsonl --token T1 --tls c.pem k.pem --port 8443 --token=T2 --behave stall --behave delay:5'
    expect(parseSimulatorArguments(argv.split(' '))).toEqual({
      kind: 'run',
      arguments: {
        port: 8443,
        tokens: ['T1', 'T2'],
        tlsFiles: { cert: 'c.pem', key: 'k.pem' },
        recordFile: 'r.jsonl',
        behaviours: ['stall', { kind: 'delay', ms: 5 }],
      },
    })
  })

  it.each([['--help'], ['-h'], ['--token', 'T1', '--help']])('shows the help for %s', (...argv) => {
    expect(parseSimulatorArguments(argv)).toEqual({ kind: 'help' })
  })

  it.each([
    ['', '--token'],
    ['--token', '--token'],
    ['--token=', '--token'],
    ['--token T1 --port', '--port'],
    ['--token T1 --port 65536', '--port'],
    ['--token T1 --port -1', '--port'],
    ['--token T1 --port 1.5', '--port'],
    ['--token T1 --port --record', '--port'],
    ['--token T1 --tls', '--tls'],
    ['--token T1 --tls c.pem', '--tls'],
    ['--tls c.pem --token T1', '--tls'],
    ['--token T1 --record', '--record'],
    ['--token T1 --behave explode', '--behave'],
    ['--token T1 --behave delay:x', '--behave'],
    ['--token T1 --verbose', '--verbose'],
    ['--token T1 -x', '-x'],
    ['--token T1 extra', 'extra'],
  ])('refuses "%s" and names %s', (line, argument) => {
    const argv = line === '' ? [] : line.split(' ')
    expect(parseSimulatorArguments(argv)).toMatchObject({ kind: 'refused', problem: { argument } })
  })

  it.each(['with blank', 'あ', 'x'.repeat(8193)])('refuses a token without repeating it: %.12s', (token) => {
    const parsed = parseSimulatorArguments(['--token', token])
    expect(parsed).toMatchObject({ kind: 'refused', problem: { argument: '--token' } })
    expect(JSON.stringify(parsed)).not.toContain(token)
  })
})
