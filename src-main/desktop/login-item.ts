import { app } from 'electron'
import type { RegistrationState } from '../../src-shared/domain/background.ts'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Launch } from '../background/launch.ts'
import type { Registration } from '../background/registration.ts'
import { quoteWindowsArgument, windowsCommandLine } from '../background/windows-quoting.ts'

/** The system's own list of what starts at log-on: the user's Run key of Windows, the login items of macOS. */
export class LoginItem implements Registration {
  readonly place: string
  readonly text: string
  readonly commands = { register: [], remove: [] }
  readonly #item: { path: string; args: string[] }

  constructor({ program, arguments: words }: Launch, platform: NodeJS.Platform) {
    this.place =
      platform === 'win32' ? 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run' : 'Login Items'
    this.text = `${windowsCommandLine([program, ...words])}\n`
    // Electron joins the arguments with blanks, and quotes none of them.
    this.#item = { path: program, args: words.map(quoteWindowsArgument) }
  }

  get bytes(): Uint8Array {
    return Buffer.from(this.text)
  }

  /** The key is ours alone, by the id of this program. */
  async state(): Promise<RegistrationState> {
    return app.getLoginItemSettings(this.#item).openAtLogin ? 'current' : 'absent'
  }

  async register(): Promise<'done'> {
    app.setLoginItemSettings({ ...this.#item, openAtLogin: true })
    return 'done'
  }

  async remove(): Promise<void> {
    if ((await this.state()) === 'absent') throw new RelayError('R5006', this.place)
    app.setLoginItemSettings({ ...this.#item, openAtLogin: false })
  }
}
