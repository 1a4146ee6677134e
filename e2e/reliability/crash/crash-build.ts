import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { PROJECT } from '../../support/console.ts'

export interface BuiltRelay {
  /** The script to run. */
  readonly program: string
  dispose(): void
}

/** Builds `crash-relay.ts` from the sources as they are, as the product is built. */
export async function buildCrashRelay(): Promise<BuiltRelay> {
  const artifacts = path.join(PROJECT, 'artifacts')
  mkdirSync(artifacts, { recursive: true })
  // Below the project, so that better-sqlite3 is found; a folder of its own, since several runs may build at once.
  const folder = mkdtempSync(path.join(artifacts, 'crash-'))
  await build({
    root: PROJECT,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: path.join(import.meta.dirname, 'crash-relay.ts'),
      target: 'node20.18',
      outDir: folder,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } },
    },
  })
  return {
    program: path.join(folder, 'crash-relay.cjs'),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}
