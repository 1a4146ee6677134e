import { RelayError } from '../src-shared/domain/relay-error.ts'
import type { Relay } from './compose.ts'
import type { SecretTrouble } from './vault/secret-watch.ts'

/**
 * Tells once, in the log and as events, which tokens and passwords cannot be had; cycles that meet them too make no
 * further event of it.
 * @returns the troubles that were told; none while the settings cannot be read, which is told elsewhere
 */
export function tellSecretTroubles(relay: Pick<Relay, 'engine' | 'secretTroubles'>): SecretTrouble[] {
  const troubles = known(relay)
  for (const { name, folder, setting, code, detail } of troubles)
    relay.engine.tell(keyOf(name, folder, setting), folder, new RelayError(code, setting ?? detail))
  return troubles
}

function known(relay: Pick<Relay, 'secretTroubles'>): SecretTrouble[] {
  try {
    return relay.secretTroubles()
  } catch (error) {
    if (error instanceof RelayError) return []
    throw error
  }
}

/** Without the proxy's password nothing is sent at all, which is a trouble of the engine; mail never stops it. */
function keyOf(name: string, folder: string | null, setting: SecretTrouble['setting']): string {
  if (folder !== null) return `folder:${folder}`
  return setting === 'ProxyPassword' ? 'engine' : name
}

/** The passphrase was set up, and not given yet. */
export function isLocked({ vault, facts }: Pick<Relay, 'vault' | 'facts'>): boolean {
  return vault.state(facts.get('passphrase') !== null).locked
}
