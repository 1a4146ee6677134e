import { describe, expect, it } from 'vitest'
import { parseSetting } from '../../../src-shared/domain/settings.ts'
import { needsPlainHttpWarning, PRESET_URL, presetOf } from './target-preset.ts'

describe('presetOf', () => {
  it.each([
    ['', null],
    ['  ', null],
    ['http://pmhstg.kpn1.asp.lgwan.jp', 'test_lgwan'],
    ['http://pmhstg.kpn1.asp.lgwan.jp/', 'test_lgwan'],
    ['HTTP://PMHSTG.kpn1.asp.lgwan.jp', 'test_lgwan'],
    ['https://stg.pmh.go.jp', 'test_internet'],
    ['https://stg.pmh.go.jp//', 'test_internet'],
    ['https://stg.pmh.go.jp/x', 'production'],
    ['https://pmh.go.jp', 'production'],
    ['https', 'production'],
    ['http://127.0.0.1:44675', null],
    ['http://localhost', null],
  ] as const)('of %j is %s', (url, preset) => {
    expect(presetOf(url)).toBe(preset)
  })

  it.each(Object.values(PRESET_URL))('%s is a value that the setting takes', (url) => {
    expect(parseSetting('PostRegistrationTasksBaseURL', url, 'windows').ok).toBe(true)
  })

  it.each(Object.values(PRESET_URL))('%s needs no warning', (url) => {
    expect(needsPlainHttpWarning(url)).toBe(false)
  })
})

describe('needsPlainHttpWarning', () => {
  it.each([
    'http://pmh.go.jp',
    'http://10.0.0.1:8080/x',
    'HTTP://pmh.go.jp',
    'http://lgwan.jp.evil.example',
    'http://notlgwan.jp',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://1270.0.0.1.example',
  ])('warns about %s', (url) => {
    expect(needsPlainHttpWarning(url)).toBe(true)
  })

  it.each([
    'https://pmh.go.jp',
    'http://localhost:8080',
    'http://127.0.0.1',
    'http://127.1.2.3:9000',
    'http://[::1]:8080',
    'http://lgwan.jp',
    'http://a.b.lgwan.jp/path',
    '',
    'http',
    'pmh.go.jp',
    'ftp://pmh.go.jp',
  ])('is silent about %j', (url) => {
    expect(needsPlainHttpWarning(url)).toBe(false)
  })
})
