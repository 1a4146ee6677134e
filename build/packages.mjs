/** `npm run packages`: checks what a clone installs, by build/packages/check.mjs, and says how much it looked at. */
import { readFileSync } from 'node:fs'
import { inProject } from './bootstrap/project.mjs'
import { checkPackages } from './packages/check.mjs'

const read = (/** @type {string} */ name) => readFileSync(inProject(name), 'utf8')

const lock = JSON.parse(read('package-lock.json'))
const findings = checkPackages({ manifest: JSON.parse(read('package.json')), lock, npmrc: read('.npmrc') })
for (const { rule, subject, message } of findings) console.log(`${rule} ${subject}: ${message}`)
console.log(`packages: ${Object.keys(lock.packages).length - 1} looked at, ${findings.length} findings`)
process.exitCode = findings.length === 0 ? 0 : 1
