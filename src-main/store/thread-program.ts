import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { RelayError } from '../../src-shared/domain/relay-error.ts'

/**
 * Where the program of a thread lies: beside the source that starts it; in the built program beside that file, or above
 * it when the bundler made a chunk of it.
 * @param from `import.meta.url` of whoever starts it
 * @param name without an extension
 * @throws RelayError R4006 when it is not there
 */
export function threadProgram(from: string, name: string): string {
  const places = [`./${name}.ts`, `./${name}.cjs`, `../${name}.cjs`]
  const program = places.map((place) => fileURLToPath(new URL(place, from))).find(existsSync)
  if (program === undefined) throw new RelayError('R4006', name)
  return program
}
