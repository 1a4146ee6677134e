import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import type { ReceivedUpload, UploadState, UploadUnderWay } from './received-upload.ts'

/** Uploads kept in memory; older ones are in the record file, if there is one. */
const KEPT_UPLOADS = 10_000

/** An upload under way, as its own story changes it. */
export interface OpenUpload extends UploadUnderWay {
  state: UploadState
}

/** Everything that was received, with those who wait for it. */
export interface UploadBook {
  readonly received: readonly ReceivedUpload[]
  readonly receivedCount: number
  readonly underWay: readonly UploadUnderWay[]
  begin(upload: OpenUpload): void
  /** Moves an upload under way to another state. */
  enter(upload: OpenUpload, state: UploadState): void
  /** Records the end of an upload durably, before its answer leaves. */
  finish(upload: OpenUpload, received: ReceivedUpload): void
  /** @throws Error (as a rejection) when the book is closed first */
  next(): Promise<ReceivedUpload>
  /** Resolves once `isTrue` holds, now or after a change. */
  when(isTrue: () => boolean): Promise<void>
  close(): void
}

interface Waiter {
  readonly check: (finished: ReceivedUpload | null) => boolean
  readonly reject: (error: Error) => void
}

/**
 * @param recordFile one JSON line per upload is appended there, each flushed to the disk
 * @throws Error (errno) when the record file cannot be opened
 */
export function createUploadBook(recordFile: string | undefined): UploadBook {
  const file = recordFile === undefined ? null : openSync(recordFile, 'a', 0o600)
  const received: ReceivedUpload[] = []
  const underWay: OpenUpload[] = []
  let waiters: readonly Waiter[] = []
  let receivedCount = 0
  let closed = false

  function tellWaiters(finished: ReceivedUpload | null): void {
    waiters = waiters.filter((waiter) => !waiter.check(finished))
  }

  function waitUntil<T>(
    start: (resolve: (value: T) => void, reject: (error: unknown) => void) => Waiter['check'],
  ): Promise<T> {
    const promise = new Promise<T>((resolve, reject) => {
      const waiter = { check: start(resolve, reject), reject }
      if (closed) reject(closedError())
      else if (!waiter.check(null)) waiters = [...waiters, waiter]
    })
    // Who waits is told all the same; this only keeps a promise nobody looks at any more from ending the process.
    promise.catch(() => {})
    return promise
  }

  function append(upload: ReceivedUpload): void {
    if (file !== null) {
      writeSync(file, `${JSON.stringify(upload)}\n`)
      fsyncSync(file)
    }
    received.push(upload)
    if (received.length > KEPT_UPLOADS) received.shift()
    receivedCount += 1
  }

  return {
    received,
    underWay,
    get receivedCount() {
      return receivedCount
    },
    begin(upload) {
      underWay.push(upload)
      tellWaiters(null)
    },
    enter(upload, state) {
      upload.state = state
      tellWaiters(null)
    },
    finish(upload, facts) {
      const place = underWay.indexOf(upload)
      if (place >= 0) underWay.splice(place, 1)
      append(facts)
      tellWaiters(facts)
    },
    next: () =>
      waitUntil<ReceivedUpload>((resolve) => (finished) => {
        if (finished !== null) resolve(finished)
        return finished !== null
      }),
    when: (isTrue) =>
      waitUntil<void>((resolve, reject) => () => {
        try {
          const holds = isTrue()
          if (holds) resolve()
          return holds
        } catch (error) {
          // The mistake belongs to who waits, not to the upload that happened to be told of.
          reject(error)
          return true
        }
      }),
    close() {
      if (closed) return
      closed = true
      for (const waiter of waiters) waiter.reject(closedError())
      waiters = []
      if (file !== null) closeSync(file)
    },
  }
}

function closedError(): Error {
  return new Error('the simulator was closed')
}
