import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { bundledSoftware } from '../../src-shared/ipc/bundled-software.ts'
import type { About } from '../commands/handlers.ts'

/** What the build wrote beside each of its parts. */
const FILE = 'licences.json'

/** @param parts folders of the built parts */
export function aboutProgram(parts: readonly string[]): About {
  const { electron, chrome, node } = process.versions
  return {
    runtimes: [`Electron ${electron}`, `Chromium ${chrome}`, `Node.js ${node}`],
    system: `${os.type()} ${os.release()} (${process.arch})`,
    async software() {
      const lists = await Promise.all(parts.map(readPart))
      const byName = new Map(lists.flat().map((entry) => [`${entry.name} ${entry.version}`, entry]))
      return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    },
  }
}

async function readPart(folder: string) {
  return z.array(bundledSoftware).parse(JSON.parse(await readFile(path.join(folder, FILE), 'utf8')))
}
