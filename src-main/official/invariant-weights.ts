import {
  COMPATIBILITY_KANJI,
  ENCLOSED_KANJI,
  EXPANSIONS,
  HYPHENS,
  KANA,
  MARK_WEIGHTS,
  plainGroups,
  SECONDARY_WEIGHTS,
  SMALL_KANA,
  SQUARED_WORDS,
  TERTIARY_WEIGHTS,
} from './invariant-order-table.ts'

/** A character with a weight of its own in the first level. */
export interface PlainWeights {
  readonly kind: 'plain'
  readonly primary: string
  readonly secondary: number
  readonly tertiary: number
}

/** A kana: which plain hiragana it is led back to, and how it differs from it; smaller numbers sort first. */
export interface KanaWeights {
  readonly kind: 'kana'
  /** Counts the plain hiragana from 0. */
  readonly place: number
  /** 0 small, 1 normal */
  readonly size: 0 | 1
  /** 0 katakana, 1 hiragana */
  readonly script: 0 | 1
  /** 0 half, 1 full */
  readonly width: 0 | 1
}

/** Left out of every level but the last. */
export interface HyphenWeights {
  readonly kind: 'hyphen'
  readonly place: number
}

/** What one character brings into the sort key. */
export type Weights =
  | PlainWeights
  | KanaWeights
  | HyphenWeights
  /** ー */
  | { readonly kind: 'lengthening'; readonly width: 0 | 1 }
  /** ゝ 々; the secondary weight comes on top of the default. */
  | { readonly kind: 'repeating'; readonly secondary: number }
  /** An accent or voicing; comes on top of the secondary weight before it. */
  | { readonly kind: 'mark'; readonly secondary: number }

export const DEFAULT_WEIGHT = 2

const UPPER_CASE = 0x10
const FULL_WIDTH = 1
const VOICED = 1
const SEMI_VOICED = 2
/** What 々 has more than ゝ. */
const IDEOGRAPHIC = 3

/** Primary weights ascend from block to block; kanji are their own weight. */
const PLAIN_BLOCK = 0x0100
const KANA_BLOCK = 0x2000
const SQUARED_BLOCK = 0x2100
const PRIVATE_USE = '\u2200'
const HANGUL = '\u2300'
const ENCLOSED_BLOCK = 0x2400
const ELSEWHERE = '\ua000'

export function kanaPrimary(place: number): string {
  return String.fromCharCode(KANA_BLOCK + place)
}

/** @returns a function from a character (one code point) to its weights; it remembers what it worked out */
export function createWeights(): (character: string) => readonly Weights[] {
  const known = new Map<string, readonly Weights[]>(listedWeights())

  function weightsOf(character: string): readonly Weights[] {
    const found = known.get(character)
    if (found !== undefined) return found
    const weights = workOut(character)
    known.set(character, weights)
    return weights
  }

  function workOut(character: string): readonly Weights[] {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x4e00 && code <= 0x9fff) return [plain(character)]
    if (code >= 0xac00 && code <= 0xd7a3) return [plain(HANGUL + character)]
    if (code >= 0xe000 && code <= 0xf8ff) return [plain(PRIVATE_USE + character)]
    const parts = EXPANSIONS[character] ?? character.normalize('NFD')
    if (parts !== character) return [...parts].flatMap(weightsOf)
    // Controls, formats, variation selectors and halves of a pair have no place in the order.
    if (/^[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}]$/u.test(character)) return []
    // Two units above every separator, in the order of code points.
    return [
      plain(ELSEWHERE + String.fromCharCode((code >> 12) + DEFAULT_WEIGHT, (code & 0xfff) + DEFAULT_WEIGHT)),
    ]
  }

  return weightsOf
}

function plain(primary: string, secondary = DEFAULT_WEIGHT, tertiary = DEFAULT_WEIGHT): PlainWeights {
  return { kind: 'plain', primary, secondary, tertiary }
}

function* listedWeights(): Generator<[string, readonly Weights[]]> {
  yield* plainWeights()
  yield* blockWeights(SQUARED_WORDS, SQUARED_BLOCK)
  yield* blockWeights(ENCLOSED_KANJI, ENCLOSED_BLOCK)
  for (const [kanji, other] of pairs(COMPATIBILITY_KANJI)) yield [kanji, [plain(other)]]
  yield* kanaWeights()
  yield* signWeights()
}

function* plainWeights(): Generator<[string, readonly Weights[]]> {
  const secondaries = hexadecimals(SECONDARY_WEIGHTS)
  const tertiaries = hexadecimals(TERTIARY_WEIGHTS)
  for (const [place, group] of plainGroups().entries()) {
    const primary = String.fromCharCode(PLAIN_BLOCK + place)
    for (const character of group) {
      const tertiary = tertiaries.get(character) ?? caseAndWidth(character)
      yield [character, [plain(primary, secondaries.get(character), tertiary)]]
    }
  }
}

function caseAndWidth(character: string): number {
  const isUpper = character.toLowerCase() !== character
  const isFull = /[\u3000\uff01-\uff5e\uffe0-\uffe6]/.test(character)
  return DEFAULT_WEIGHT + (isUpper ? UPPER_CASE : 0) + (isFull ? FULL_WIDTH : 0)
}

function* blockWeights(characters: string, block: number): Generator<[string, readonly Weights[]]> {
  for (const [place, character] of [...characters].entries()) {
    yield [character, [plain(String.fromCharCode(block + place))]]
  }
}

/** Katakana stand 0x60 behind their hiragana; the half-width ones lead back to katakana by NFKC. */
function* kanaWeights(): Generator<[string, readonly Weights[]]> {
  const sizes: [string, string, 0 | 1][] = [
    ...[...KANA].map((kana): [string, string, 1] => [kana, kana, 1]),
    ...pairs(SMALL_KANA).map(([small, normal]): [string, string, 0] => [small, normal, 0]),
  ]
  const places = new Map<string, { place: number; size: 0 | 1 }>()
  for (const [kana, normal, size] of sizes) {
    const place = KANA.indexOf(normal)
    const katakana = String.fromCharCode(kana.charCodeAt(0) + 0x60)
    places.set(katakana, { place, size })
    yield [kana, [{ kind: 'kana', place, size, script: 1, width: 1 }]]
    yield [katakana, [{ kind: 'kana', place, size, script: 0, width: 1 }]]
  }
  for (let code = 0xff66; code <= 0xff9d; code += 1) {
    const half = String.fromCharCode(code)
    const found = places.get(half.normalize('NFKC'))
    if (found !== undefined) {
      yield [half, [{ kind: 'kana', ...found, script: 0, width: 0 }]]
    }
  }
}

function* signWeights(): Generator<[string, readonly Weights[]]> {
  yield ['ー', [{ kind: 'lengthening', width: 1 }]]
  yield ['ｰ', [{ kind: 'lengthening', width: 0 }]]
  for (const sign of 'ゝヽ〱〳〵〻') yield [sign, [{ kind: 'repeating', secondary: 0 }]]
  for (const sign of 'ゞヾ〲〴') yield [sign, [{ kind: 'repeating', secondary: VOICED }]]
  yield ['々', [{ kind: 'repeating', secondary: IDEOGRAPHIC }]]
  for (const mark of '\u3099゛ﾞ') yield [mark, [{ kind: 'mark', secondary: VOICED }]]
  for (const mark of '\u309a゜ﾟ') yield [mark, [{ kind: 'mark', secondary: SEMI_VOICED }]]
  for (let place = 0; place * 2 < MARK_WEIGHTS.length; place += 1) {
    const secondary = Number.parseInt(MARK_WEIGHTS.slice(place * 2, place * 2 + 2), 16)
    yield [String.fromCharCode(0x300 + place), [{ kind: 'mark', secondary }]]
  }
  for (const [place, hyphen] of [...HYPHENS].entries()) yield [hyphen, [{ kind: 'hyphen', place }]]
}

/** `A1 B2` as a map from the character to the number after it. */
function hexadecimals(list: string): Map<string, number> {
  return new Map(list.split(' ').map((item) => [item.slice(0, 1), Number.parseInt(item.slice(1), 16)]))
}

function pairs(list: string): [string, string][] {
  return [...list].flatMap((character, place, all) =>
    place % 2 === 0 ? [[character, all[place + 1] ?? ''] as [string, string]] : [],
  )
}
