/** `npm run relay -- …`: the headless relay. See runBundle. */
import { runAsScript } from './bootstrap/progress.mjs'
import { runBundle } from './bundle-command.mjs'

await runAsScript(() => runBundle('relay', 'headless.cjs'))
