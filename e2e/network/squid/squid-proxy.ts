import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { PROXY_USER } from './squid-accounts.ts'
import { SquidChild } from './squid-child.ts'
import { BASIC_HELPER, SQUID } from './squid-packages.ts'

export interface SquidOptions {
  /** A folder that every user may enter. */
  readonly home: string
  /** What is offered; nothing: everybody is let through. */
  readonly basic?: { readonly user: string; readonly password: string }
  readonly ntlm?: {
    readonly helper: string
    /** A proxy that asks before anybody said anything closes the connection. */
    readonly closesOnAsking?: boolean
  }
  /** Ports that CONNECT may go to; others are refused. */
  readonly tunnelPorts: readonly number[]
}

export interface Squid {
  readonly port: number
  /** Squid's own record: one line a request, as `407 CONNECT 127.0.0.1:443 -`. */
  requests(): string[]
  stop(): Promise<void>
}

/** Starts Debian's Squid on a free port of 127.0.0.1. */
export async function startSquid(options: SquidOptions): Promise<Squid> {
  const folder = path.join(options.home, 'squid')
  mkdirSync(folder)
  chownSync(folder, PROXY_USER, PROXY_USER)
  const port = await freePort()
  const config = path.join(options.home, 'squid.conf')
  writeFileSync(config, [...configuration(folder, port, options), ''].join('\n'))
  const child = new SquidChild(SQUID, ['-N', '-d', '1', '-f', config])
  await child.line(/Accepting HTTP Socket connections/)
  const log = path.join(folder, 'access.log')
  return {
    port,
    requests: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
    stop: () => child.stop(),
  }
}

function configuration(folder: string, port: number, options: SquidOptions): string[] {
  return [
    `http_port 127.0.0.1:${port}`,
    'visible_hostname proxy.test',
    'cache_effective_user proxy',
    `pid_filename ${path.join(folder, 'squid.pid')}`,
    `cache_log ${path.join(folder, 'cache.log')}`,
    'logformat short %>Hs %rm %ru %un',
    `access_log stdio:${path.join(folder, 'access.log')} short`,
    'buffered_logs off',
    `coredump_dir ${folder}`,
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    'cache deny all',
    // Squid 5.7 resets large uploads at random when this buffer is full.
    'client_request_buffer_max_size 16 MB',
    ...offers(options),
    `acl open port ${options.tunnelPorts.join(' ')}`,
    'http_access deny CONNECT !open',
    (options.basic ?? options.ntlm) ? 'acl known proxy_auth REQUIRED' : 'acl known src all',
    'http_access allow known',
    'http_access deny all',
  ]
}

function offers({ home, basic, ntlm }: SquidOptions): string[] {
  const lines: string[] = []
  if (ntlm !== undefined) {
    lines.push(`auth_param ntlm program ${ntlm.helper}`, 'auth_param ntlm children 4 startup=1')
    lines.push(`auth_param ntlm keep_alive ${ntlm.closesOnAsking === true ? 'off' : 'on'}`)
  }
  if (basic !== undefined) {
    const passwords = path.join(home, 'passwords')
    const input = basic.password
    const hash = spawnSync('openssl', ['passwd', '-1', '-stdin'], { input, encoding: 'utf8' }).stdout
    writeFileSync(passwords, `${basic.user}:${hash}`)
    lines.push(`auth_param basic program ${BASIC_HELPER} ${passwords}`, 'auth_param basic realm The, ward')
  }
  return lines
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
