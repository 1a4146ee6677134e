import { describe, expect, it } from 'vitest'
import { readServiceConfiguration, readServiceState } from './service-query.ts'
import {
  ABSENT_ENGLISH,
  ABSENT_JAPANESE,
  configurationEnglish,
  configurationJapanese,
  DENIED_ENGLISH,
  RUNNING_ENGLISH,
  RUNNING_JAPANESE,
  STOPPED_ENGLISH,
} from './testing/windows-answers.ts'

describe('readServiceState', () => {
  it.each([
    ['running', 0, RUNNING_ENGLISH],
    ['running', 0, RUNNING_JAPANESE],
    ['running', 0, RUNNING_ENGLISH.replace('4  RUNNING', '3  STOP_PENDING')],
    ['stopped', 0, STOPPED_ENGLISH],
    ['absent', 1060, ''],
    // A shell on the way keeps eight bits of the exit code.
    ['absent', 36, ABSENT_ENGLISH],
    ['absent', 36, ABSENT_JAPANESE],
    ['unknown', 5, DENIED_ENGLISH],
    ['unknown', 0, ''],
  ])('%s with exit code %i', (expected, exitCode, output) => {
    expect(readServiceState({ exitCode, output })).toBe(expected)
  })
})

it('a service that ended with the number of one that is missing is there all the same', () => {
  const output = STOPPED_ENGLISH.replace('CODE    : 0  (0x0)', 'CODE    : 1060  (0x424)')
  expect(output).toContain('1060')
  expect(readServiceState({ exitCode: 0, output })).toBe('stopped')
})

describe('readServiceConfiguration', () => {
  const PROGRAM = 'C:\\opt\\PMH_Relay\\bin\\x64\\Release\\PMH_Relay.exe'
  const TOKENS = 'SECRET1|subsidy1 SECRET2|subsidy2'

  it.each([
    ['English', configurationEnglish(`${PROGRAM} ${TOKENS}`)],
    ['Japanese', configurationJapanese(`${PROGRAM} ${TOKENS}`)],
    ['quoted', configurationEnglish(`"${PROGRAM}" ${TOKENS}`)],
    ['without tokens', configurationEnglish(PROGRAM)],
  ])('finds the program, and takes no token along: %s', (_, output) => {
    const found = readServiceConfiguration({ exitCode: 0, output })
    expect(found).toEqual({ startsItself: true, program: PROGRAM })
    expect(JSON.stringify(found)).not.toContain('SECRET')
  })

  it.each([
    ['2   AUTO_START', true],
    ['2   AUTO_START  (DELAYED)', true],
    ['3   DEMAND_START', false],
    ['4   DISABLED', false],
  ])('%s starts by itself: %s', (startType, startsItself) => {
    const output = configurationJapanese(PROGRAM, startType)
    expect(readServiceConfiguration({ exitCode: 0, output }).startsItself).toBe(startsItself)
  })

  it('finds no program in a token that ends like one', () => {
    const output = configurationEnglish('C:\\opt\\relay SECRET|a.exe')
    expect(readServiceConfiguration({ exitCode: 0, output }).program).toBeNull()
  })
})
