import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SquidChild } from './squid-child.ts'
import { NTLM_HELPER, SMBPASSWD, WINBINDD } from './squid-packages.ts'

export const DOMAIN = 'WARD'

/** Debian's number of Squid's user and group. */
export const PROXY_USER = 13

const FIRST_ID = 40_000
const READY_TRIES = 100

/** Real accounts of Windows' kind, checked by Samba; the system's own users stay as they are. */
export interface Accounts {
  /** What Squid asks: a script that knows where these accounts are. */
  readonly helper: string
  stop(): Promise<void>
}

/**
 * Starts winbindd on a local account database below a folder. nss_wrapper stands in for /etc/passwd, and lets the
 * sockets lie elsewhere than in /run.
 */
export async function startAccounts(home: string, user: string, password: string): Promise<Accounts> {
  const [config, passwd, group] = ['smb.conf', 'passwd', 'group'].map((name) => path.join(home, name))
  if (config === undefined || passwd === undefined || group === undefined) throw new Error('no names')
  writeFileSync(passwd, `root:x:0:0::/:/bin/false\n${user}:x:${FIRST_ID}:${FIRST_ID}::/:/bin/false\n`)
  writeFileSync(group, `root:x:0:\nproxy:x:${PROXY_USER}:\nstaff:x:${FIRST_ID}:\n`)
  writeFileSync(config, configuration(home))
  const wrapper = {
    LD_PRELOAD: 'libnss_wrapper.so',
    NSS_WRAPPER_PASSWD: passwd,
    NSS_WRAPPER_GROUP: group,
    SELFTEST_WINBINDD_SOCKET_DIR: path.join(home, 'sockets'),
    LANG: 'C.UTF-8',
  }
  const env = { ...process.env, ...wrapper }
  const added = spawnSync(SMBPASSWD, ['-c', config, '-s', '-a', user], {
    env,
    input: `${password}\n${password}\n`,
    encoding: 'utf8',
  })
  if (added.status !== 0) throw new Error(`smbpasswd: ${added.stderr}`)

  const child = new SquidChild(WINBINDD, ['-F', '--no-process-group', '--debug-stdout', '-s', config], env)
  const account = [`--domain=${DOMAIN}`, `--username=${user}`, `--password=${password}`]
  // winbindd tells nobody when it is ready.
  const isReady = () => spawnSync(NTLM_HELPER, [`--configfile=${config}`, ...account], { env }).status === 0
  for (let tries = 0; !isReady(); tries += 1) {
    if (tries === READY_TRIES) throw new Error('winbindd does not know the account')
    await pause(100)
  }

  const helper = path.join(home, 'ntlm-helper')
  const exported = Object.entries(wrapper).map(([name, value]) => `${name}='${value}'`)
  const command = `exec ${NTLM_HELPER} --configfile='${config}' --helper-protocol=squid-2.5-ntlmssp`
  writeFileSync(helper, `#!/bin/sh\nexport ${exported.join(' ')}\n${command}\n`)
  chmodSync(helper, 0o755)
  return { helper, stop: () => child.stop() }
}

function configuration(home: string): string {
  const folders = {
    'private dir': 'private',
    'lock directory': 'lock',
    'state directory': 'state',
    'cache directory': 'cache',
    'pid directory': 'pid',
    'ncalrpc dir': 'ncalrpc',
    'winbindd socket directory': 'sockets',
  }
  const lines = Object.entries(folders).map(([key, name]) => {
    const folder = path.join(home, name)
    mkdirSync(folder)
    return `${key} = ${folder}`
  })
  // Squid's helper may ask for passwords to be checked, and nobody else (ntlm_auth(1)).
  const privileged = path.join(home, 'state', 'winbindd_privileged')
  mkdirSync(privileged, { mode: 0o750 })
  chownSync(privileged, 0, PROXY_USER)
  return [
    '[global]',
    'workgroup = TOWN',
    `netbios name = ${DOMAIN}`,
    'security = user',
    `passdb backend = tdbsam:${path.join(home, 'passdb.tdb')}`,
    `log file = ${path.join(home, 'samba.log')}`,
    'rpc start on demand helpers = no',
    ...lines,
    '',
  ].join('\n')
}
