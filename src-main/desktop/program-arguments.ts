import path from 'node:path'

const HEADLESS = '--headless'

/**
 * Switches that Chromium and Electron read for themselves. They look like ours, so that only those are passed over that
 * have a use beside `--headless`; any other unknown name is a mistyped argument of ours, which must be refused.
 */
const OF_CHROMIUM: ReadonlySet<string> = new Set([
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-gpu-sandbox',
  '--disable-setuid-sandbox',
  '--disable-software-rasterizer',
  '--enable-logging',
  '--in-process-gpu',
  '--lang',
  '--log-file',
  '--log-level',
  '--no-sandbox',
  '--no-zygote',
  '--ozone-platform',
  '--ozone-platform-hint',
  '--password-store',
  '--user-data-dir',
])

/** `--headless` stands on the line, before a `--` that makes everything after it a plain argument. */
export function isHeadless(argv: readonly string[]): boolean {
  return beforeTerminator(argv).includes(HEADLESS)
}

/**
 * What the command line gives to the headless command: without the program, `--headless`, and what Chromium takes for
 * itself.
 * @param argv of the process
 * @param appPath the folder that a development Electron was started on; null in the packaged app
 */
export function programArguments(argv: readonly string[], appPath: string | null): string[] {
  const own = argv.slice(1)
  // A development Electron takes the first argument that is no switch for the program.
  const at = own.findIndex((argument) => !argument.startsWith('-'))
  if (appPath !== null && at !== -1 && path.resolve(own[at] ?? '') === path.resolve(appPath))
    own.splice(at, 1)
  const switches = beforeTerminator(own)
  return [...switches.filter((argument) => !isTakenAlready(argument)), ...own.slice(switches.length)]
}

/** Chromium knows a value only behind an equals sign, so that the next argument is never its own. */
function isTakenAlready(argument: string): boolean {
  return argument === HEADLESS || OF_CHROMIUM.has(argument.split('=', 1)[0] ?? '')
}

function beforeTerminator(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end === -1 ? argv : argv.slice(0, end)
}
