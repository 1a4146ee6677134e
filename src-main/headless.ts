import { errnoOf } from '../src-shared/domain/relay-error.ts'
import { errorText } from '../src-shared/text/ja/errors.ts'
import { runCommand } from './command-line/command.ts'

runCommand(process.argv.slice(2), {
  dataDir: null,
  openSealer: () => null,
  onEnd: () => {},
  exit: (code) => process.exit(code),
}).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`R4006：${errorText('R4006').what}（${errnoOf(error)}）\n`)
    process.exitCode = 1
  },
)
