import type { TaskChoice } from '../../src-shared/domain/background.ts'
import { asksForPassword } from './task-xml.ts'

/** Names without Japanese: they go through consoles of any code page. */
export const BACKGROUND_TASK = 'PMH_Relay_Console_Background'
export const REBOOT_TASK = 'PMH_Relay_Console_Reboot'

/**
 * Registers the task of a file. The password of the account is asked for by schtasks itself, in its own console, so
 * that it never comes near this program.
 * @param replace a task of the same name goes without a question
 */
export function createArguments(
  name: string,
  xmlFile: string,
  choice: TaskChoice | null,
  replace: boolean,
): string[] {
  const account = choice !== null && asksForPassword(choice) ? ['/ru', choice.account, '/rp', '*'] : []
  return ['/create', '/tn', name, '/xml', xmlFile, ...account, ...(replace ? ['/f'] : [])]
}

export const queryArguments = (name: string): string[] => ['/query', '/tn', name, '/xml']

export const endArguments = (name: string): string[] => ['/end', '/tn', name]

export const deleteArguments = (name: string): string[] => ['/delete', '/tn', name, '/f']

/** Every task, told at length. */
export const LIST_ARGUMENTS: readonly string[] = ['/query', '/fo', 'csv', '/v']
