import { stat } from 'node:fs/promises'
import path from 'node:path'
import { type MappingEntry, type MappingResult, parseMapping } from '../../src-shared/domain/mapping.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import type { RawSettings } from '../../src-shared/domain/settings.ts'
import { configProblemText, fileProblemText } from '../../src-shared/text/ja/screens-import.ts'
import { readBounded } from '../command-line/bounded-input.ts'
import { serviceArguments } from '../official/service-arguments.ts'

/**
 * The window's process may stand still for 50 ms at most, which is what reading this much can take; the official file
 * has 3 KB.
 */
const FILE_LIMIT_BYTES = 128 * 1024

/** A configuration file as it was read; its secrets stay in this process. */
export interface ImportedFile {
  readonly name: string
  readonly raw: RawSettings
  readonly unknownKeys: readonly string[]
}

/** The one import that is under way, until it is applied or forgotten. Bounded by what its two sources may hold. */
export interface ImportDraft {
  file: ImportedFile | null
  entries: readonly MappingEntry[] | null
}

/** @throws RelayError R5004 with the file's name and the reason in Japanese, never with what it holds */
export async function readImportFile(file: string): Promise<ImportedFile> {
  const name = path.basename(file)
  const refuse = (why: string, cause?: unknown) => new RelayError('R5004', `${name}：${why}`, { cause })
  let bytes: Buffer
  try {
    await requireRegular(file)
    bytes = await readBounded(file)
  } catch (error) {
    throw refuse(
      error instanceof RangeError ? configProblemText.too_large : fileProblemText(errnoOf(error)),
      error,
    )
  }
  if (bytes.length > FILE_LIMIT_BYTES) throw refuse(configProblemText.too_large)
  const { readConfigXml } = await import('../official/config-xml.ts')
  const read = readConfigXml(bytes)
  if (!read.ok) throw refuse(configProblemText[read.problem.kind])
  return { name, raw: read.raw, unknownKeys: read.unknownKeys }
}

/** A pipe would never end, and a device never begin. */
async function requireRegular(file: string): Promise<void> {
  const found = await stat(file)
  if (found.isFile()) return
  throw Object.assign(new Error('not a file'), { code: found.isDirectory() ? 'EISDIR' : 'EINVAL' })
}

/** What staff pasted: the arguments alone, New-Service, sc qc, or sc create (manual 2.2.3). */
export function readPastedArguments(text: string): MappingResult {
  return parseMapping(serviceArguments(text))
}
