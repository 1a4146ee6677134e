import type { RegistrationState, ShownCommand } from '../../src-shared/domain/background.ts'

/** One way of starting by itself, as it is registered with one system. */
export interface Registration {
  /** Where it is written, as staff would look for it. */
  readonly place: string
  /** What would be registered now, as the file that it is. */
  readonly text: string
  readonly bytes: Uint8Array
  /** What staff can type in place of the buttons. */
  readonly commands: { readonly register: readonly ShownCommand[]; readonly remove: readonly ShownCommand[] }
  /** How it stands; a system that cannot be asked is `unknown`. @throws RelayError R5008 */
  state(): Promise<RegistrationState>
  /**
   * @param overForeign somebody else's registration of that name may go
   * @returns `commands`: the file is there, and staff have to type the commands
   * @throws RelayError R8004, R8005, R5008
   */
  register(overForeign: boolean): Promise<'done' | 'commands'>
  /** @throws RelayError R5006 when there is none, R8004, R8005, R5008 */
  remove(): Promise<void>
}
