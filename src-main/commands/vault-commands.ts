import { RelayError } from '../../src-shared/domain/relay-error.ts'
import { createPassphrase, openPassphrase, readPassphraseRecord } from '../vault/passphrase-sealer.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type VaultCommand = 'vault.choose' | 'vault.unlock'

/** Always about the real relay: practice has made-up tokens only. */
export function vaultCommands({ session }: CommandContext): Pick<Handlers, VaultCommand> {
  const { vault, facts, audit } = session.real
  const chosen = (kind: string) =>
    audit.add({ action: 'vault.chosen', subject: kind, before: null, after: null, reason: null })
  return {
    'vault.choose': async (choice) => {
      const { kind, locked } = vault.state(facts.get('passphrase') !== null)
      // What is sealed already must stay readable at the next start.
      if (kind === 'os' || (kind === 'passphrase' && !locked)) throw new RelayError('R5007')
      if (choice.kind === 'memory') {
        vault.keepForThisRun()
        facts.set('vault_choice', 'memory')
      } else {
        if (facts.get('passphrase') !== null) throw new RelayError('R5007')
        const { sealer, record } = await createPassphrase(choice.passphrase)
        // Chosen twice while the key was made: what is sealed with the first one must stay readable.
        if (facts.get('passphrase') !== null) throw new RelayError('R5007')
        facts.set('passphrase', JSON.stringify(record))
        facts.set('vault_choice', 'passphrase')
        vault.sealWith(sealer)
      }
      chosen(choice.kind)
      session.changed('vault')
      return {}
    },
    'vault.unlock': async ({ passphrase }) => {
      const record = facts.get('passphrase')
      if (record === null) throw new RelayError('R5007')
      vault.sealWith(await openPassphrase(passphrase, readPassphraseRecord(record)))
      session.unlocked()
      session.real.post?.wayChanged()
      session.changed('vault')
      return {}
    },
  }
}
