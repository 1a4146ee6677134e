import { parseMapping } from '../../src-shared/domain/mapping.ts'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import {
  isSettingKey,
  missingSettings,
  parseSettings,
  type RawSettings,
  type SettingKey,
} from '../../src-shared/domain/settings.ts'
import { argumentProblem, unknownKeyNotice } from '../../src-shared/text/ja/command-line.ts'
import { mappingProblemLine, settingProblemLine } from '../../src-shared/text/ja/settings.ts'
import type { RunConfiguration } from '../compose.ts'
import { readConfigXml } from '../official/config-xml.ts'
import { mappingLines } from '../official/mapping-lines.ts'
import { decodePlainText } from '../official/text-encoding.ts'
import type { Inputs } from './arguments.ts'
import { readBounded } from './bounded-input.ts'

export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly notices: readonly string[] }
  | { readonly ok: false; readonly lines: readonly string[] }

/**
 * Settings and mapping of a run with `--config`: the file and the arguments are all there is; nothing is stored.
 * @param mapping `optional`: nothing is said of one that was not given at all
 */
export async function readRunConfiguration(
  invocation: Inputs & { readonly config: string },
  mapping: 'needed' | 'optional' = 'needed',
): Promise<Outcome<RunConfiguration>> {
  const file = await readConfigFile(invocation.config)
  if (!file.ok) return file
  const sets = readSets(invocation.sets)
  if (!sets.ok) return sets
  const parsed = parseSettings(
    { ...file.value, ...sets.value },
    process.platform === 'win32' ? 'windows' : 'posix',
  )
  const problems = parsed.ok ? missingSettings(parsed.settings) : parsed.problems
  const folders =
    mapping === 'optional' && isUnmapped(invocation) ? NO_FOLDERS : await readMapping(invocation)
  const lines = [...problems.map(settingProblemLine), ...(folders.ok ? [] : folders.lines)]
  if (!parsed.ok || !folders.ok || lines.length > 0) return { ok: false, lines }
  return { ok: true, value: { settings: parsed.settings, folders: folders.value }, notices: file.notices }
}

const NO_FOLDERS: Outcome<RunConfiguration['folders']> = { ok: true, value: [], notices: [] }

function isUnmapped({ mappingArguments, mappingFile }: Inputs): boolean {
  return mappingArguments.length === 0 && mappingFile === null
}

async function readConfigFile(file: string): Promise<Outcome<RawSettings>> {
  let bytes: Buffer
  try {
    bytes = await readBounded(file)
  } catch (error) {
    return { ok: false, lines: [argumentProblem.configFile(shownFile(file), errnoOf(error))] }
  }
  const read = readConfigXml(bytes)
  if (!read.ok) return { ok: false, lines: [argumentProblem.configForm(shownFile(file), read.problem.kind)] }
  return { ok: true, value: read.raw, notices: read.unknownKeys.map(unknownKeyNotice) }
}

/** `--set Key=Value`, later ones win. */
export function readSets(sets: readonly string[]): Outcome<RawSettings> {
  const raw: Partial<Record<SettingKey, string>> = {}
  for (const item of sets) {
    const equals = item.indexOf('=')
    const key = item.slice(0, equals)
    // Without an equals sign the text may be a lone secret, so it is not repeated.
    if (equals < 1) return { ok: false, lines: [argumentProblem.setForm('…')] }
    if (!isSettingKey(key)) return { ok: false, lines: [argumentProblem.setUnknown(shownKey(key))] }
    raw[key] = item.slice(equals + 1)
  }
  return { ok: true, value: raw, notices: [] }
}

/** A secret may hold an equals sign too, so that only what looks like a mistyped key is repeated. */
function shownKey(key: string): string {
  return /^[A-Za-z]{1,40}$/.test(key) ? key : '…'
}

/** Whoever gives `TOKEN|FOLDER` in place of a file shall not find the token in the message. */
function shownFile(file: string): string {
  return file.includes('|') ? '…' : file
}

/** The mapping from the arguments, a file or standard input. */
export async function readMapping(invocation: Inputs): Promise<Outcome<RunConfiguration['folders']>> {
  let entries = invocation.mappingArguments
  if (invocation.mappingFile !== null) {
    const file = invocation.mappingFile
    try {
      const text = decodePlainText(await readBounded(file))
      if (text === null)
        return { ok: false, lines: [argumentProblem.mappingFile(shownFile(file), 'encoding')] }
      entries = mappingLines(text)
    } catch (error) {
      return { ok: false, lines: [argumentProblem.mappingFile(shownFile(file), errnoOf(error))] }
    }
  }
  const mapping = parseMapping(entries)
  if (!mapping.ok) return { ok: false, lines: mapping.problems.map(mappingProblemLine) }
  return { ok: true, value: mapping.entries, notices: [] }
}
