import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface Keyring {
  /** Of the session bus that the keyring listens on. */
  readonly address: string
  stop(): Promise<void>
}

/** What is missing on this machine for a keyring, or null. */
export function missingForKeyring(): string | null {
  const missing = ['dbus-daemon', 'gnome-keyring-daemon'].filter(
    (program) => spawnSync('which', [program]).status !== 0,
  )
  return missing.length === 0 ? null : `${missing.join(', ')} not installed`
}

/** A session bus of its own with an unlocked, empty keyring: what a desktop session has. */
export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pmh-keyring-'))
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: { ...process.env, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home },
  })
  const [address] = (await once(createInterface({ input: bus.stdout }), 'line')) as [string]
  // It goes into the background once it can be asked, and ends with its bus.
  const keyring = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env: { ...process.env, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home, DBUS_SESSION_BUS_ADDRESS: address },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  keyring.stdin.end('\n')
  await once(keyring, 'exit')
  return {
    address,
    async stop() {
      await stopChild(bus)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
