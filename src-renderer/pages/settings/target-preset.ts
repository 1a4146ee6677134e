/** The known places that uploads can go to, and which of them deserve a warning. */

export type TargetPreset = 'test_lgwan' | 'test_internet' | 'production'

/** The production address is in each municipality's own papers, so it is typed in. */
export const PRESET_URL: Readonly<Record<Exclude<TargetPreset, 'production'>, string>> = {
  test_lgwan: 'http://pmhstg.kpn1.asp.lgwan.jp',
  test_internet: 'https://stg.pmh.go.jp',
}

export const PRESETS: readonly TargetPreset[] = ['test_lgwan', 'test_internet', 'production']

/** @returns null while nothing was typed, and for the simulator on this machine */
export function presetOf(url: string): TargetPreset | null {
  const plain = url.trim().replace(/\/+$/, '').toLowerCase()
  if (plain === '' || isLoopback(plain)) return null
  if (plain === PRESET_URL.test_lgwan) return 'test_lgwan'
  if (plain === PRESET_URL.test_internet) return 'test_internet'
  return 'production'
}

/**
 * Without TLS the records of people would travel readable. Loopback never leaves the machine, and LGWAN is a
 * closed network whose official test address is plain http (manual 2.1, No 4).
 */
export function needsPlainHttpWarning(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !isLoopback(url) && !/(?:^|\.)lgwan\.jp$/i.test(hostname)
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}
