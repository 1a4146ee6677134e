import { KANA, KANA_VOWELS } from './invariant-order-table.ts'
import {
  createWeights,
  DEFAULT_WEIGHT,
  type HyphenWeights,
  type KanaWeights,
  kanaPrimary,
  type PlainWeights,
  type Weights,
} from './invariant-weights.ts'

/**
 * The order of .NET Framework's `StringComparer.InvariantCulture` (NLS word sort), by which the official batch sends
 * several files of one folder (manual 2.1, No 14). It is neither code point order nor that of any Intl.Collator:
 * `co-op` stands next to `coop`, `ア` before `あ`, `10` before `2`. A key has several levels over the whole string,
 * and a level counts only where all before it are equal.
 */

/** Below every weight, so that the shorter of two levels comes first. */
const LEVEL_END = '\u0001'
/** A repeating or lengthening sign with nothing before it sorts after everything. */
const NOTHING_BEFORE = '\uffff'
/** Later hyphens weigh less; beyond this position they weigh the same. */
const LAST_HYPHEN_POSITION = 0xff00

/** The key while it grows; a weight is one UTF-16 unit. */
interface Levels {
  primary: string
  /** Voicing and accents. */
  secondary: string
  /** Stands for marks with nothing before them: more than no mark, less than any on a character. */
  strayMark: string
  /** Case and width of all but kana. */
  tertiary: string
  /** Kana, in passes over the whole string: small; repeating or lengthening sign; katakana; half-width. */
  sizes: string
  signs: string
  scripts: string
  widths: string
  hyphens: string
  /** What a sign or a mark that follows refers to. */
  last: PlainWeights | KanaWeights | HyphenWeights | null
  /** The same, past hyphens. */
  lastBeforeHyphen: PlainWeights | KanaWeights | null
}

let weightsOf: ReturnType<typeof createWeights> | undefined

/** The sort key of a string: two strings compare as their keys do with `<`. To be kept where many are compared. */
export function invariantSortKey(text: string): string {
  // Made at the first use, not at import; it remembers what it worked out about characters.
  weightsOf ??= createWeights()
  const levels: Levels = {
    primary: '',
    secondary: '',
    strayMark: '',
    tertiary: '',
    sizes: '',
    signs: '',
    scripts: '',
    widths: '',
    hyphens: '',
    last: null,
    lastBeforeHyphen: null,
  }
  for (const character of text) for (const weights of weightsOf(character)) add(levels, weights)
  const { primary, sizes, signs, scripts, widths, hyphens } = levels
  const marks = withoutDefaults(levels.secondary) || levels.strayMark
  const forms = withoutDefaults(levels.tertiary)
  return [primary, marks, forms, sizes, signs, scripts, widths, hyphens].join(LEVEL_END)
}

/**
 * Compares as .NET's `StringComparer.InvariantCulture`. To sort many strings use {@link sortInvariant}.
 * @returns 0 also for some strings that differ, as in .NET
 */
export function compareInvariant(a: string, b: string): number {
  return a === b ? 0 : compareKeys(invariantSortKey(a), invariantSortKey(b))
}

/** A new list in InvariantCulture order; names that compare as equal stay in the order given. */
export function sortInvariant(names: readonly string[]): string[] {
  const keyed = names.map((name) => ({ name, key: invariantSortKey(name) }))
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ name }) => name)
}

function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function add(levels: Levels, weights: Weights): void {
  switch (weights.kind) {
    case 'plain':
      addWeights(levels, weights.primary, weights.secondary, weights.tertiary)
      levels.last = levels.lastBeforeHyphen = weights
      break
    case 'kana':
      addKana(levels, weights, 0)
      levels.last = levels.lastBeforeHyphen = weights
      break
    case 'lengthening':
      addLengthening(levels, weights.width)
      break
    case 'repeating':
      addRepeating(levels, weights.secondary)
      break
    case 'mark':
      addMark(levels, weights.secondary)
      break
    case 'hyphen':
      addHyphen(levels, weights)
      break
  }
}

function addWeights(levels: Levels, primary: string, secondary: number, tertiary: number): void {
  levels.primary += primary
  levels.secondary += String.fromCharCode(secondary)
  levels.tertiary += String.fromCharCode(tertiary)
}

/** @param sign 0 a kana itself, 1 one that is repeated (ゝ), 2 one that is lengthened (ー): in this order */
function addKana(levels: Levels, kana: Omit<KanaWeights, 'kind'>, sign: 0 | 1 | 2, secondary = 0): void {
  addWeights(levels, kanaPrimary(kana.place), DEFAULT_WEIGHT + secondary, DEFAULT_WEIGHT)
  levels.sizes += String.fromCharCode(DEFAULT_WEIGHT + kana.size)
  levels.signs += String.fromCharCode(DEFAULT_WEIGHT + sign)
  levels.scripts += String.fromCharCode(DEFAULT_WEIGHT + kana.script)
  levels.widths += String.fromCharCode(DEFAULT_WEIGHT + kana.width)
}

/** The one that stands earlier, counted in characters of the first level, makes its string the greater one. */
function addHyphen(levels: Levels, hyphen: HyphenWeights): void {
  const position = Math.min(levels.tertiary.length, LAST_HYPHEN_POSITION)
  levels.hyphens += String.fromCharCode(0xffff - position, DEFAULT_WEIGHT + hyphen.place)
  levels.last = hyphen
}

/** ー takes the vowel of the kana before it, and repeats anything else. */
function addLengthening(levels: Levels, width: 0 | 1): void {
  const { last } = levels
  if (last?.kind === 'kana') {
    const vowel = KANA.indexOf(KANA_VOWELS[last.place] ?? '')
    addKana(levels, { place: vowel, size: 1, script: last.script, width }, 2)
  } else repeatOther(levels, 0)
}

function addRepeating(levels: Levels, secondary: number): void {
  const { last } = levels
  if (last?.kind === 'kana') addKana(levels, last, 1, secondary)
  else repeatOther(levels, secondary)
}

/** @param secondary on top of the default */
function repeatOther(levels: Levels, secondary: number): void {
  const { last } = levels
  if (last?.kind === 'hyphen') addHyphen(levels, last)
  else if (last?.kind === 'plain')
    addWeights(levels, last.primary, DEFAULT_WEIGHT + secondary, DEFAULT_WEIGHT)
  else addWeights(levels, NOTHING_BEFORE, DEFAULT_WEIGHT, DEFAULT_WEIGHT)
}

/** @param secondary on top of what the character has; a mark on a hyphen is lost */
function addMark(levels: Levels, secondary: number): void {
  const before = levels.secondary.charCodeAt(levels.secondary.length - 1)
  if (levels.last?.kind === 'hyphen') levels.last = levels.lastBeforeHyphen
  else if (Number.isNaN(before)) levels.strayMark = String.fromCharCode(DEFAULT_WEIGHT)
  else {
    levels.secondary = levels.secondary.slice(0, -1) + String.fromCharCode(before + secondary)
  }
}

/** Defaults at the end are cut off: they are the least weight there is. */
function withoutDefaults(weights: string): string {
  let end = weights.length
  while (end > 0 && weights.charCodeAt(end - 1) === DEFAULT_WEIGHT) end -= 1
  return weights.slice(0, end)
}
