/**
 * `npm start`: the console in a window. Without a display it does the practice run by itself, which shows on the
 * terminal and in screenshots what a visitor would see.
 */
import { runInForeground } from './bootstrap/command.mjs'
import { hasDisplay, onSomeDisplay } from './bootstrap/display.mjs'
import { nodeExecutable, toolEnvironment } from './bootstrap/node-runtime.mjs'
import { runAsScript } from './bootstrap/progress.mjs'
import { inProject } from './bootstrap/project.mjs'
import { bootstrap } from './bootstrap.mjs'
import { electronCommand } from './electron-command.mjs'

await runAsScript(async () => {
  await bootstrap({ electron: true, build: true })
  const own = process.argv.slice(2)
  if (!hasDisplay) {
    const run = onSomeDisplay(nodeExecutable(), [inProject('e2e', 'practice-run.ts'), ...own])
    return runInForeground(...run, { env: toolEnvironment() })
  }
  const { executable, args } = electronCommand()
  // Editors built on Electron leave this in their terminals; with it the console would be a bare Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return runInForeground(executable, [...args, ...own], { env })
})
