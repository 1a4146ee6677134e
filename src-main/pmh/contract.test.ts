import { describe, expect, it } from 'vitest'
import type { RawSettings } from '../../src-shared/domain/settings.ts'
import { authorization, contentType, endpointUrl, fileExtension, SERIAL_PATTERN } from './contract.ts'
import { settingsWith } from './testing/contract-settings.ts'

const urlOf = (raw: RawSettings) => endpointUrl(settingsWith(raw))

describe('the endpoint', () => {
  it.each([
    ['1', '1', 'registrationTasks'],
    ['1', '2', 'csv/registrationTasks'],
    ['2', '1', 'differentialHistoryRegistrationTasks'],
    ['2', '2', 'csv/differentialHistoryRegistrationTasks'],
    ['3', '1', 'differentialHistoryResetRegistrationTasks'],
    ['3', '2', 'csv/differentialHistoryResetRegistrationTasks'],
  ])('of tasks type %s and file type %s is …/%s', (tasksType, fileType, path) => {
    const raw = { PostRegistrationTasksType: tasksType, PostRegistrationFileType: fileType }
    expect(urlOf(raw)).toBe(`https://stg.pmh.go.jp/medicalSubsidy/api/v1/${path}`)
  })

  it('is the manual’s own (3.1) by default', () => {
    expect(urlOf({ PostRegistrationTasksBaseURL: 'http://pmhstg.kpn1.asp.lgwan.jp' })).toBe(
      'http://pmhstg.kpn1.asp.lgwan.jp/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks',
    )
  })

  it.each([
    ['https://h', 'https://h'],
    ['https://h/', 'https://h'],
    ['https://h///', 'https://h'],
    ['https://h:8443/gw', 'https://h:8443/gw'],
    ['https://h/gw/pmh/', 'https://h/gw/pmh'],
    ['http://[::1]:8080/', 'http://[::1]:8080'],
  ])('follows the base URL, whatever its end: %s', (base, start) => {
    expect(urlOf({ PostRegistrationTasksBaseURL: base })).toBe(
      `${start}/medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks`,
    )
  })

  it.each<[RawSettings, string]>([
    [{ PathPrefix: '/' }, 'csv/differentialHistoryRegistrationTasks'],
    [{ PathPrefix: 'v2' }, 'v2/csv/differentialHistoryRegistrationTasks'],
    [{ PathPrefix: '//a/b//' }, 'a/b/csv/differentialHistoryRegistrationTasks'],
    [{ CsvPathPrefix: '/' }, 'medicalSubsidy/api/v1/differentialHistoryRegistrationTasks'],
    [{ CsvPathPrefix: '/text/csv' }, 'medicalSubsidy/api/v1/text/csv/differentialHistoryRegistrationTasks'],
    [{ EndpointDifferential: '/diff/' }, 'medicalSubsidy/api/v1/csv/diff'],
    [{ PostRegistrationTasksType: '1', EndpointFull: 'all' }, 'medicalSubsidy/api/v1/csv/all'],
    [
      { PostRegistrationTasksType: '3', EndpointDifferentialReset: 'reset' },
      'medicalSubsidy/api/v1/csv/reset',
    ],
    [
      { PostRegistrationFileType: '1', CsvPathPrefix: 'x' },
      'medicalSubsidy/api/v1/differentialHistoryRegistrationTasks',
    ],
  ])('has parts that a site may correct: %j', (raw, path) =>
    expect(urlOf(raw)).toBe(`https://stg.pmh.go.jp/${path}`),
  )
})

describe('the file', () => {
  it.each([
    ['1', '.json', 'application/json'],
    ['2', '.csv', 'text/csv'],
  ])('of type %s is %s, sent as %s', (type, extension, mediaType) => {
    const settings = settingsWith({ PostRegistrationFileType: type })
    expect([fileExtension(settings), contentType(settings)]).toEqual([extension, mediaType])
  })

  it('goes with a bearer token', () => expect(authorization('T1')).toBe('Bearer T1'))
})

describe('a 処理通番', () => {
  it.each(['S0020241022000000000000', 'A1234567890123456789012'])('looks like %s', (text) =>
    expect(text).toMatch(SERIAL_PATTERN),
  )
  it.each([
    'S002024102200000000000',
    'S00202410220000000000000',
    's0020241022000000000000',
    'S0020241022000000000000\n',
    ' S0020241022000000000000',
  ])('does not look like %j', (text) => expect(text).not.toMatch(SERIAL_PATTERN))
})
