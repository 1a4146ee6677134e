/** `npm run simulator -- …`: the stand-in for PMH. See runBundle. */
import { runAsScript } from './bootstrap/progress.mjs'
import { runBundle } from './bundle-command.mjs'

await runAsScript(() => runBundle('simulator', 'simulator.cjs'))
