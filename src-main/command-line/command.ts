import { USAGE } from '../../src-shared/text/ja/command-line.ts'
import type { Sealer } from '../vault/ports.ts'
import { parseCommandLine } from './arguments.ts'
import { type ExitCode, standardOutput } from './output.ts'
import { printHistory } from './print-history.ts'
import { resetLock } from './reset-lock.ts'
import { runDiagnosis } from './run-diagnosis.ts'
import { runRelay } from './run-relay.ts'
import { verifyRecords } from './verify-records.ts'

/** SIGINT and SIGTERM end within 5 s (requirements section 4); what then still hangs is left to recovery. */
const PATIENCE_MS = 4_500

/** In what the command differs between plain Node and the packaged app. */
export interface CommandHost {
  /** The data folder of a line without `--data-dir`; null: it has to be given. */
  readonly dataDir: string | null
  /** The system's encryption; asked for only when secrets of the data folder are to be opened. */
  openSealer(): Sealer | null
  /** Told once how the host ends the command besides SIGINT and SIGTERM. */
  onEnd(stop: () => void): void
  /** Ends the process at once. */
  exit(code: ExitCode): void
}

/**
 * The command line without a window (requirements section 4), the same in plain Node and in the packaged app.
 * @param argv what stands after the program
 * @returns the exit code, when everything is closed and written
 */
export async function runCommand(argv: readonly string[], host: CommandHost): Promise<ExitCode> {
  const parsed = parseCommandLine(argv, host.dataDir)
  if (!parsed.ok) {
    standardOutput.error(parsed.line)
    return 2
  }
  const invocation = parsed.value
  if (invocation.kind === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  if (invocation.kind === 'history') {
    // A reader that went away (`| head`) has all that it wants.
    process.stdout.on('error', () => host.exit(0))
    return printHistory(invocation.dataDir, standardOutput)
  }
  if (invocation.kind === 'reset-lock') return resetLock(invocation.dataDir, standardOutput)
  const stop = stopSignal(host)
  if (invocation.kind === 'verify') return verifyRecords(invocation.dataDir, standardOutput, stop)
  // Whoever reads the log may go away; the relay goes on.
  process.stdout.on('error', () => {})
  if (invocation.kind === 'diagnose') return runDiagnosis(invocation, standardOutput, stop, host.openSealer)
  return runRelay(invocation, standardOutput, stop, host.openSealer)
}

function stopSignal(host: CommandHost): AbortSignal {
  const controller = new AbortController()
  // The same signal may come twice: from the terminal to the whole group, and passed on by npm.
  const stop = () => {
    if (controller.signal.aborted) return
    controller.abort()
    setTimeout(() => host.exit(1), PATIENCE_MS).unref()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  host.onEnd(stop)
  return controller.signal
}
