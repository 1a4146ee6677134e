import { displayNames } from '../commands/transfer-commands.ts'
import type { Relay } from '../compose.ts'

/** 表示名 of a scheme folder; while the database cannot be read, the folder's own name, since there is news to tell. */
export function displayNameOf(relay: Relay, folder: string): string {
  try {
    return displayNames(relay).get(folder) ?? folder
  } catch {
    return folder
  }
}
