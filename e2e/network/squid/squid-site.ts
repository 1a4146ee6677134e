import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setInterval as ticks } from 'node:timers/promises'
import { type CommandEnd, startRelay } from '../../support/relay-command.ts'

const FILE = path.join('subsidy1', 'a.csv')
const TOKEN = 'PRACTICE-TOKEN-1111'

/** How one run of the relay ended, and what it left. */
export interface RelayedFile extends CommandEnd {
  readonly isFileLeft: boolean
  readonly isFileInProceed: boolean
  readonly log: string
  /** The most memory that the relay's process had at one time. */
  readonly peakBytes: number
}

/** A place with one scheme folder and one file in it, which the real command relays. */
export class SquidSite {
  readonly home: string
  readonly tokens = [TOKEN]
  readonly #root: string

  constructor(home: string) {
    this.home = home
    this.#root = path.join(home, 'PMH_RELAY')
    mkdirSync(path.join(this.#root, 'subsidy1'), { recursive: true })
    writeFileSync(path.join(home, 'mapping.txt'), `${TOKEN}|subsidy1\n`, { mode: 0o600 })
  }

  /** @returns the SHA-256 of what was written */
  drop(bytes: number): string {
    const hash = createHash('sha256')
    const file = openSync(path.join(this.#root, FILE), 'w')
    const block = Buffer.alloc(1024 * 1024, '氏名,住所\r\n')
    for (let left = bytes; left > 0; left -= block.length) {
      const part = block.subarray(0, left)
      writeSync(file, part)
      hash.update(part)
    }
    closeSync(file)
    return hash.digest('hex')
  }

  async relay(settings: Readonly<Record<string, string>>): Promise<RelayedFile> {
    const all = { PMHFilePath: this.#root, StabilityWindow: '0', ...settings }
    const keys = Object.entries(all).map(([key, value]) => `<add key="${key}" value="${value}" />`)
    const xml = `<configuration><appSettings>${keys.join('')}</appSettings></configuration>`
    writeFileSync(path.join(this.home, 'PMH_Relay.exe.config'), xml)
    const files = ['--config', 'PMH_Relay.exe.config', '--data-dir', 'data', '--mapping', 'mapping.txt']
    const relay = startRelay(this.home, [...files, '--once'])
    const watch = watchMemory(relay.child.pid ?? 0)
    const end = await relay.end
    return {
      ...end,
      isFileLeft: existsSync(path.join(this.#root, FILE)),
      isFileInProceed: existsSync(path.join(this.#root, 'PROCEED', FILE)),
      log: readFileSync(path.join(this.home, 'data', 'logs', 'log.txt'), 'utf8'),
      peakBytes: await watch,
    }
  }
}

/** Asks the system while the process lives; it keeps the peak itself (proc(5), VmHWM). */
async function watchMemory(pid: number): Promise<number> {
  let peak = 0
  for await (const _ of ticks(50)) {
    const now = peakOf(pid)
    if (now === null) break
    peak = Math.max(peak, now)
  }
  return peak
}

function peakOf(pid: number): number | null {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
