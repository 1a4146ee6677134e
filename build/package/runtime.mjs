/** Which Electron a package gets. The fallback of a closed network is out of support: never in a release unless asked for by name. */
import { electronRuntime } from '../bootstrap/electron-runtime.mjs'
import { BootstrapError } from '../bootstrap/progress.mjs'
import { installedVersion } from '../bootstrap/project.mjs'

/** @throws {BootstrapError} when the clone has the fallback and nobody asked for it */
export function refuseFallback(runtime = electronRuntime(), env = process.env) {
  if (runtime?.kind !== 'fallback' || env.PACKAGE_WITH_FALLBACK_RUNTIME === '1') return
  throw new BootstrapError(
    `this clone has the fallback Electron ${runtime.version}, which is never for a release: bootstrap where the official one ` +
      'can be downloaded, or ask for it by name: npm run package -- --with-fallback-runtime',
  )
}

/** @returns {{ version: string, isFallback: boolean }} */
export function packagedRuntime(runtime = electronRuntime()) {
  return runtime?.kind === 'fallback'
    ? { version: runtime.version, isFallback: true }
    : { version: installedVersion('electron'), isFallback: false }
}
