import { describe, expect, it } from 'vitest'
import { parseMapping, tokenProblem } from './mapping.ts'

describe('a token', () => {
  it.each(['t', 'abc.DEF-123_~+/==', 'a|b', '!#$%&', '~'.repeat(8192)])('may be %s', (token) =>
    expect(tokenProblem(token)).toBeNull(),
  )

  it.each([
    ['', 'token_empty'],
    ['a b', 'token_character'],
    ['a\tb', 'token_character'],
    ['a\nb', 'token_character'],
    ['a\r\nX-Injected: 1', 'token_character'],
    ['トークン', 'token_character'],
    ['a\u007f', 'token_character'],
    ['~'.repeat(8193), 'token_too_long'],
  ])('may not be %j: %s', (token, problem) => expect(tokenProblem(token)).toBe(problem))
})

describe('the official arguments', () => {
  it('are read in their order', () => {
    expect(parseMapping(['T1|subsidy1', 'T2|子ども'])).toEqual({
      ok: true,
      entries: [
        { token: 'T1', folder: 'subsidy1' },
        { token: 'T2', folder: '子ども' },
      ],
    })
  })

  it('are split at the last bar', () => {
    expect(parseMapping(['a|b|c|subsidy1'])).toEqual({
      ok: true,
      entries: [{ token: 'a|b|c', folder: 'subsidy1' }],
    })
  })

  it('may use one token for several folders', () => {
    expect(parseMapping(['T|a', 'T|b']).ok).toBe(true)
  })

  it.each([
    [[], 0, '', 'none'],
    [['SECRET-TOKEN'], 1, '', 'no_bar'],
    [[''], 1, '', 'no_bar'],
    [['|subsidy1'], 1, 'subsidy1', 'token_empty'],
    [['a b|subsidy1'], 1, 'subsidy1', 'token_character'],
    [['T|'], 1, '', 'empty'],
    [['T|PROCEED'], 1, 'PROCEED', 'reserved_by_relay'],
    [['T|../x'], 1, '../x', 'separator'],
    [['T|a', 'T|A'], 2, 'A', 'folder_twice'],
    [['T|が', 'T|か\u3099'], 2, 'か\u3099', 'folder_twice'],
  ])('are refused: %j', (args, position, folder, rule) => {
    expect(parseMapping(args)).toEqual({ ok: false, problems: [{ position, folder, rule }] })
  })

  it('are refused with all their problems at once, each with its place', () => {
    const result = parseMapping(['T1|ok', 'lonely', 'T2|CON', 'T3|OK', '|x'])
    expect(result).toEqual({
      ok: false,
      problems: [
        { position: 2, folder: '', rule: 'no_bar' },
        { position: 3, folder: 'CON', rule: 'reserved_by_windows' },
        { position: 4, folder: 'OK', rule: 'folder_twice' },
        { position: 5, folder: 'x', rule: 'token_empty' },
      ],
    })
  })

  it('never show a token in a problem', () => {
    const result = parseMapping([
      'SECRET-1',
      'SECRET-2|',
      'SECRET 3|a',
      'SECRET-4|CON',
      'SECRET-5|a',
      'SECRET-6|A',
    ])
    expect(result.ok).toBe(false)
    expect(JSON.stringify(result)).not.toContain('SECRET')
  })
})
