import { describe, expect, it } from 'vitest'
import { folderNameProblem, foldFolderName } from './scheme-folder.ts'

describe('the name of a scheme folder', () => {
  it.each([
    'subsidy1',
    '子ども医療費',
    'ひとり親 (新)',
    'a.b',
    '.hidden',
    'PROCEED2',
    'errors',
    'CONSOLE',
    'com10',
    'falcon',
    'my.con',
    'xcom1.txt',
    "it's",
    '100%',
    'が',
    'x'.repeat(255),
    'あ'.repeat(85),
  ])('may be %s', (name) => expect(folderNameProblem(name)).toBeNull())

  it.each([
    ['', 'empty'],
    ['x'.repeat(256), 'too_long'],
    ['あ'.repeat(86), 'too_long'],
    ['a/b', 'separator'],
    ['a\\b', 'separator'],
    ['../a', 'separator'],
    ['.', 'dots'],
    ['..', 'dots'],
    ['PROCEED', 'reserved_by_relay'],
    ['proceed', 'reserved_by_relay'],
    ['Error', 'reserved_by_relay'],
    ['CON', 'reserved_by_windows'],
    ['nul.txt', 'reserved_by_windows'],
    ['Com1', 'reserved_by_windows'],
    ['LPT9.a.b', 'reserved_by_windows'],
    ['com²', 'reserved_by_windows'],
    ['CONIN$', 'reserved_by_windows'],
    ['a:b', 'forbidden_character'],
    ['a|b', 'forbidden_character'],
    ['a"b', 'forbidden_character'],
    ['what?', 'forbidden_character'],
    ['a*', 'forbidden_character'],
    ['<a>', 'forbidden_character'],
    ['a\nb', 'forbidden_character'],
    ['a\u0000b', 'forbidden_character'],
    ['a\u007fb', 'forbidden_character'],
    ['a\u202eb', 'forbidden_character'],
    ['a\u2066b', 'forbidden_character'],
    [' a', 'edge_space_or_dot'],
    ['a ', 'edge_space_or_dot'],
    ['　a', 'edge_space_or_dot'],
    ['a　', 'edge_space_or_dot'],
    ['a.', 'edge_space_or_dot'],
    ['...', 'edge_space_or_dot'],
  ])('may not be %j: %s', (name, problem) => expect(folderNameProblem(name)).toBe(problem))
})

describe('two names of one folder', () => {
  it.each([
    ['Subsidy1', 'SUBSIDY1'],
    ['ｓｕｂ', 'ＳＵＢ'],
    ['か\u3099', 'が'],
    ['É', 'e\u0301'],
  ])('are the same when folded: %s and %s', (one, other) =>
    expect(foldFolderName(one)).toBe(foldFolderName(other)),
  )

  it.each([
    ['subsidy1', 'subsidy2'],
    ['か', 'が'],
    ['ア', 'ｱ'],
    ['ｓub', 'sub'],
  ])('differ: %s and %s', (one, other) => expect(foldFolderName(one)).not.toBe(foldFolderName(other)))
})
