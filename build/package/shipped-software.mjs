/** What of other people's software a package holds: as the bundler wrote it beside each part (build/bundled-software.ts). */
import { existsSync, readFileSync } from 'node:fs'
import { BootstrapError } from '../bootstrap/progress.mjs'
import { inProject } from '../bootstrap/project.mjs'
import { isAllowed } from '../packages/licences.mjs'

/** @typedef {{ name: string, version: string, licence: string, text: string }} Shipped */

const PARTS = ['main', 'preload', 'renderer']

/**
 * @param {string} electronVersion that of the runtime in the package; a clone may run an older one than it pins
 * @returns {Shipped[]} by name, without doubles
 * @throws {BootstrapError} for one that may not be passed on
 */
export function shippedSoftware(electronVersion) {
  /** @type {Map<string, Shipped>} */
  const found = new Map()
  for (const file of PARTS.map((part) => inProject('out', part, 'licences.json')).filter(existsSync)) {
    for (const entry of /** @type {Shipped[]} */ (JSON.parse(readFileSync(file, 'utf8')))) {
      const version = entry.name === 'electron' ? electronVersion : entry.version
      found.set(`${entry.name}@${version}`, { ...entry, version })
    }
  }
  const shipped = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const refused = shipped.filter(({ licence }) => !isAllowed(licence))
  if (refused.length > 0)
    throw new BootstrapError(
      `not to be passed on: ${refused.map(({ name, licence }) => `${name} (${licence || 'no licence'})`).join(', ')}`,
    )
  return shipped
}
