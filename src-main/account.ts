import os from 'node:os'

/** The account that this program runs under, with its computer: what the network judges by (manual FAQ 4.1). */
export function accountName(): string {
  return `${userName()}@${os.hostname()}`
}

/** In a service account without a profile the system may know no name. */
export function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    return 'unknown'
  }
}

/** The user of this program as Windows' access lists name it. */
export function windowsAccount(): string {
  return `${process.env.USERDOMAIN ?? os.hostname()}\\${userName()}`
}
