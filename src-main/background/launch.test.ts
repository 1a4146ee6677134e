import { describe, expect, it } from 'vitest'
import { headlessLaunch, hiddenLaunch, type LaunchPlace } from './launch.ts'

const PLACE: LaunchPlace = {
  program: 'C:\\Program Files\\PMH\\console.exe',
  before: [],
  dataDir: 'C:\\PMH データ',
  keyFile: 'C:\\PMH データ\\background.key',
  platform: 'win32',
}

describe('headlessLaunch', () => {
  it('names data folder and key file, and nothing else', () => {
    expect(headlessLaunch(PLACE).arguments).toEqual([
      '--headless',
      '--data-dir',
      'C:\\PMH データ',
      '--key-file',
      'C:\\PMH データ\\background.key',
    ])
  })

  it('needs no display on Linux', () => {
    expect(headlessLaunch({ ...PLACE, platform: 'linux' }).arguments).toContain('--ozone-platform=headless')
  })
})

describe('hiddenLaunch', () => {
  it('keeps what an unpackaged program needs before our arguments', () => {
    expect(hiddenLaunch({ ...PLACE, before: ['D:\\source'] }).arguments).toEqual([
      'D:\\source',
      '--hidden',
      '--data-dir',
      'C:\\PMH データ',
    ])
  })
})

it.each([
  ['a quote', { dataDir: 'C:\\a" --set X=1 "' }],
  ['a line break', { dataDir: 'C:\\a\nb' }],
  ['a line separator', { keyFile: 'C:\\a\u2028b' }],
  ['a quote in the program', { program: 'C:\\"a".exe' }],
])('%s is refused', (_, part) => {
  expect(() => headlessLaunch({ ...PLACE, ...part })).toThrow(/^R8003/)
})
