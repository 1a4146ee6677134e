import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * A search path on which the desktop answers that it shows tray icons, or that it does not: the display of the tests
 * has no panel to ask.
 */
export function desktopWithTray(home: string, hasTray: boolean): string {
  const folder = path.join(home, hasTray ? 'with-tray' : 'without-tray')
  mkdirSync(folder, { recursive: true })
  const program = path.join(folder, 'dbus-send')
  writeFileSync(program, `#!/bin/sh\necho '   variant       boolean ${hasTray}'\n`)
  chmodSync(program, 0o755)
  return `${folder}${path.delimiter}${process.env.PATH ?? ''}`
}
