import { errnoOf } from '../src-shared/domain/relay-error.ts'
import { USAGE } from '../src-shared/text/ja/command-line.ts'
import { errorText } from '../src-shared/text/ja/errors.ts'
import { parseCommandLine } from './command-line/arguments.ts'
import { type ExitCode, standardOutput } from './command-line/output.ts'
import { printHistory } from './command-line/print-history.ts'
import { resetLock } from './command-line/reset-lock.ts'
import { runDiagnosis } from './command-line/run-diagnosis.ts'
import { runRelay } from './command-line/run-relay.ts'
import { verifyRecords } from './command-line/verify-records.ts'

/** SIGINT and SIGTERM end within 5 s (requirements section 4); what then still hangs is left to recovery. */
const PATIENCE_MS = 4_500

async function main(): Promise<ExitCode> {
  const parsed = parseCommandLine(process.argv.slice(2))
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
    process.stdout.on('error', () => process.exit(0))
    return printHistory(invocation.dataDir, standardOutput)
  }
  if (invocation.kind === 'reset-lock') return resetLock(invocation.dataDir, standardOutput)
  if (invocation.kind === 'verify') return verifyRecords(invocation.dataDir, standardOutput, stopSignal())
  // Whoever reads the log may go away; the relay goes on.
  process.stdout.on('error', () => {})
  if (invocation.kind === 'diagnose') return runDiagnosis(invocation, standardOutput, stopSignal())
  return runRelay(invocation, standardOutput, stopSignal())
}

function stopSignal(): AbortSignal {
  const controller = new AbortController()
  // The same signal may come twice: from the terminal to the whole group, and passed on by npm.
  const stop = () => {
    if (controller.signal.aborted) return
    controller.abort()
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return controller.signal
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    standardOutput.error(`R4006：${errorText('R4006').what}（${errnoOf(error)}）`)
    process.exitCode = 1
  },
)
