import path from 'node:path'
import type { BackgroundWay, RebootChoice, TaskChoice } from '../../src-shared/domain/background.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { desktopEntry } from './desktop-entry.ts'
import { FileRegistration } from './file-registration.ts'
import { headlessLaunch, hiddenLaunch, type Launch, type LaunchPlace } from './launch.ts'
import type { RunProgram } from './program-run.ts'
import { rebootTaskXml } from './reboot-task.ts'
import type { Registration } from './registration.ts'
import { BACKGROUND_TASK, REBOOT_TASK } from './schtasks.ts'
import type { SystemPrograms } from './system-programs.ts'
import { systemdUnit } from './systemd-unit.ts'
import { backgroundTaskXml } from './task-xml.ts'
import { UserUnit } from './user-unit.ts'
import { WindowsTask } from './windows-task.ts'

/** The computer, as registrations see it. */
export interface BackgroundHost {
  readonly place: LaunchPlace
  /** `$XDG_CONFIG_HOME`, or its default. */
  readonly configHome: string
  readonly programs: SystemPrograms
  readonly run: RunProgram
  /** The account that this program runs under, `DOMAIN\user` on Windows. */
  readonly account: string
  /** The system's own list of what starts at log-on; null on Linux, where it is a folder. */
  loginItem: ((launch: Launch) => Registration) | null
}

/** A way with what staff chose for it. */
export type BackgroundRequest =
  | { readonly way: 'login' }
  | { readonly way: 'service'; readonly task: TaskChoice }
  | { readonly way: 'reboot'; readonly reboot: RebootChoice }

/** The ways in which this program can start by itself here (requirements section 3, Service and reboot). */
export class Background {
  readonly host: BackgroundHost

  constructor(host: BackgroundHost) {
    this.host = host
  }

  /**
   * One way as it would be registered now.
   * @returns null where this system does not have it
   * @throws RelayError R8003 for a path or an account that has no place in a registration
   */
  registration(request: BackgroundRequest): Registration | null {
    const { place } = this.host
    switch (request.way) {
      case 'login':
        return this.#login()
      case 'service':
        if (place.platform === 'linux') return this.#unit()
        if (place.platform !== 'win32') return null
        return this.#task(
          BACKGROUND_TASK,
          backgroundTaskXml(headlessLaunch(place), request.task),
          request.task,
        )
      case 'reboot':
        if (place.platform !== 'win32') return null
        return this.#task(REBOOT_TASK, rebootTaskXml(request.reboot), null)
    }
  }

  /** A way as it is looked up and taken away, whatever was chosen for it. @throws RelayError R8003 */
  known(way: BackgroundWay): Registration | null {
    const task = { trigger: 'startup', account: this.host.account, logon: 'password' } as const
    if (way === 'service') return this.registration({ way, task })
    if (way === 'reboot') return this.registration({ way, reboot: { every: 'day', time: '00:00' } })
    return this.registration({ way })
  }

  #login(): Registration {
    const { place, configHome, loginItem } = this.host
    const launch = hiddenLaunch(place)
    if (loginItem !== null) return loginItem(launch)
    const file = path.join(configHome, 'autostart', 'pmh-relay-console.desktop')
    return new FileRegistration(file, desktopEntry(launch))
  }

  #unit(): Registration {
    const { place, configHome, programs, run } = this.host
    const file = path.join(configHome, 'systemd', 'user', 'pmh-relay-console.service')
    return new UserUnit(file, systemdUnit(headlessLaunch(place)), programs.systemctl, run)
  }

  #task(name: string, xml: string, choice: TaskChoice | null): Registration {
    const { place, programs, run } = this.host
    return new WindowsTask({
      name,
      xml,
      choice,
      folder: path.join(place.dataDir, 'background'),
      programs,
      run,
    })
  }
}

/** @throws RelayError R5007 where this system does not have that way */
export function available(registration: Registration | null): Registration {
  if (registration === null) throw new RelayError('R5007')
  return registration
}
