/**
 * `npm run package`: the console as a program to install, in dist/packages. By itself the folder of this platform, with everything in it.
 *
 *   npm run package -- --deb --tar                     a Debian package and an archive as well (Linux)
 *   npm run package -- --windows                       NSIS installer and zip (on Windows, with internet)
 *   npm run package -- --quick                         weak compression, for tests
 *   npm run package -- --with-fallback-runtime         on the development runtime, never for a release
 *   npm run package -- --testable                      one that Playwright can drive, in dist/testable: never for a release either
 */
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runInForeground } from './bootstrap/command.mjs'
import { nodeExecutable, toolEnvironment } from './bootstrap/node-runtime.mjs'
import { BootstrapError, runAsScript } from './bootstrap/progress.mjs'
import { inNodeModules, inProject } from './bootstrap/project.mjs'
import { bootstrap } from './bootstrap.mjs'
import { buildStamp } from './package/build-stamp.mjs'
import { refuseFallback } from './package/runtime.mjs'
import { packTar } from './package/tar.mjs'

const { values: wanted } = parseArgs({
  options: {
    deb: { type: 'boolean', default: false },
    tar: { type: 'boolean', default: false },
    windows: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    testable: { type: 'boolean', default: false },
    'with-fallback-runtime': { type: 'boolean', default: false },
  },
})

/** Each has a place of its own, so that none is taken for the other. */
const output = wanted.testable ? 'dist/testable' : 'dist/packages'

await runAsScript(async () => {
  if (wanted.testable) process.env.PMH_TEST_BUILD = '1'
  if (wanted['with-fallback-runtime']) process.env.PACKAGE_WITH_FALLBACK_RUNTIME = '1'
  await bootstrap({ electron: true, build: true })
  refuseFallback()
  rmSync(inProject(output), { recursive: true, force: true })
  const stamp = await buildStamp()
  const seconds = stamp.time === null ? undefined : String(Date.parse(stamp.time) / 1000)
  await electronBuilder(seconds)
  if (wanted.tar) await packTar(inProject(output), stamp, seconds, wanted.quick)
})

/** @param {string | undefined} seconds of the build; dpkg-deb takes no later time into the package */
async function electronBuilder(seconds) {
  const targets = wanted.windows
    ? ['--win', 'nsis', 'zip']
    : ['--linux', 'dir', ...(wanted.deb ? ['deb'] : [])]
  const args = [
    inNodeModules('electron-builder', 'cli.js'),
    ...targets,
    ...['--config', inProject('build', 'electron-builder.config.mjs')],
    `-c.directories.output=${output}`,
    ...(wanted.quick ? ['-c.deb.compression=gz'] : []),
    ...(wanted.testable ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
  ]
  const env = toolEnvironment({
    CUSTOM_FPM_PATH: inProject('build', 'package', 'fpm.mjs'),
    ...(seconds === undefined ? {} : { SOURCE_DATE_EPOCH: seconds }),
  })
  const code = await runInForeground(nodeExecutable(), args, { env })
  if (code !== 0) throw new BootstrapError(`electron-builder ended with ${code}`)
}
