import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMapping, tokenProblem } from '../../src-shared/domain/mapping.ts'
import { folderNameProblem, foldFolderName } from '../../src-shared/domain/scheme-folder.ts'
import { serviceArguments } from './service-arguments.ts'
import { serviceCommand } from './service-command.ts'

describe('serviceCommand', () => {
  it('writes the command of the manual', () => {
    expect(
      serviceCommand([
        { token: 'TOKEN1', folder: 'subsidy1' },
        { token: 'TOKEN2', folder: 'subsidy2' },
      ]),
    ).toBe(
      'New-Service -Name "PMH_Relay" -Description \'指定されたファイルをPMHのAPIを使って連携処理します。\' ' +
        "-BinaryPathName 'C:\\opt\\PMH_Relay\\bin\\x64\\Release\\PMH_Relay.exe TOKEN1|subsidy1 TOKEN2|subsidy2'",
    )
  })

  it.each([
    ['a token with quotes and a bar', `A'B"|\\"C\\`, 'kodomo'],
    ['a folder with blanks', 'T', '子ども　医療 費'],
    ['typographic quotes', 'T', 'a’b‘c'],
    ['a dollar and a backtick', 'A$B`C', 'a'],
    ['a token like an option', '-Path', 'x'],
    ['a token like a program', 'setup.exe', 'x.exe'],
  ])('is read back: %s', (_, token, folder) => {
    const entries = [
      { token, folder },
      { token: 'LAST', folder: 'last' },
    ]
    expect(parseMapping(serviceArguments(serviceCommand(entries)))).toEqual({ ok: true, entries })
  })

  it('is read back whatever tokens and folders are', () => {
    const token = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => tokenProblem(text) === null)
    const folder = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => folderNameProblem(text) === null && !/\s/.test(text.replaceAll(' ', '')))
    const list = fc.uniqueArray(fc.record({ token, folder }), {
      minLength: 1,
      maxLength: 4,
      selector: (entry) => foldFolderName(entry.folder),
    })
    fc.assert(
      fc.property(list, (entries) => {
        expect(parseMapping(serviceArguments(serviceCommand(entries)))).toEqual({ ok: true, entries })
      }),
      { seed: 20261122, numRuns: 300 },
    )
  })
})
