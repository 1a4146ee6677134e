import { onTestFinished } from 'vitest'
import { RelayError } from '../../../src-shared/domain/relay-error.ts'
import type { RawSettings, Settings } from '../../../src-shared/domain/settings.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/simulator.ts'
import { PmhLine } from '../client.ts'
import { settingsWith } from './contract-settings.ts'
import type { UploadFile } from './upload-file.ts'

export const TOKEN = 'PRACTICE-TOKEN-1111'

export async function simulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const started = await startSimulator({ tokens: [TOKEN], ...options })
  onTestFinished(() => started.close())
  return started
}

/** A real line to the given base URL; closed when the test is over. */
export async function openedLine(
  base: string,
  raw: RawSettings = {},
  more: Partial<Settings> = {},
): Promise<PmhLine> {
  const settings = { ...settingsWith({ PostRegistrationTasksBaseURL: base, ...raw }), ...more }
  const line = await PmhLine.open(settings)
  onTestFinished(() => line.close())
  return line
}

interface SubmitOptions {
  readonly token?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (sent: number) => void
}

/** How one upload ended, in one line: the answer, or our code with whether it may be sent again. */
export async function submit(line: PmhLine, file: UploadFile, options: SubmitOptions = {}): Promise<string> {
  const defaults = { token: TOKEN, signal: new AbortController().signal, onProgress: () => {} }
  try {
    const answer = await line.submit({ ...file, ...defaults, ...options })
    return answer.kind === 'accepted'
      ? `accepted ${answer.serialNumber}`
      : `rejected ${answer.errorCode} ${answer.message}`
  } catch (error) {
    if (error instanceof RelayError) return `${error.code} ${error.retry}`
    throw error
  }
}

/** Uploads one file after the other, with the turn of the event loop in between that the client waits for itself. */
export async function submitInTurn(line: PmhLine, files: readonly UploadFile[]): Promise<string[]> {
  const endings: string[] = []
  for (const file of files) {
    endings.push(await submit(line, file))
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  return endings
}
