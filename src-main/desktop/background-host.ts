import os from 'node:os'
import path from 'node:path'
import { app } from 'electron'
import { Background, type BackgroundHost } from '../background/background.ts'
import { KEY_FILE } from '../background/launch.ts'
import { runProgram } from '../background/program-run.ts'
import { NAMED_PROGRAMS, systemPrograms } from '../background/system-programs.ts'
import type { Session } from '../session.ts'
import { LoginItem } from './login-item.ts'

/** The registrations of this computer, and the first look for the official batch, which nobody waits for. */
export function openBackground(session: Session): Background {
  const host = hostOf(session.real.dataDir)
  if (host.place.platform === 'win32') {
    session.lookForOfficial(async () => {
      const { findOfficialService } = await import('../background/official-service.ts')
      return findOfficialService(host.programs, host.run)
    })
  }
  return new Background(host)
}

function hostOf(dataDir: string): BackgroundHost {
  const { env } = process
  // Windows' screens can be looked at elsewhere, with programs of the tests on the path; never in an installed program.
  const platform = app.isPackaged ? process.platform : asPlatform(env.PMH_RELAY_SHOW_PLATFORM)
  const { username } = os.userInfo()
  return {
    place: {
      // An AppImage is unpacked to another place at each start.
      program: env.APPIMAGE ?? process.execPath,
      before: app.isPackaged ? [] : [app.getAppPath()],
      dataDir,
      keyFile: path.join(dataDir, KEY_FILE),
      platform,
    },
    configHome: configHome(env.XDG_CONFIG_HOME),
    programs: platform === process.platform ? systemPrograms(platform, env.SystemRoot) : NAMED_PROGRAMS,
    run: runProgram,
    account: env.USERDOMAIN === undefined ? username : `${env.USERDOMAIN}\\${username}`,
    loginItem: platform === 'linux' ? null : (launch) => new LoginItem(launch, platform),
  }
}

function asPlatform(shown: string | undefined): NodeJS.Platform {
  return shown === 'win32' || shown === 'darwin' ? shown : process.platform
}

/** A relative path is to be ignored (XDG Base Directory Specification). */
function configHome(set: string | undefined): string {
  return set !== undefined && path.isAbsolute(set) ? set : path.join(os.homedir(), '.config')
}
