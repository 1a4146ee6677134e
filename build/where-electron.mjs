/**
 * `npm run --silent where-electron`: says how to start the built console, for tools that drive it from outside.
 * Standard output holds the JSON alone.
 */
import { runAsScript } from './bootstrap/progress.mjs'
import { bootstrap } from './bootstrap.mjs'
import { electronCommand } from './electron-command.mjs'

await runAsScript(async () => {
  await bootstrap({ electron: true, build: true })
  process.stdout.write(`${JSON.stringify(electronCommand())}\n`)
})
