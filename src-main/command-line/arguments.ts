import { parseArgs } from 'node:util'
import { argumentProblem } from '../../src-shared/text/ja/command-line.ts'

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'history'; readonly dataDir: string }
  /** Whether the records are as the program wrote them. */
  | { readonly kind: 'verify'; readonly dataDir: string }
  /** Takes 管理者ロック away. */
  | { readonly kind: 'reset-lock'; readonly dataDir: string }
  | ({ readonly kind: 'relay'; readonly dataDir: string; readonly once: boolean } & Inputs)
  /** `dataDir` null: `config` is there. */
  | ({ readonly kind: 'diagnose'; readonly dataDir: string | null; readonly json: boolean } & Inputs)

/** Settings and mapping, as the official batch takes them. */
export interface Inputs {
  readonly config: string | null
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

/**
 * Reads the official command line and ours. Every refusal is one line that names argument, value and rule.
 * @param defaultDataDir the data folder of a line without `--data-dir`; null: it has to be given
 */
export function parseCommandLine(argv: readonly string[], defaultDataDir: string | null = null): Parsed {
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
  return interpret(values, positionals, defaultDataDir)
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

function interpret(
  values: ReadonlyMap<string, readonly string[]>,
  positionals: readonly string[],
  defaultDataDir: string | null,
): Parsed {
  const one = (name: string) => values.get(name)?.[0] ?? null
  if (values.has('help')) return { ok: true, value: { kind: 'help' } }
  const dataDir = one('data-dir') ?? defaultDataDir
  const [command, ...rest] = positionals
  if (command === 'diagnose') return interpretDiagnose(dataDir, values, rest)
  if (dataDir === null) return { ok: false, line: argumentProblem.dataDirMissing() }
  if (command === 'history') return interpretHistory(dataDir, values, rest)
  if (command === 'verify' || command === 'reset-lock') return interpretBare(command, dataDir, values, rest)
  if (values.has('json')) return { ok: false, line: argumentProblem.unknown('--json') }
  const inputs = interpretInputs(values, positionals)
  if (typeof inputs === 'string') return { ok: false, line: inputs }
  return { ok: true, value: { kind: 'relay', dataDir, once: values.has('once'), ...inputs } }
}

/** @returns why they are refused, in one line */
function interpretInputs(
  values: ReadonlyMap<string, readonly string[]>,
  mappingArguments: readonly string[],
): Inputs | string {
  const mappingFile = values.get('mapping')?.[0] ?? null
  if (mappingFile !== null && mappingArguments.length > 0) return argumentProblem.mappingBoth()
  const config = values.get('config')?.[0] ?? null
  return { config, sets: values.get('set') ?? [], mappingArguments, mappingFile }
}

/** Without `--config` the data folder's own settings and mapping are used, unmixed. */
export function needsConfig({ config, sets, mappingArguments, mappingFile }: Inputs): boolean {
  return config === null && (sets.length > 0 || mappingArguments.length > 0 || mappingFile !== null)
}

function interpretDiagnose(
  dataDir: string | null,
  values: ReadonlyMap<string, readonly string[]>,
  rest: readonly string[],
): Parsed {
  if (values.has('once')) return { ok: false, line: argumentProblem.diagnoseOnce() }
  const inputs = interpretInputs(values, rest)
  if (typeof inputs === 'string') return { ok: false, line: inputs }
  if (dataDir === null && inputs.config === null)
    return { ok: false, line: argumentProblem.diagnoseNothing() }
  if (needsConfig(inputs)) return { ok: false, line: argumentProblem.needsConfig() }
  return { ok: true, value: { kind: 'diagnose', dataDir, json: values.has('json'), ...inputs } }
}

/** @returns an argument that a command does not take, as it may be shown: a bare one may be a token */
function extraArgument(
  values: ReadonlyMap<string, readonly string[]>,
  rest: readonly string[],
  taken: readonly string[],
): string | null {
  if (rest[0] !== undefined) return '…'
  const name = [...values.keys()].find((key) => !taken.includes(key))
  return name === undefined ? null : `--${name}`
}

/** A command with a data folder and nothing else. */
function interpretBare(
  kind: 'verify' | 'reset-lock',
  dataDir: string,
  values: ReadonlyMap<string, readonly string[]>,
  rest: readonly string[],
): Parsed {
  const extra = extraArgument(values, rest, ['data-dir'])
  if (extra !== null) return { ok: false, line: argumentProblem.bareExtra(kind, extra) }
  return { ok: true, value: { kind, dataDir } }
}

function interpretHistory(
  dataDir: string,
  values: ReadonlyMap<string, readonly string[]>,
  rest: readonly string[],
): Parsed {
  const extra = extraArgument(values, rest, ['data-dir', 'json'])
  if (extra !== null) return { ok: false, line: argumentProblem.historyExtra(extra) }
  if (!values.has('json')) return { ok: false, line: argumentProblem.historyJson() }
  return { ok: true, value: { kind: 'history', dataDir } }
}
