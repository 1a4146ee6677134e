import type { Settings } from '../../src-shared/domain/settings.ts'
import type { NtlmAccount } from './ntlm/proof.ts'

/** How we show a proxy who we are. */
export type ProxyAuthentication =
  | { readonly scheme: 'none' }
  | { readonly scheme: 'Basic'; readonly user: string; readonly password: string }
  | ({ readonly scheme: 'NTLM' } & NtlmAccount)

export interface ProxyRoute {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  readonly authentication: ProxyAuthentication
}

/** Null: straight to the target. */
export type Route = ProxyRoute | null

export type RouteSettings = Pick<
  Settings,
  'ProxyAuthType' | 'ProxyAddress' | 'ProxyPort' | 'ProxyUsername' | 'ProxyPassword' | 'ProxyDomain'
>

/** HTTP's own port; the settings ask for one, so that nobody gets it by accident. */
const DEFAULT_PORT = 80

/** The way by No 7–12 of the settings, and by nothing else: neither the environment nor a bypass list changes it. */
export function routeOf(settings: RouteSettings): Route {
  if (settings.ProxyAddress === '') return null
  return {
    host: settings.ProxyAddress.replace(/^\[|\]$/g, ''),
    port: settings.ProxyPort ?? DEFAULT_PORT,
    authentication: authenticationOf(settings),
  }
}

function authenticationOf(settings: RouteSettings): ProxyAuthentication {
  const { ProxyUsername: user, ProxyPassword: password, ProxyDomain: domain } = settings
  if (settings.ProxyAuthType === '1') return { scheme: 'none' }
  // With Basic, `DOMAIN\user` is just a name with a backslash in it, which such proxies take apart themselves.
  if (settings.ProxyAuthType === '2') return { scheme: 'Basic', user, password }
  const [, typedDomain, name] = /^([^\\]*)\\(.*)$/s.exec(user) ?? []
  if (typedDomain === undefined || name === undefined) return { scheme: 'NTLM', user, password, domain }
  return { scheme: 'NTLM', user: name, password, domain: typedDomain === '' ? domain : typedDomain }
}
