import path from 'node:path'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { ownFileState, removeOwnFile, writeOwnFile } from './own-file.ts'
import type { RunProgram } from './program-run.ts'
import type { Registration } from './registration.ts'

const ASK_MS = 10_000

/** Starting waits for the program to be there, and stopping for its end. */
const WORK_MS = 60_000

/** A unit of systemd that belongs to the user. */
export class UserUnit implements Registration {
  readonly place: string
  readonly text: string
  readonly #systemctl: string
  readonly #run: RunProgram

  constructor(place: string, text: string, systemctl: string, run: RunProgram) {
    this.place = place
    this.text = text
    this.#systemctl = systemctl
    this.#run = run
  }

  get bytes(): Uint8Array {
    return Buffer.from(this.text)
  }

  get commands(): Registration['commands'] {
    const shown = (line: string) => ({ line, admin: false })
    return {
      register: [
        shown('systemctl --user daemon-reload'),
        shown(`systemctl --user enable --now ${this.#name}`),
        // Else the unit ends and begins with the user's session.
        shown('loginctl enable-linger'),
      ],
      remove: [shown(`systemctl --user disable --now ${this.#name}`)],
    }
  }

  state() {
    return ownFileState(this.place, this.text)
  }

  async register(overForeign: boolean): Promise<'done' | 'commands'> {
    await writeOwnFile(this.place, this.text, overForeign)
    if (!(await this.#answers())) return 'commands'
    await this.#work('daemon-reload')
    await this.#work('enable', '--now', this.#name)
    return 'done'
  }

  async remove(): Promise<void> {
    const state = await this.state()
    if (state === 'absent') throw new RelayError('R5006', this.place)
    if (state === 'foreign') throw new RelayError('R8005', this.place)
    const answers = await this.#answers()
    // Before the file goes: systemd finds what it enabled by its text.
    if (answers) await this.#work('disable', '--now', this.#name)
    await removeOwnFile(this.place)
    if (answers) await this.#work('daemon-reload')
  }

  get #name(): string {
    return path.basename(this.place)
  }

  /** Whether there is a systemd of this user to talk to. */
  async #answers(): Promise<boolean> {
    const asked = this.#run(this.#systemctl, ['--user', 'show-environment'], ASK_MS)
    return asked.then(
      ({ exitCode }) => exitCode === 0,
      () => false,
    )
  }

  async #work(...words: string[]): Promise<void> {
    const { exitCode } = await this.#run(this.#systemctl, ['--user', ...words], WORK_MS)
    if (exitCode !== 0) throw new RelayError('R8004', `systemctl --user ${words.join(' ')} (${exitCode})`)
  }
}
