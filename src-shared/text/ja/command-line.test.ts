import { describe, expect, it } from 'vitest'
import { argumentProblem, USAGE, unknownKeyNotice } from './command-line.ts'

const HOSTILE = 'a\n2026-01-01 00:00:00 - サービス停止\u202e'

const LINES: Readonly<Record<keyof typeof argumentProblem, string>> = {
  unknown: argumentProblem.unknown(HOSTILE),
  missingValue: argumentProblem.missingValue('--config'),
  noValueAllowed: argumentProblem.noValueAllowed('--once'),
  twice: argumentProblem.twice('--config'),
  dataDirMissing: argumentProblem.dataDirMissing(),
  setForm: argumentProblem.setForm(HOSTILE),
  setUnknown: argumentProblem.setUnknown(HOSTILE),
  mappingBoth: argumentProblem.mappingBoth(),
  mappingFile: argumentProblem.mappingFile(HOSTILE, 'ENOENT'),
  configFile: argumentProblem.configFile(HOSTILE, 'ENOENT'),
  configForm: argumentProblem.configForm(HOSTILE, 'not_xml'),
  nothingStored: argumentProblem.nothingStored(HOSTILE),
  needsConfig: argumentProblem.needsConfig(),
  rootMissing: argumentProblem.rootMissing(HOSTILE),
  debugging: argumentProblem.debugging(HOSTILE),
  diagnoseOnce: argumentProblem.diagnoseOnce(),
  diagnoseNothing: argumentProblem.diagnoseNothing(),
  historyJson: argumentProblem.historyJson(),
  historyMissing: argumentProblem.historyMissing(HOSTILE),
  historyExtra: argumentProblem.historyExtra(HOSTILE),
  bareExtra: argumentProblem.bareExtra('verify', HOSTILE),
}

describe('the line for a refused argument', () => {
  it.each(Object.entries(LINES))('is one Japanese sentence: %s', (_, line) => {
    expect(line).toMatch(/^(?:引数|設定) .*：.+。$/u)
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(line).not.toContain('undefined')
  })

  it('stays one line for a key that nobody knows', () => {
    expect(unknownKeyNotice(HOSTILE)).toMatch(/^設定 a\\u000a.+。$/u)
  })

  it('leaves an ordinary path whole', () => {
    const path = `/共有/${'x'.repeat(200)}/a.config`
    expect(argumentProblem.configFile(path, 'ENOENT')).toContain(path)
  })
})

describe('the usage', () => {
  it('names every argument and exit code', () => {
    for (const name of [
      '--config',
      '--data-dir',
      '--once',
      '--set',
      '--mapping',
      '--help',
      'history',
      '--json',
    ]) {
      expect(USAGE).toContain(name)
    }
    expect(USAGE).toMatch(/ {2}0 {2}.*\n {2}1 {2}.*\n {2}2 {2}.*\n {2}3 {2}/)
    expect(USAGE.endsWith('\n')).toBe(true)
  })
})
