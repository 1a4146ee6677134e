import { execFile } from 'node:child_process'

const QUESTION = [
  '--session',
  '--print-reply',
  '--reply-timeout=2000',
  '--dest=org.kde.StatusNotifierWatcher',
  '/StatusNotifierWatcher',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.kde.StatusNotifierWatcher',
  'string:IsStatusNotifierHostRegistered',
]

/**
 * Whether this desktop shows tray icons. On Linux Electron makes a Tray everywhere and says nothing when nobody draws
 * it (GNOME without an extension), so the desktop itself is asked, by the StatusNotifierItem specification. Without an
 * answer within 3 s, or without the program that asks, there is no tray: closing then ends, which is the safe mistake.
 */
export function hasTrayHost(): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true)
  return new Promise((resolve) => {
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: sessionBus(process.env) }
    try {
      execFile('dbus-send', QUESTION, { timeout: 3_000, env }, (error, stdout) => {
        resolve(error === null && /\bboolean true\b/.test(stdout))
      })
    } catch {
      // Node tells a few errors by the answer; where a rule of the system forbids the program, it throws.
      resolve(false)
    }
  })
}

/** Named outright: with no address the program that asks would start a bus of its own, and leave it running. */
function sessionBus({
  DBUS_SESSION_BUS_ADDRESS: address,
  XDG_RUNTIME_DIR: runtime,
}: NodeJS.ProcessEnv): string {
  return address || (runtime ? `unix:path=${runtime}/bus` : 'disabled:')
}
