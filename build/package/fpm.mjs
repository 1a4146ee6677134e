#!/usr/bin/env node
/**
 * Stands in for fpm, which electron-builder would download: makes a deb with Debian's own dpkg-deb. Understands the
 * arguments that electron-builder gives for a deb, and refuses any other, so that nothing is dropped unseen.
 */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { controlFile } from './deb-control.mjs'

const one = /** @type {const} */ ({ type: 'string' })
const many = /** @type {const} */ ({ type: 'string', multiple: true })
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...one, short: 's' },
    t: { ...one, short: 't' },
    d: { ...many, short: 'd' },
    force: { type: 'boolean' },
    'deb-recommends': many,
    'deb-compression': one,
    'deb-priority': one,
    architecture: one,
    'after-install': one,
    'after-remove': one,
    category: one,
    description: one,
    license: one,
    maintainer: one,
    name: one,
    package: one,
    url: one,
    vendor: one,
    version: one,
  },
})

const root = mkdtempSync(join(tmpdir(), 'deb-'))
try {
  // The folder becomes / of the package.
  chmodSync(root, 0o755)
  for (const mapping of positionals) place(mapping)
  const control = join(root, 'DEBIAN')
  mkdirSync(control)
  writeFileSync(join(control, 'control'), controlFile(values, sizeOf(root)))
  script('after-install', 'postinst')
  script('after-remove', 'postrm')
  execFileSync('dpkg-deb', [
    '--root-owner-group',
    // A package for tests is made in a hurry, one for users once.
    ...(values['deb-compression'] === 'gz' ? ['-Zgzip', '-z1'] : ['-Zxz']),
    '--build',
    root,
    /** @type {string} */ (values.package),
  ])
} finally {
  rmSync(root, { recursive: true, force: true })
}

/** @param {string} mapping `source=destination`; a source that ends in `/` means what lies in it */
function place(mapping) {
  const at = mapping.indexOf('=')
  const source = mapping.slice(0, at)
  const destination = join(root, mapping.slice(at + 1))
  mkdirSync(dirname(destination), { recursive: true })
  if (source.endsWith('/'))
    cpSync(source, destination, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  else copyFileSync(source, destination)
}

/** @param {'after-install' | 'after-remove'} option @param {string} name */
function script(option, name) {
  const source = values[option]
  if (source === undefined) return
  const made = join(root, 'DEBIAN', name)
  copyFileSync(source, made)
  chmodSync(made, 0o755)
}

/** @param {string} folder @returns {number} bytes of the regular files below */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((total, entry) => total + statSync(join(entry.parentPath, entry.name)).size, 0)
}
