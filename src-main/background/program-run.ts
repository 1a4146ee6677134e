import { type ChildProcess, spawn } from 'node:child_process'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { decodePlainText } from '../official/text-encoding.ts'

/** All tasks of a computer, told at length, are some hundred kilobytes. */
const OUTPUT_LIMIT_BYTES = 8 * 1024 * 1024

export interface ProgramEnd {
  readonly exitCode: number
  /** Standard output and error, as UTF-8, UTF-16 or the code page of a Japanese Windows. */
  readonly output: string
}

/** Runs a program of the system; tests and tools give another one. @throws RelayError R8004 */
export type RunProgram = (program: string, words: readonly string[], limitMs: number) => Promise<ProgramEnd>

/**
 * Runs a program without a shell and waits for its end, for so long at most.
 * @throws RelayError R8004 when it cannot be started, does not end in time, or says more than 8 MiB
 */
export const runProgram: RunProgram = (program, words, limitMs) =>
  new Promise((resolve, reject) => {
    const failed = (why: string) => {
      child.kill('SIGKILL')
      reject(new RelayError('R8004', `${program} (${why})`))
    }
    let child: ChildProcess
    try {
      child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
    } catch (error) {
      // Node tells a few errors by an event; where a rule of the system forbids the program, it throws.
      reject(new RelayError('R8004', `${program} (${errnoOf(error)})`))
      return
    }
    const timer = setTimeout(() => failed(`${limitMs} ms`), limitMs)
    child.on('error', (error) => {
      clearTimeout(timer)
      failed(errnoOf(error))
    })
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > OUTPUT_LIMIT_BYTES) failed('too much output')
      else chunks.push(chunk)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      resolve({ exitCode: exitCode ?? -1, output: decoded(Buffer.concat(chunks)) })
    })
  })

function decoded(bytes: Buffer): string {
  return decodePlainText(bytes) ?? bytes.toString('latin1')
}
