/** `npm run build`: builds every part, also where the bootstrap would find it up to date. */
import { buildParts } from './bootstrap/bundle.mjs'
import { runAsScript, say, seconds } from './bootstrap/progress.mjs'
import { bootstrap } from './bootstrap.mjs'

await runAsScript(async () => {
  await bootstrap({ electron: false, build: false })
  const startedAt = performance.now()
  await buildParts(['main', 'preload', 'renderer'])
  say(`built in ${seconds(startedAt)}`)
})
