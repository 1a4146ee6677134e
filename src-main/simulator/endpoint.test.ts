import { describe, expect, it } from 'vitest'
import { findEndpoint, isAcceptedType, uploadEndpoints } from './endpoint.ts'

const endpoints = uploadEndpoints()

describe('uploadEndpoints', () => {
  it('is the six of the contract', () => {
    expect(endpoints.map((endpoint) => `${endpoint.contentType} ${endpoint.path}`).sort()).toEqual([
      'application/json /medicalSubsidy/api/v1/differentialHistoryRegistrationTasks',
      'application/json /medicalSubsidy/api/v1/differentialHistoryResetRegistrationTasks',
      'application/json /medicalSubsidy/api/v1/registrationTasks',
      'text/csv /medicalSubsidy/api/v1/csv/differentialHistoryRegistrationTasks',
      'text/csv /medicalSubsidy/api/v1/csv/differentialHistoryResetRegistrationTasks',
      'text/csv /medicalSubsidy/api/v1/csv/registrationTasks',
    ])
  })
})

describe('findEndpoint', () => {
  it('finds an endpoint, also behind the path of a base URL', () => {
    const path = '/medicalSubsidy/api/v1/csv/registrationTasks'
    expect(findEndpoint(endpoints, path)?.path).toBe(path)
    expect(findEndpoint(endpoints, `/gateway/v2${path}`)?.path).toBe(path)
  })

  it.each([
    '/',
    '/registrationTasks',
    '/medicalSubsidy/api/v1/csv/',
    '/medicalSubsidy/api/v1/csv/registrationTasks/',
    '/medicalSubsidy/api/v2/csv/registrationTasks',
    '/xmedicalSubsidy/api/v1/registrationTasks',
    '/medicalsubsidy/api/v1/registrationTasks',
  ])('finds nothing at %s', (path) => {
    expect(findEndpoint(endpoints, path)).toBeNull()
  })
})

describe('isAcceptedType', () => {
  const csv = { path: '', contentType: 'text/csv' }
  it.each(['text/csv', 'TEXT/CSV; charset=UTF-8', 'multipart/form-data; boundary=b'])(
    'takes %s for CSV',
    (header) => {
      expect(isAcceptedType(csv, header)).toBe(true)
    },
  )

  it.each([undefined, '', 'application/json', 'text/plain', 'text/csvx'])('refuses %s for CSV', (header) => {
    expect(isAcceptedType(csv, header)).toBe(false)
  })
})
