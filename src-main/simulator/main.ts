import { runSimulator } from './command-line.ts'

/** Entry of `npm run simulator`. */
const stopped = new Promise<void>((resolve) => {
  process.once('SIGINT', () => resolve())
  process.once('SIGTERM', () => resolve())
})

void runSimulator(process.argv.slice(2), {
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  stopped,
}).then((exitCode) => {
  process.exitCode = exitCode
})
