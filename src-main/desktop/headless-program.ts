import { app } from 'electron'
import { runCommand } from '../command-line/command.ts'
import { dataFolder } from './data-folder.ts'
import { openOsSealer } from './os-sealer.ts'
import { programArguments } from './program-arguments.ts'

/**
 * The headless command inside the packaged app (requirements section 4): no window, no tray, no lock of the desktop. The
 * data folder's own lock says who sends. Its default is the console's, under the same user, so that what was set up in
 * the window goes on here; the system's encryption opens only what the same user sealed.
 */
export async function runHeadless(): Promise<void> {
  // Nothing is drawn.
  app.disableHardwareAcceleration()
  await app.whenReady()
  const { argv, defaultApp } = process
  const code = await runCommand(programArguments(argv, defaultApp ? app.getAppPath() : null), {
    dataDir: dataFolder([], app.getPath('userData'), process.cwd()),
    openSealer: openOsSealer,
    onEnd: (stop) => {
      // The system ends the session, or Chromium's own signal handler was first.
      app.on('before-quit', (event) => {
        event.preventDefault()
        stop()
      })
    },
    exit: (early) => app.exit(early),
  })
  await Promise.all([written(process.stdout), written(process.stderr)])
  app.exit(code)
}

/** Unlike Node, Electron does not wait for what a slow reader of a pipe has not yet taken. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve())
  })
}
