import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'

const CHUNK_BYTES = 64 * 1024

export interface UploadFile {
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
  onProgress(sentBytes: number): void
}

/**
 * Streams a file as a request body with flat memory. The bytes are hashed once more while they go, and the last
 * chunk is handed over only when they are the bytes that the journal has: a file that changed under way is broken off
 * before its last byte, so that PMH never has a whole wrong file.
 */
export class UploadBody {
  readonly #file: UploadFile
  readonly #before: Buffer
  readonly #after: Buffer
  /** Set once the last body byte went to the socket: from then on PMH may have the file. */
  handedOver = false

  /** @param before @param after what a multipart body has around the file; empty for a raw one */
  constructor(file: UploadFile, before: Buffer, after: Buffer) {
    this.#file = file
    this.#before = before
    this.#after = after
  }

  get contentLength(): number {
    return this.#before.length + this.#file.sizeBytes + this.#after.length
  }

  /**
   * A new read stream for each attempt.
   * @throws RelayError R3001 when the file cannot be read, R3002 when it is not the file that was inspected
   */
  async *chunks(): AsyncGenerator<Buffer> {
    const handle = await this.#open()
    try {
      this.#file.onProgress(0)
      const hash = createHash('sha256')
      let held: Buffer = this.#before
      let sent = 0
      for (;;) {
        const chunk = await this.#read(handle)
        if (chunk === null) break
        sent += chunk.length
        // The file has grown: what is held may be the last of the bytes that were inspected, so it stays here.
        if (sent > this.#file.sizeBytes) break
        hash.update(chunk)
        if (held.length > 0) yield held
        this.#file.onProgress(sent - chunk.length)
        held = chunk
      }
      if (sent !== this.#file.sizeBytes || hash.digest('hex') !== this.#file.sha256) {
        throw new RelayError('R3002', this.#file.path)
      }
      // Before the last bytes, not after them: a server may answer at once, and a connection whose body has not yet
      // ended by then is given up instead of kept for the next upload.
      await handle.close()
      this.handedOver = true
      const last = Buffer.concat([held, this.#after])
      if (last.length > 0) yield last
      this.#file.onProgress(sent)
    } finally {
      await handle.close()
    }
  }

  async #open(): Promise<FileHandle> {
    try {
      return await open(this.#file.path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    } catch (error) {
      throw new RelayError('R3001', `${this.#file.path} (${errnoOf(error)})`, { cause: error })
    }
  }

  async #read(handle: FileHandle): Promise<Buffer | null> {
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null)
      return bytesRead === 0 ? null : buffer.subarray(0, bytesRead)
    } catch (error) {
      throw new RelayError('R3001', `${this.#file.path} (${errnoOf(error)})`, { cause: error })
    }
  }
}
