import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src-shared/ipc/commands.ts'
import { passphraseProblems } from './passphrase.ts'

describe('passphraseProblems', () => {
  it('takes the same 12 characters twice', () => {
    expect(passphraseProblems('abcdefghijkl', 'abcdefghijkl')).toEqual({ first: null, second: null })
  })

  it('tells how short it is', () => {
    expect(passphraseProblems('あいうえお', '').first).toContain('いまは5文字')
    expect(passphraseProblems('', '').first).toContain('いまは0文字')
  })

  it('tells the difference at the second field only', () => {
    const problems = passphraseProblems('abcdefghijkl', 'abcdefghijkm')
    expect(problems.first).toBeNull()
    expect(problems.second).toContain('一致しません')
  })

  it.each(['a'.repeat(11), 'a'.repeat(12), 'a'.repeat(200)])(
    'agrees with the command about %j',
    (passphrase) => {
      const taken = COMMANDS['vault.choose']().safeParse({ kind: 'passphrase', passphrase }).success
      expect(passphraseProblems(passphrase, passphrase).first === null).toBe(taken)
    },
  )
})
