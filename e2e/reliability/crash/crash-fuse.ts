import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import type { EngineDeps, Line } from '../../../src-main/engine/ports.ts'
import { LEASE_FILE } from '../../../src-main/engine/root-lease.ts'

/** Ends this very process by SIGKILL at the n-th passing of a point: nothing is flushed, closed or answered any more. */
export class CrashFuse {
  readonly #point: string
  #left: number
  #isArmed = false

  /** @param point one of `crash-point.ts` @param nth from 1 */
  constructor(point: string, nth: number) {
    this.#point = point
    this.#left = nth
  }

  /** Passings count from now on. */
  arm(): void {
    this.#isArmed = true
  }

  /** Stands between the engine and its ports. */
  wrap(deps: EngineDeps): EngineDeps {
    return {
      ...deps,
      journal: this.#around(deps.journal),
      retention: this.#around(deps.retention),
      openLine: async (configuration) => this.#line(await deps.openLine(configuration)),
    }
  }

  /**
   * The calls that no port has, on files other than the lease.
   * @param isAcross a rename to another folder fails as it does to another volume
   */
  watchFiles(isAcross: boolean): void {
    const { rename, copyFile, unlink } = fs
    fs.rename = async (from, to) => {
      const isCopy = `${from}`.endsWith('.part')
      if (isAcross && !isCopy && path.dirname(`${from}`) !== path.dirname(`${to}`))
        throw Object.assign(new Error('another volume'), { code: 'EXDEV' })
      return this.#step('rename', `${from}`, () => rename(from, to))
    }
    fs.copyFile = (from, to, mode) => this.#step('copyFile', `${from}`, () => copyFile(from, to, mode))
    fs.unlink = (file) => this.#step('unlink', `${file}`, () => unlink(file))
    syncBuiltinESMExports()
  }

  #pass(point: string): void {
    if (!this.#isArmed || point !== this.#point) return
    this.#left -= 1
    if (this.#left === 0) process.kill(process.pid, 'SIGKILL')
  }

  async #step(name: string, file: string, work: () => Promise<void>): Promise<void> {
    if (file.includes(LEASE_FILE)) return work()
    this.#pass(`before ${name}`)
    await work()
    this.#pass(`after ${name}`)
  }

  /** Every method of a port is a point before and a point after it, also those that are yet to come. */
  #around<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key)
        if (typeof member !== 'function') return member
        return (...given: readonly unknown[]): unknown => {
          this.#pass(`before ${String(key)}`)
          const result: unknown = Reflect.apply(member, target, given)
          this.#pass(`after ${String(key)}`)
          return result
        }
      },
    })
  }

  #line(line: Line): Line {
    return {
      close: () => line.close(),
      submit: async (upload) => {
        const onProgress = (sent: number) => {
          upload.onProgress(sent)
          if (sent === upload.sizeBytes) this.#pass('last byte handed over')
          else if (sent > 0) this.#pass('mid-body')
        }
        try {
          return await line.submit({ ...upload, onProgress })
        } finally {
          this.#pass('after answer')
        }
      },
    }
  }
}
