/**
 * Compiles the installer's script with Debian's makensis, around a program that is not there: what comes out installs nothing, but a mistake
 * in build/installer.nsh or in the options of electron-builder shows here rather than on the release machine.
 *
 *   node build/package/nsis-check.mjs [build/installer.nsh]
 *
 * Prints what it compiled, or why not; exit code 0, 1, or 3 where makensis is missing.
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { collect } from '../bootstrap/command.mjs'
import { nodeExecutable, toolEnvironment } from '../bootstrap/node-runtime.mjs'
import { BootstrapError, runAsScript } from '../bootstrap/progress.mjs'
import { inNodeModules, inProject } from '../bootstrap/project.mjs'
import { forInstallerCheck, install } from '../bootstrap/system-packages.mjs'
import { stubDll } from './stub-dll.mjs'

const NSIS = '/usr/share/nsis'
const NOT_HERE = 3

const include = process.argv[2] ?? inProject('build', 'installer.nsh')

await runAsScript(async () => {
  try {
    await install(forInstallerCheck)
  } catch (error) {
    console.log(error instanceof BootstrapError ? error.message : error)
    return NOT_HERE
  }
  const work = mkdtempSync(join(tmpdir(), 'nsis-check-'))
  try {
    await compile(work)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
})

/** @param {string} work */
async function compile(work) {
  const program = join(work, 'program')
  mkdirSync(join(program, 'resources'), { recursive: true })
  for (const file of ['pmh-relay-console.exe', 'resources/app.asar']) writeFileSync(join(program, file), 'MZ')
  const { code, output } = await collect(
    nodeExecutable(),
    [
      inNodeModules('electron-builder', 'cli.js'),
      ...['--win', 'nsis', '--prepackaged', program],
      ...['--config', inProject('build', 'electron-builder.config.mjs')],
      `-c.nsis.include=${include}`,
      `-c.directories.output=${join(work, 'out')}`,
    ],
    { env: environment(work) },
  )
  if (code !== 0) throw new BootstrapError(`the installer's script does not compile\n${output}`)
  console.log(
    readdirSync(join(work, 'out'))
      .filter((name) => name.endsWith('.exe'))
      .join('\n'),
  )
}

/** The tools that electron-builder would download. @param {string} work @returns {NodeJS.ProcessEnv} */
function environment(work) {
  const tools = join(work, 'tools')
  const plugins = join(work, 'resources', 'plugins', 'x86-unicode')
  mkdirSync(tools)
  mkdirSync(plugins, { recursive: true })
  for (const [plugin, functions] of missingPlugins())
    writeFileSync(join(plugins, `${plugin}.dll`), stubDll(functions))
  writeFileSync(join(tools, 'elevate.exe'), 'MZ')
  program(tools, 'makensis', `NSISDIR=${NSIS} exec /usr/bin/makensis "$@"`)
  // Packs nothing: the last name that ends in .7z is the archive.
  program(tools, '7za', 'for name; do case $name in *.7z) echo archive > "$name";; esac; done')
  // Would run the first stage, which writes the uninstaller beside itself.
  program(tools, 'wine', `echo MZ > "\${1%exe}__uninstaller.exe"`)
  return toolEnvironment({
    PACKAGE_WITH_FALLBACK_RUNTIME: '1',
    PATH: `${tools}:${process.env.PATH ?? ''}`,
    ELECTRON_BUILDER_NSIS_DIR: tools,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(work, 'resources'),
    ELECTRON_BUILDER_7ZIP_PATH: join(tools, '7za'),
  })
}

/** @param {string} folder @param {string} name @param {string} line of a shell */
function program(folder, name, line) {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${line}\n`)
  chmodSync(file, 0o755)
}

/** Plug-ins that electron-builder's scripts call and Debian does not have. @returns {Map<string, string[]>} */
function missingPlugins() {
  const present = new Set(
    readdirSync(join(NSIS, 'Plugins', 'x86-unicode')).map((name) => basename(name, '.dll')),
  )
  const templates = inNodeModules('app-builder-lib', 'templates', 'nsis')
  /** @type {Map<string, string[]>} */
  const called = new Map()
  for (const entry of readdirSync(templates, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const script = readFileSync(join(entry.parentPath, entry.name), 'utf8')
    for (const [, plugin = '', name = ''] of script.matchAll(/\b(\w+)::(\w+)/g)) {
      if (!present.has(plugin)) called.set(plugin, [...(called.get(plugin) ?? []), name])
    }
  }
  return called
}
