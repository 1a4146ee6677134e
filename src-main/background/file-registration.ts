import type { RegistrationState, ShownCommand } from '../../src-shared/domain/background.ts'
import { ownFileState, removeOwnFile, writeOwnFile } from './own-file.ts'
import type { Registration } from './registration.ts'

/** A way that is nothing but a file: the autostart folder of a Linux desktop. */
export class FileRegistration implements Registration {
  readonly place: string
  readonly text: string

  constructor(place: string, text: string) {
    this.place = place
    this.text = text
  }

  get bytes(): Uint8Array {
    return Buffer.from(this.text)
  }

  get commands(): Registration['commands'] {
    const none: ShownCommand[] = []
    return { register: none, remove: none }
  }

  state(): Promise<RegistrationState> {
    return ownFileState(this.place, this.text)
  }

  async register(overForeign: boolean): Promise<'done'> {
    await writeOwnFile(this.place, this.text, overForeign)
    return 'done'
  }

  remove(): Promise<void> {
    return removeOwnFile(this.place)
  }
}
