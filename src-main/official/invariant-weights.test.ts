import { describe, expect, it } from 'vitest'
import { KANA, KANA_VOWELS, MARK_WEIGHTS, plainGroups, SMALL_KANA } from './invariant-order-table.ts'
import { createWeights, type Weights } from './invariant-weights.ts'

const weightsOf = createWeights()

function only(character: string): Weights {
  const weights = weightsOf(character)
  expect(weights).toHaveLength(1)
  return weights[0] as Weights
}

describe('the table', () => {
  it('names no character twice', () => {
    const all = plainGroups().join('')
    expect([...all].filter((character, place) => all.indexOf(character) !== place)).toEqual([])
    expect(plainGroups().every((group) => group.length > 0)).toBe(true)
  })

  it('has a vowel for every kana', () => {
    expect(KANA_VOWELS).toHaveLength(KANA.length)
    expect([...KANA_VOWELS.slice(0, -1)].every((vowel) => 'あいうえお'.includes(vowel))).toBe(true)
    expect(KANA_VOWELS.at(-1)).toBe('ん')
    const vowelOf = (kana: string) => KANA_VOWELS[KANA.indexOf(kana)]
    expect([...'かりゆめをわ'].map(vowelOf)).toEqual([...'あいうえおあ'])
  })

  it('leads every small kana to a normal one', () => {
    expect([...SMALL_KANA].filter((_, place) => place % 2 === 1).every((kana) => KANA.includes(kana))).toBe(
      true,
    )
  })

  it('has two digits for each mark', () => {
    expect(MARK_WEIGHTS).toMatch(/^(?:[0-9a-f]{2}){70}$/)
  })

  it('covers all of ASCII that is printed', () => {
    for (let code = 0x20; code < 0x7f; code += 1) {
      const character = String.fromCharCode(code)
      expect(only(character).kind).toBe(character === '-' || character === "'" ? 'hyphen' : 'plain')
    }
  })
})

describe('weightsOf', () => {
  it('gives case and width', () => {
    const tertiaries = [...'aａAＡ']
      .map((letter) => only(letter))
      .map((weights) => 'tertiary' in weights && weights.tertiary)
    expect(tertiaries).toEqual([2, 3, 0x12, 0x13])
  })

  it('gives what differs from the default', () => {
    expect(only('①')).toMatchObject({ kind: 'plain', secondary: 2, tertiary: 6 })
    expect(only('〇')).toMatchObject({ kind: 'plain', secondary: 0xe7, tertiary: 2 })
    expect(only('〇')).toMatchObject({ primary: (only('0') as { primary: string }).primary })
  })

  it('leads kana back to hiragana', () => {
    const place = KANA.indexOf('か')
    expect(only('か')).toEqual({ kind: 'kana', place, size: 1, script: 1, width: 1 })
    expect(only('カ')).toEqual({ kind: 'kana', place, size: 1, script: 0, width: 1 })
    expect(only('ｶ')).toEqual({ kind: 'kana', place, size: 1, script: 0, width: 0 })
    expect(only('ヵ')).toEqual({ kind: 'kana', place, size: 0, script: 0, width: 1 })
    expect(only('ｯ')).toEqual({ kind: 'kana', place: KANA.indexOf('つ'), size: 0, script: 0, width: 0 })
  })

  it('knows every kana of code page 932', () => {
    const kana = Array.from({ length: 0x30f6 - 0x3041 + 1 }, (_, place) =>
      String.fromCodePoint(0x3041 + place),
    )
    const half = Array.from({ length: 0xff9f - 0xff66 + 1 }, (_, place) =>
      String.fromCodePoint(0xff66 + place),
    )
    for (const character of [...kana, ...half]) {
      // Not assigned, or not kana: U+3097-309F and U+30A0.
      if (character >= '\u3097' && character <= '\u30a0') continue
      const kinds = weightsOf(character).map((weights) => weights.kind)
      expect([character, kinds[0] === 'kana' || kinds[0] === 'mark' || kinds[0] === 'lengthening']).toEqual([
        character,
        true,
      ])
    }
  })

  it('takes characters apart', () => {
    expect(weightsOf('が').map((weights) => weights.kind)).toEqual(['kana', 'mark'])
    expect(weightsOf('ぱ')[1]).toEqual({ kind: 'mark', secondary: 2 })
    expect(weightsOf('ﾞ')).toEqual([{ kind: 'mark', secondary: 1 }])
    expect(weightsOf('Ṩ').map((weights) => weights.kind)).toEqual(['plain', 'mark', 'mark'])
    expect(weightsOf('Æ')).toEqual([only('A'), only('E')])
    expect(weightsOf('㎡')).toEqual([only('m'), only('²')])
  })

  it('gives kanji their code point and others a place behind', () => {
    expect(only('亜')).toMatchObject({ kind: 'plain', primary: '亜' })
    expect(only('神')).toEqual(only('神'))
    for (const character of ['㐀', 'ก', '😀', '\u{10ffff}']) {
      expect((only(character) as { primary: string }).primary > '\u9fff').toBe(true)
    }
    expect((only('가') as { primary: string }).primary < '一').toBe(true)
    expect((only('\ue000') as { primary: string }).primary < '가').toBe(true)
  })

  it('never uses the unit that ends a level', () => {
    for (let code = 1; code < 0x11_0000; code += code < 0x3000 ? 1 : 97) {
      for (const weights of weightsOf(String.fromCodePoint(code))) {
        if (weights.kind !== 'plain') continue
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the end of a level is one
        expect(weights.primary).not.toMatch(/[\u0000\u0001]/)
        expect(Math.min(weights.secondary, weights.tertiary)).toBeGreaterThanOrEqual(2)
      }
    }
  })

  it.each(['\u0000', '\u0007', '\u00ad', '\u200b', '\u202e', '\ufe0f', '\ud800', '\udfff'])(
    'leaves out %j',
    (character) => {
      expect(weightsOf(character)).toEqual([])
    },
  )

  it('gives the same answer again', () => {
    expect(weightsOf('漢')).toBe(weightsOf('漢'))
  })
})
