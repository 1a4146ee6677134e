/** Writes `licences.json` beside a built part: what lies in it, and the terms under which it may be passed on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

interface Package {
  readonly name: string
  readonly version: string
  readonly license?: string
}

/**
 * @param more packages of which the bundler sees no module: loaded at run time, or read by a style sheet
 */
export function listBundledSoftware(more: readonly string[]): Plugin {
  return {
    name: 'list-bundled-software',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk' ? Object.keys(part.modules) : [],
      )
      const folders = new Set([
        ...modules.flatMap((id) => packageFolder(id) ?? []),
        ...more.map((name) => resolve('node_modules', name)),
      ])
      const source = JSON.stringify([...folders].sort().map(describe), null, 1)
      this.emitFile({ type: 'asset', fileName: 'licences.json', source })
    },
  }
}

/** @returns null for a module of our own, and for one that the bundler made up */
function packageFolder(id: string): string | null {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '').replaceAll('\\', '/')
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? []
  return folder !== undefined && existsSync(join(folder, 'package.json')) ? folder : null
}

function describe(folder: string) {
  const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)/i.test(name))
  return {
    name: found.name,
    version: found.version,
    licence: found.license ?? '',
    text: file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim(),
  }
}
