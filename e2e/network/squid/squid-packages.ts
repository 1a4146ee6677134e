import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The real programs, as Debian has them. */
export const SQUID = '/usr/sbin/squid'
export const BASIC_HELPER = '/usr/lib/squid/basic_ncsa_auth'
export const NTLM_HELPER = '/usr/bin/ntlm_auth'
export const WINBINDD = '/usr/sbin/winbindd'
export const SMBPASSWD = '/usr/bin/smbpasswd'

const PACKAGES = ['squid-openssl', 'winbind', 'samba-common-bin', 'libnss-wrapper', 'openssl']

/** Why there can be no Squid here, or null. As root on Debian what is missing is installed. */
export function squidProblem(): string | null {
  if (process.platform !== 'linux') return 'Squid and Samba are tested with on Linux only'
  if (process.getuid?.() !== 0) return 'Squid and Samba drop to users of their own, which takes root'
  if (areThere()) return null
  const command = `apt-get install --no-install-recommends ${PACKAGES.join(' ')}`
  // The packages would start their services, and these would stay.
  if (existsSync('/run/systemd/system')) return `missing, and not installed beside systemd: ${command}`
  install()
  return areThere() ? null : `missing and could not be installed: ${command}`
}

function areThere(): boolean {
  const programs = [SQUID, BASIC_HELPER, NTLM_HELPER, WINBINDD, SMBPASSWD, '/usr/bin/openssl']
  return programs.every((program) => existsSync(program)) && hasNssWrapper()
}

/** A name that the loader does not find is a complaint on standard error, and nothing else. */
function hasNssWrapper(): boolean {
  return spawnSync('true', { env: { LD_PRELOAD: 'libnss_wrapper.so' } }).stderr.length === 0
}

function install(): void {
  // RUNLEVEL=1 is single user: no service is started by an installation.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  spawnSync('apt-get', ['update'], { env })
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-y', '--no-install-recommends']
  spawnSync('apt-get', ['install', ...options, ...PACKAGES], { env })
}
