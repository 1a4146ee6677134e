import { parseArgs } from 'node:util'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'history'; readonly dataDir: string }
  | {
      readonly kind: 'relay'
      readonly dataDir: string
      readonly config: string | null
      readonly once: boolean
      readonly sets: readonly string[]
      /** The official service arguments. */
      readonly mappingArguments: readonly string[]
      /** A path, or `-` for standard input. */
      readonly mappingFile: string | null
    }

export type Parsed =
  | { readonly ok: true; readonly value: Invocation }
  | { readonly ok: false; readonly line: string }

const WITH_VALUE = ['config', 'data-dir', 'set', 'mapping']
const FLAGS = ['once', 'json', 'help', 'headless']

/** Reads the official command line and ours. Every refusal is one line that names argument, value and rule. */
export function parseCommandLine(argv: readonly string[]): Parsed {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries([
      ...WITH_VALUE.map((name) => [name, { type: 'string' as const }]),
      ...FLAGS.map((name) => [name, { type: 'boolean' as const }]),
      ['h', { type: 'boolean' as const }],
    ]),
  })
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') {
      positionals.push(token.value)
      continue
    }
    const name = token.name === 'h' ? 'help' : token.name
    // `--data-dir --once` lacks a value; what really starts so can be given as `--data-dir=--once`.
    const isNext = token.inlineValue === false && token.value.startsWith('--')
    const problem = optionProblem(name, token.rawName, isNext ? undefined : token.value, values)
    if (problem !== null) return { ok: false, line: problem }
    values.set(name, [...(values.get(name) ?? []), token.value ?? ''])
  }
  return interpret(values, positionals)
}

function optionProblem(
  name: string,
  rawName: string,
  value: string | undefined,
  values: ReadonlyMap<string, unknown>,
): string | null {
  if (WITH_VALUE.includes(name)) {
    if (value === undefined || value === '') return argumentProblem.missingValue(rawName)
    return name !== 'set' && values.has(name) ? argumentProblem.twice(rawName) : null
  }
  if (!FLAGS.includes(name)) return argumentProblem.unknown(shownName(rawName))
  return value === undefined ? null : argumentProblem.noValueAllowed(rawName)
}

/** A token may start with hyphens, so that only what looks like a mistyped name is repeated. */
function shownName(rawName: string): string {
  return /^--[A-Za-z][A-Za-z-]{0,19}$/.test(rawName) ? rawName : '-…'
}

function interpret(values: ReadonlyMap<string, readonly string[]>, positionals: readonly string[]): Parsed {
  const one = (name: string) => values.get(name)?.[0] ?? null
  if (values.has('help')) return { ok: true, value: { kind: 'help' } }
  const dataDir = one('data-dir')
  if (dataDir === null) return { ok: false, line: argumentProblem.dataDirMissing() }
  if (positionals[0] === 'history') return interpretHistory(dataDir, values, positionals.slice(1))
  if (values.has('json')) return { ok: false, line: argumentProblem.unknown('--json') }
  const mappingFile = one('mapping')
  if (mappingFile !== null && positionals.length > 0)
    return { ok: false, line: argumentProblem.mappingBoth() }
  return {
    ok: true,
    value: {
      kind: 'relay',
      dataDir,
      config: one('config'),
      once: values.has('once'),
      sets: values.get('set') ?? [],
      mappingArguments: positionals,
      mappingFile,
    },
  }
}

function interpretHistory(
  dataDir: string,
  values: ReadonlyMap<string, readonly string[]>,
  rest: readonly string[],
): Parsed {
  const extra = rest[0] ?? [...values.keys()].find((name) => name !== 'data-dir' && name !== 'json')
  if (extra !== undefined) {
    // A bare argument may be a token, so it is not repeated.
    const shown = rest[0] === undefined ? `--${extra}` : '…'
    return { ok: false, line: argumentProblem.historyExtra(shown) }
  }
  if (!values.has('json')) return { ok: false, line: argumentProblem.historyJson() }
  return { ok: true, value: { kind: 'history', dataDir } }
}
