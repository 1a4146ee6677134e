import { spawn } from 'node:child_process'
import path from 'node:path'
import { type CommandEnd, followed } from '../../support/relay-command.ts'
import { PROGRAM } from './packages.ts'

/** Runs an installed program with these arguments, where there is no display; its profile lies in `cwd`. */
export function runPackaged(
  folder: string,
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<CommandEnd> {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...withoutDisplay } = process.env
  const ofChromium = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--ozone-platform=headless',
    '--password-store=basic',
    `--user-data-dir=${path.join(cwd, 'profile')}`,
  ]
  const child = spawn(path.join(folder, PROGRAM), [...ofChromium, ...args], {
    cwd,
    env: { ...withoutDisplay, ...env },
  })
  return followed(child, '').end
}
