import { RelayError } from '../../src-shared/domain/relay-error.ts'

/** What Windows lets an account be called, with its domain before `\` or after `@`, and nothing that a command line reads. */
const ACCOUNT = /^(?!\/)[^"/[\]:;|=,+*?<>%^&`$\p{Cc}\u2028\u2029]{1,256}$/u

/** @throws RelayError R8003 */
export function requireAccount(account: string): void {
  if (!ACCOUNT.test(account) || account.trim() !== account)
    throw new RelayError('R8003', JSON.stringify(account.slice(0, 200)))
}
