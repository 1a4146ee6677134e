import { describe, expect, it } from 'vitest'
import { isHeadless, programArguments } from './program-arguments.ts'

describe('the arguments of the packaged app', () => {
  it('are what stands after the program, without what Chromium takes for itself', () => {
    const argv = [
      '/opt/pmh',
      '--no-sandbox',
      '--headless',
      '--ozone-platform=headless',
      '--user-data-dir=/home/a b',
      '--password-store=basic',
      '--data-dir',
      'data',
      '--set',
      'MonitoringTimer=1000',
      'T|subsidy1',
    ]
    expect(programArguments(argv, null)).toEqual([
      '--data-dir',
      'data',
      '--set',
      'MonitoringTimer=1000',
      'T|subsidy1',
    ])
  })

  it('keep a mistyped name, so that it is refused', () => {
    expect(programArguments(['pmh', '--headless', '--onec'], null)).toEqual(['--onec'])
  })

  it('keep everything behind --', () => {
    const argv = ['pmh', '--headless', '--', '--no-sandbox|a', '--no-sandbox']
    expect(programArguments(argv, null)).toEqual(argv.slice(2))
  })

  it('keep a first plain argument: there is no program folder among them', () => {
    expect(programArguments(['pmh', 'history', '--json'], null)).toEqual(['history', '--json'])
  })
})

describe('a development Electron', () => {
  it('has its program folder among them, wherever it stands', () => {
    const own = ['history', '--json']
    expect(programArguments(['electron', '--no-sandbox', '/p', '--headless', ...own], '/p')).toEqual(own)
    expect(programArguments(['electron', '/p/', ...own], '/p')).toEqual(own)
  })
})

it.each([
  [['pmh', '--headless'], true],
  [['pmh', '--once', '--headless'], true],
  [['pmh', '--hidden'], false],
  [['pmh', '--', '--headless'], false],
])('%s: headless is %s', (argv, headless) => {
  expect(isHeadless(argv)).toBe(headless)
})
