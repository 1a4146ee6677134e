/** What has to hold for every package that a clone installs. Reads package.json, the lock and .npmrc; asks nobody. */

import { KNOWN } from './known.mjs'
import { isAllowed, isNamedTool } from './licences.mjs'

/**
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, license?: string,
 *   hasInstallScript?: boolean } & Manifest} LockEntry
 * @typedef {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string> }} Manifest
 * @typedef {{ manifest: Manifest, lock: { lockfileVersion: number, packages: Record<string, LockEntry> }, npmrc: string }} Project
 * @typedef {{ rule: string, subject: string, message: string }} Finding
 */

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

/** With a script of its own; none is run (`ignore-scripts`), but a new one should be looked at. */
const WITH_SCRIPT = new Set(['electron-winstaller'])

/** @param {Project} project @returns {Finding[]} */
export function checkPackages({ manifest, lock, npmrc }) {
  const entries = Object.entries(lock.packages).filter(([place]) => place !== '')
  if (lock.lockfileVersion !== 3 || entries.length === 0)
    return [{ rule: 'lock', subject: 'package-lock.json', message: 'holds no packages of version 3' }]
  return [
    ...direct(manifest).flatMap(([name, range]) => checkDirect(name, range, lock.packages)),
    ...strangers(manifest),
    ...entries.flatMap(([place, entry]) => checkEntry(place, entry)),
    ...(/^ignore-scripts=true$/m.test(npmrc)
      ? []
      : [{ rule: 'script', subject: '.npmrc', message: 'must say ignore-scripts=true' }]),
  ]
}

/** @param {Manifest} manifest */
const direct = (manifest) =>
  Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })

/** @param {string} name @param {string} range @param {Record<string, LockEntry>} packages @returns {Finding[]} */
function checkDirect(name, range, packages) {
  if (!EXACT.test(range)) return [{ rule: 'exact', subject: name, message: `${range} is no exact version` }]
  const locked = packages[`node_modules/${name}`]?.version
  if (locked === range) return []
  return [{ rule: 'exact', subject: name, message: `the lock has ${locked ?? 'none'} instead of ${range}` }]
}

/** @param {Manifest} manifest @returns {Finding[]} */
function strangers(manifest) {
  const names = new Set(direct(manifest).map(([name]) => name))
  return [
    ...[...names]
      .filter((name) => !KNOWN.has(name))
      .map((name) => ({
        rule: 'known',
        subject: name,
        message: 'say in build/packages/known.mjs what it is for',
      })),
    ...[...KNOWN.keys()]
      .filter((name) => !names.has(name))
      .map((name) => ({
        rule: 'known',
        subject: name,
        message: 'is known, but not in package.json any more',
      })),
  ]
}

/** @param {string} place @param {LockEntry} entry @returns {Finding[]} */
function checkEntry(place, entry) {
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  /** @type {[rule: string, broken: boolean, message: string][]} */
  const rules = [
    ['integrity', !entry.integrity?.startsWith('sha512-'), 'has no SHA-512 in the lock'],
    ['origin', entry.resolved !== undefined || entry.link === true, 'comes from a place of its own'],
    [
      'script',
      entry.hasInstallScript === true && !WITH_SCRIPT.has(name),
      'wants to run code at install time',
    ],
    [
      'licence',
      !isAllowed(entry.license) && !isNamedTool(name, entry.license),
      `${entry.license ?? 'no licence'} is not among the allowed`,
    ],
  ]
  return rules
    .filter(([, broken]) => broken)
    .map(([rule, , message]) => ({ rule, subject: `${name} ${entry.version ?? ''}`.trim(), message }))
}
