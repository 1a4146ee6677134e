import { RelayError } from '../../src-shared/domain/relay-error.ts'

/** A program with its arguments, as a system starts it by itself. */
export interface Launch {
  readonly program: string
  readonly arguments: readonly string[]
}

/** The file in the data folder with which a run without a window opens the secrets. */
export const KEY_FILE = 'background.key'

/** What starts are made of. */
export interface LaunchPlace {
  /** The installed program with what has to come before our own arguments (nothing when it is installed). */
  readonly program: string
  readonly before: readonly string[]
  readonly dataDir: string
  readonly keyFile: string
  readonly platform: NodeJS.Platform
}

/**
 * The console at log-on: the tray, and no window.
 * @throws RelayError R8003 for a path that has no place in a registration
 */
export function hiddenLaunch(place: LaunchPlace): Launch {
  return checked(place, ['--hidden', '--data-dir', place.dataDir])
}

/**
 * The relay without a window. Settings and tokens come from the data folder: no argument ever holds one, since the
 * Task Scheduler and process lists show them to everybody (requirements section 4).
 * @throws RelayError R8003 for a path that has no place in a registration
 */
export function headlessLaunch(place: LaunchPlace): Launch {
  // Without a display Electron ends on Linux before it reads anything.
  const display = place.platform === 'linux' ? ['--ozone-platform=headless'] : []
  return checked(place, ['--headless', ...display, '--data-dir', place.dataDir, '--key-file', place.keyFile])
}

function checked({ program, before }: LaunchPlace, own: readonly string[]): Launch {
  const launch = { program, arguments: [...before, ...own] }
  for (const word of [launch.program, ...launch.arguments]) requirePlain(word)
  return launch
}

/**
 * Quotes and line breaks could make one argument several, in the one or the other of the many readers on the way. No
 * path of Windows has them.
 * @throws RelayError R8003
 */
function requirePlain(word: string): void {
  if (/["\p{Cc}\u2028\u2029]/u.test(word)) throw new RelayError('R8003', JSON.stringify(word.slice(0, 200)))
}
