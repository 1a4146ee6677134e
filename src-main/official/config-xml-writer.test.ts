import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { OFFICIAL_KEYS, parseSettings, type RawSettings } from '../../src-shared/domain/settings.ts'
import { readConfigXml } from './config-xml.ts'
import { writeConfigXml } from './config-xml-writer.ts'

const textOf = (raw: RawSettings) => Buffer.from(writeConfigXml(raw)).toString('utf8')
const keysOf = (raw: RawSettings) => [...textOf(raw).matchAll(/ key="(\w+)"/g)].map((match) => match[1])
const readBack = (raw: RawSettings) => readConfigXml(writeConfigXml(raw))

const FILLED: RawSettings = {
  PMHFilePath: 'C:\\opt\\PMH',
  PostRegistrationTasksBaseURL: 'https://stg.pmh.go.jp',
}

describe('writeConfigXml', () => {
  it('writes the form of the official file', () => {
    const text = textOf(FILLED)
    expect(
      text.startsWith(
        '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<configuration>\r\n  <appSettings>\r\n',
      ),
    ).toBe(true)
    expect(text.endsWith('  </appSettings>\r\n</configuration>\r\n')).toBe(true)
    expect(text).toContain('    <add key="PMHFilePath" value="C:\\opt\\PMH" />\r\n')
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
    expect(XMLValidator.validate(text)).toBe(true)
  })

  it('names all official keys in the manual’s order, with their defaults', () => {
    expect(keysOf(FILLED)).toEqual(OFFICIAL_KEYS)
    expect(textOf(FILLED)).toContain('<add key="MonitoringTimer" value="600000" />')
    expect(textOf(FILLED)).toContain('<add key="ProxyAddress" value="" />')
  })

  it('leaves out what may not be empty and has no value', () => {
    expect(keysOf({})).toEqual(
      OFFICIAL_KEYS.filter((key) => key !== 'PMHFilePath' && key !== 'PostRegistrationTasksBaseURL'),
    )
  })

  it('adds ours where they differ from the default, in their order', () => {
    const raw = {
      ...FILLED,
      MailPort: '25',
      StabilityWindow: '5000',
      PreflightMode: 'warn',
      ImmediateTrigger: 'true',
    }
    expect(keysOf(raw).slice(16)).toEqual(['ImmediateTrigger', 'StabilityWindow', 'MailPort'])
  })

  it('writes a secret only if it was given', () => {
    expect(textOf(FILLED)).toContain('<add key="ProxyPassword" value="" />')
    expect(textOf(FILLED)).not.toContain('MailPassword')
    const text = textOf({ ...FILLED, ProxyPassword: 'p<1>&"', MailPassword: 'm' })
    expect(text).toContain('<add key="ProxyPassword" value="p&#x3C;1&#x3E;&#x26;&#x22;" />')
    expect(text).toContain('<add key="MailPassword" value="m" />')
  })

  it('leaves a withheld secret out and says so, so that reading the file does not clear it', () => {
    const bytes = writeConfigXml(FILLED, ['ProxyPassword', 'MailPassword'])
    const text = Buffer.from(bytes).toString('utf8')
    expect(text).toContain('<!-- ProxyPassword（パスワード）は書き出していません。')
    expect(text).toContain('<!-- MailPassword（')
    expect(text).not.toContain('key="ProxyPassword"')
    expect(XMLValidator.validate(text)).toBe(true)
    const read = readConfigXml(bytes)
    expect(read.ok && Object.keys(read.raw)).toEqual(OFFICIAL_KEYS.filter((key) => key !== 'ProxyPassword'))
  })

  it('is read again as it was written', () => {
    const raw: RawSettings = {
      ...FILLED,
      MonitoringTimer: '999999999999999',
      PostRegistrationTasksName: '医療費助成 & "登録" <😀> \'x\'',
      ProxyPassword: ' blanks and &amp; ',
      PMHFilePath: '\\\\server\\共有\\PMH',
      MailTo: 'a@example.jp; b@example.jp',
      SerialFields: '',
    }
    const result = readBack(raw)
    expect(result).toMatchObject({ ok: true, unknownKeys: [] })
    expect(result.ok && result.raw).toMatchObject(raw)
    expect(readConfigXml(writeConfigXml(result.ok ? result.raw : {}))).toEqual(result)
  })

  it('gives the same settings as before', () => {
    const result = readBack({ ...FILLED, TransientRetryCount: '0' })
    expect(result.ok && parseSettings(result.raw, 'windows')).toEqual(
      parseSettings({ ...FILLED, TransientRetryCount: '0' }, 'windows'),
    )
  })

  it('throws for a character that XML cannot hold', () => {
    expect(() => writeConfigXml({ ProxyPassword: 'a\u0000' })).toThrow(RangeError)
  })
})
