/** What lies in a package for people who check it: licences, bill of materials, and which sources it was made of. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { npm } from '../bootstrap/npm.mjs'
import { BootstrapError } from '../bootstrap/progress.mjs'
import { buildStamp } from './build-stamp.mjs'
import { packagedRuntime } from './runtime.mjs'
import { shippedBom } from './sbom.mjs'
import { shippedSoftware } from './shipped-software.mjs'
import { thirdPartyText } from './third-party.mjs'

/** Names in the resources folder of the package. */
export const PAPERS = {
  licences: 'THIRD-PARTY-LICENCES.txt',
  bom: 'sbom.cdx.json',
  stamp: 'build.json',
}

/** @param {string} folder */
export async function writePapers(folder) {
  const electron = packagedRuntime()
  const stamp = await buildStamp()
  const shipped = shippedSoftware(electron.version)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFile(join(folder, name), text)
  await write(PAPERS.licences, thirdPartyText(shipped))
  await write(PAPERS.bom, json(shippedBom(await npmBom(), shipped, stamp, stamp.time)))
  await write(PAPERS.stamp, json({ ...stamp, electron }))
}

async function npmBom() {
  // Only standard output is the answer; npm may warn of the machine's settings on the other one.
  const { code, output } = await npm(['sbom', '--sbom-format', 'cyclonedx', '--loglevel', 'silent'])
  if (code !== 0) throw new BootstrapError(`npm sbom ended with ${code}\n${output}`)
  return JSON.parse(output)
}

/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, 1)}\n`
