/** How the built console is started in a clone. */
import { electronRuntime } from './bootstrap/electron-runtime.mjs'
import { BootstrapError } from './bootstrap/progress.mjs'
import { isRoot, projectRoot } from './bootstrap/project.mjs'

/** @returns {{ executable: string, args: string[], version: string }} */
export function electronCommand() {
  const runtime = electronRuntime()
  if (!runtime) throw new BootstrapError('there is no Electron in node_modules: run npm run bootstrap')
  // Chromium's sandbox refuses to work for root.
  const args = [...(isRoot ? ['--no-sandbox'] : []), projectRoot]
  return { executable: runtime.executable, args, version: runtime.version }
}
