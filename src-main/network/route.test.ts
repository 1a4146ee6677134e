import { describe, expect, it } from 'vitest'
import { parseSettings, type RawSettings } from '../../src-shared/domain/settings.ts'
import { routeOf } from './route.ts'

function route(raw: RawSettings) {
  const parsed = parseSettings(
    { ProxyPort: '8080', ProxyUsername: 'hanako', ProxyPassword: 'p', ...raw },
    'posix',
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return routeOf(parsed.settings)
}

describe('the way by the settings', () => {
  it.each(['1', '2', '3'])('is direct without an address, whatever else is set (%s)', (ProxyAuthType) => {
    expect(route({ ProxyAuthType, ProxyDomain: 'WARD' })).toBeNull()
  })

  it.each([
    ['proxy.ward.example', 'proxy.ward.example'],
    ['127.0.0.1', '127.0.0.1'],
    ['[::1]', '::1'],
  ])('goes to %s', (ProxyAddress, host) => {
    expect(route({ ProxyAddress })).toEqual({ host, port: 8080, authentication: { scheme: 'none' } })
  })

  it('with Basic has the name as typed', () => {
    const raw = { ProxyAddress: 'p', ProxyAuthType: '2', ProxyUsername: 'WARD\\hanako', ProxyDomain: 'X' }
    expect(route(raw)?.authentication).toEqual({ scheme: 'Basic', user: 'WARD\\hanako', password: 'p' })
  })

  it.each([
    ['hanako', '', 'hanako', ''],
    ['hanako', 'Ward', 'hanako', 'Ward'],
    ['Town\\hanako', '', 'hanako', 'Town'],
    ['Town\\hanako', 'Ward', 'hanako', 'Town'],
    ['\\hanako', 'Ward', 'hanako', 'Ward'],
    ['hanako@ward.example', '', 'hanako@ward.example', ''],
    ['a\\b\\c', '', 'b\\c', 'a'],
  ])('with NTLM takes user %j and domain %j apart', (ProxyUsername, ProxyDomain, user, domain) => {
    const raw = { ProxyAddress: 'p', ProxyAuthType: '3', ProxyUsername, ProxyDomain }
    expect(route(raw)?.authentication).toEqual({ scheme: 'NTLM', user, password: 'p', domain })
  })
})
