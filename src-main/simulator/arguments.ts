import { parseArgs } from 'node:util'
import { tokenProblem } from '../../src-shared/domain/mapping.ts'
import { type Behaviour, parseBehaviourArgument } from './behaviour.ts'

export interface SimulatorArguments {
  readonly port: number
  readonly tokens: readonly string[]
  readonly tlsFiles: { readonly cert: string; readonly key: string } | null
  readonly recordFile: string | null
  readonly behaviours: readonly Behaviour[]
}

/** The first refused argument. A token is never repeated in `value`. */
export interface ArgumentProblem {
  readonly argument: string
  readonly value: string
  /** In Japanese. */
  readonly rule: string
}

export type ArgumentsResult =
  | { readonly kind: 'run'; readonly arguments: SimulatorArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly problem: ArgumentProblem }

/** Reads the command line of `npm run simulator`, without the program's own name. */
export function parseSimulatorArguments(argv: readonly string[]): ArgumentsResult {
  const { rest, tlsFiles, problem } = takeTlsFiles(argv)
  if (problem !== null) return { kind: 'refused', problem }
  const { values, tokens } = parseArgs({
    args: rest,
    // Not strict: the built-in messages are English and do not name the rule.
    strict: false,
    tokens: true,
    options: {
      port: { type: 'string' },
      token: { type: 'string', multiple: true },
      record: { type: 'string' },
      behave: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help === true) return { kind: 'help' }
  for (const token of tokens) {
    if (token.kind === 'positional') return refused(token.value, '', '引数の名前（--port など）が必要です')
    if (token.kind === 'option' && !['port', 'token', 'record', 'behave', 'help'].includes(token.name)) {
      return refused(token.rawName, token.value ?? '', 'この引数はありません（--help で一覧を表示）')
    }
    if (token.kind === 'option' && token.name !== 'help' && !token.value) {
      return refused(token.rawName, '', '値が必要です')
    }
  }
  return checkValues(values, tlsFiles)
}

type Values = Readonly<Record<string, undefined | boolean | string | (string | boolean)[]>>

function checkValues(values: Values, tlsFiles: SimulatorArguments['tlsFiles']): ArgumentsResult {
  const port = String(values.port ?? '0')
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) return refused('--port', port, '0～65535の整数')
  const tokens = strings(values.token)
  if (tokens.length === 0) return refused('--token', '', '一つ以上必要です')
  if (tokens.some((token) => tokenProblem(token) !== null)) {
    return refused('--token', '（省略）', '空白を含まない半角英数記号、8192文字以内')
  }
  const behaviours: Behaviour[] = []
  for (const text of strings(values.behave)) {
    const parsed = parseBehaviourArgument(text)
    if (!parsed.ok) return refused('--behave', text, `${parsed.field}: ${parsed.rule}`)
    behaviours.push(parsed.behaviour)
  }
  const recordFile = typeof values.record === 'string' ? values.record : null
  return { kind: 'run', arguments: { port: Number(port), tokens, tlsFiles, recordFile, behaviours } }
}

/** `--tls` takes two values, which parseArgs has no word for. */
function takeTlsFiles(argv: readonly string[]): {
  rest: string[]
  tlsFiles: SimulatorArguments['tlsFiles']
  problem: ArgumentProblem | null
} {
  const place = argv.indexOf('--tls')
  if (place < 0) return { rest: [...argv], tlsFiles: null, problem: null }
  const [cert, key] = argv.slice(place + 1, place + 3)
  const rest = [...argv.slice(0, place), ...argv.slice(place + 3)]
  if (cert === undefined || key === undefined || cert.startsWith('--') || key.startsWith('--')) {
    const value = cert === undefined || cert.startsWith('--') ? '' : cert
    return {
      rest,
      tlsFiles: null,
      problem: { argument: '--tls', value, rule: '証明書と秘密鍵の2つのファイルが必要です' },
    }
  }
  return { rest, tlsFiles: { cert, key }, problem: null }
}

function strings(value: Values[string]): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function refused(argument: string, value: string, rule: string): ArgumentsResult {
  return { kind: 'refused', problem: { argument, value, rule } }
}
