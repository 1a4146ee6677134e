import { readFileSync } from 'node:fs'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'
import { parseSimulatorArguments, type SimulatorArguments } from './arguments.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts'
import { argumentText, usageText } from './usage.ts'

/** What the command needs from the process around it. */
export interface CommandSurroundings {
  readonly writeOut: (text: string) => void
  readonly writeError: (text: string) => void
  /** Resolves when the simulator shall end (SIGINT, SIGTERM). */
  readonly stopped: Promise<void>
}

/**
 * Runs `npm run simulator` until it is stopped.
 * @returns the exit code: 0 stopped or help shown, 1 failed on the way, 2 bad arguments (nothing was started)
 */
export async function runSimulator(argv: readonly string[], around: CommandSurroundings): Promise<0 | 1 | 2> {
  const parsed = parseSimulatorArguments(argv)
  if (parsed.kind === 'help') {
    around.writeOut(usageText())
    return 0
  }
  if (parsed.kind === 'refused') {
    const { argument, value, rule } = parsed.problem
    around.writeError(`${argumentText(argument, value, rule)}\n`)
    return 2
  }
  const simulator = await start(parsed.arguments, around)
  if (simulator === null) return 2
  behave(simulator, parsed.arguments)
  around.writeOut(`PMHシミュレーター: ${simulator.url}\n`)
  await around.stopped
  try {
    await simulator.close()
    return 0
  } catch (error) {
    around.writeError(`PMHシミュレーターの異常: ${errnoOf(error)}\n`)
    return 1
  }
}

/** @returns null when an argument turned out to be unusable; it was told then */
async function start(args: SimulatorArguments, around: CommandSurroundings): Promise<Simulator | null> {
  const { port, tokens, recordFile, tlsFiles } = args
  const tlsValue = tlsFiles === null ? '' : `${tlsFiles.cert} ${tlsFiles.key}`
  let blamed = { argument: '--tls', value: tlsValue, rule: '読み取れるPEMの証明書と秘密鍵' }
  try {
    const tls =
      tlsFiles === null ? null : { cert: readFileSync(tlsFiles.cert), key: readFileSync(tlsFiles.key) }
    const options: SimulatorOptions = {
      port,
      tokens,
      hasControl: true,
      ...(tls === null ? {} : { tls }),
      ...(recordFile === null ? {} : { recordFile }),
    }
    return await startSimulator(options)
  } catch (error) {
    const failed = errnoOf(error)
    if (error instanceof Error && 'syscall' in error) {
      if (error.syscall === 'listen')
        blamed = { argument: '--port', value: String(port), rule: '使用できる空きポート' }
      else if ('path' in error && error.path === recordFile) {
        blamed = { argument: '--record', value: String(recordFile), rule: '追記できるファイル' }
      }
    }
    around.writeError(`${argumentText(blamed.argument, blamed.value, blamed.rule)} (${failed})\n`)
    return null
  }
}

/** All but the last behaviour are for one upload each. */
function behave(simulator: Simulator, args: SimulatorArguments): void {
  const last = args.behaviours.at(-1)
  if (last !== undefined) simulator.behave(last)
  for (const behaviour of args.behaviours.slice(0, -1)) simulator.behave(behaviour, { times: 1 })
}
