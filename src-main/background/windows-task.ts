import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { RegistrationState, ShownCommand, TaskChoice } from '../../src-shared/domain/background.ts'
import { errnoOf, RelayError } from '../../src-shared/domain/relay-error.ts'
import { decodeEntities } from '../official/xml-text.ts'
import { elevatedArguments } from './elevated-command.ts'
import type { RunProgram } from './program-run.ts'
import type { Registration } from './registration.ts'
import { createArguments, deleteArguments, endArguments, queryArguments } from './schtasks.ts'
import type { SystemPrograms } from './system-programs.ts'
import { TASK_SOURCE, taskFile } from './task-xml.ts'
import { windowsCommandLine } from './windows-quoting.ts'

const QUERY_MS = 10_000

/** Staff permit it to Windows, and type a password. */
const STAFF_MS = 5 * 60_000

/** ERROR_FILE_NOT_FOUND, in the two languages; every other refusal may hide a task. */
const NO_SUCH_TASK =
  /cannot find the (?:file|path) specified|does not exist|指定されたファイルが見つかりません|存在しません/i

export interface WindowsTaskParts {
  readonly name: string
  readonly xml: string
  /** Null where there is no account to choose. */
  readonly choice: TaskChoice | null
  /** Where the XML is put down for schtasks. */
  readonly folder: string
  readonly programs: Pick<SystemPrograms, 'schtasks' | 'powershell'>
  readonly run: RunProgram
}

/** One task of the Task Scheduler. */
export class WindowsTask implements Registration {
  readonly place: string
  readonly text: string
  readonly #parts: WindowsTaskParts
  readonly #file: string

  constructor(parts: WindowsTaskParts) {
    this.#parts = parts
    this.place = parts.name
    this.text = parts.xml
    this.#file = path.join(parts.folder, `${parts.name}.xml`)
  }

  get bytes(): Uint8Array {
    return taskFile(this.text)
  }

  get commands() {
    return {
      register: [this.#shown(this.#create(true))],
      // A run that goes on would outlive its task.
      remove: [endArguments, deleteArguments].map((words) => this.#shown(words(this.#parts.name))),
    }
  }

  async state(): Promise<RegistrationState> {
    const { programs, run, name } = this.#parts
    const asked = await run(programs.schtasks, queryArguments(name), QUERY_MS).catch(() => null)
    if (asked === null) return 'unknown'
    if (asked.exitCode !== 0) return NO_SUCH_TASK.test(asked.output) ? 'absent' : 'unknown'
    if (element(asked.output, 'Source') !== TASK_SOURCE) return 'foreign'
    // Windows writes the rest in its own way: accounts as numbers, defaults left out.
    const same = (['Command', 'Arguments'] as const).every(
      (name) => element(asked.output, name) === element(this.text, name),
    )
    return same ? 'current' : 'outdated'
  }

  async register(overForeign: boolean): Promise<'done'> {
    const before = await this.state()
    if (before === 'foreign' && !overForeign) throw new RelayError('R8005', this.place)
    await this.#putDown()
    await this.#asAdministrator(this.#create(before !== 'absent'))
    const after = await this.state()
    if (after !== 'current' && after !== 'unknown') throw new RelayError('R8004', `schtasks (${after})`)
    return 'done'
  }

  async remove(): Promise<void> {
    const before = await this.state()
    if (before === 'absent') throw new RelayError('R5006', this.place)
    if (before === 'foreign') throw new RelayError('R8005', this.place)
    await this.#asAdministrator(deleteArguments(this.#parts.name))
    if ((await this.state()) !== 'absent') throw new RelayError('R8004', 'schtasks')
    await rm(this.#file, { force: true }).catch(() => {})
  }

  #create(replace: boolean): string[] {
    const { name, choice } = this.#parts
    return createArguments(name, this.#file, choice, replace)
  }

  #shown(words: readonly string[]): ShownCommand {
    return { line: windowsCommandLine(['schtasks', ...words]), admin: true }
  }

  async #putDown(): Promise<void> {
    try {
      await mkdir(path.dirname(this.#file), { recursive: true })
      await writeFile(this.#file, this.bytes)
    } catch (error) {
      throw new RelayError('R5008', `${this.#file} (${errnoOf(error)})`, { cause: error })
    }
  }

  async #asAdministrator(words: readonly string[]): Promise<void> {
    const { programs, run } = this.#parts
    const { exitCode } = await run(programs.powershell, elevatedArguments(programs.schtasks, words), STAFF_MS)
    if (exitCode !== 0) throw new RelayError('R8004', `schtasks (${exitCode})`)
  }
}

function element(xml: string, name: string): string | null {
  const written = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return written === undefined ? null : decodeEntities(written)
}
