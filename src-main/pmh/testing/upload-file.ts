import { createHash } from 'node:crypto'
import { truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { tempFolder } from '../../testing/temp-folder.ts'

/** Far more than the kernel keeps on the way between two sockets. */
export const HUGE_BYTES = 64 * 1024 * 1024

export interface UploadFile {
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
}

export function uploadFile(content: Buffer | string = '氏名,住所\r\n', name = 'a.csv'): UploadFile {
  const file = path.join(tempFolder(), name)
  writeFileSync(file, content)
  const bytes = Buffer.from(content)
  return { path: file, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** A file of zeros that takes no room on the disk. */
export function hugeFile(): UploadFile {
  const { path: file } = uploadFile('', 'huge.csv')
  truncateSync(file, HUGE_BYTES)
  const hash = createHash('sha256')
  const zeros = Buffer.alloc(1024 * 1024)
  for (let left = HUGE_BYTES; left > 0; left -= zeros.length) hash.update(zeros)
  return { path: file, sizeBytes: HUGE_BYTES, sha256: hash.digest('hex') }
}
