/**
 * Every error code of our own, with its scope and whether trying again is safe.
 * Cause and remedy in Japanese are in `text/ja/errors.ts`; a code without them does not compile there.
 */

/** How far the trouble reaches: the file alone, its scheme folder, or every upload (requirements section 2). */
export type Scope = 'file' | 'folder' | 'engine'

/** safe: PMH certainly processed nothing. in_doubt: it may have. never: trying again changes nothing. */
export type Retry = 'safe' | 'in_doubt' | 'never'

interface ErrorRule {
  readonly scope: Scope
  readonly retry: Retry
}

const safe = (scope: Scope): ErrorRule => ({ scope, retry: 'safe' })
const inDoubt: ErrorRule = { scope: 'file', retry: 'in_doubt' }
const never = (scope: Scope): ErrorRule => ({ scope, retry: 'never' })

const CATALOGUE = {
  // R1: the way to PMH. Nothing was processed.
  R1001: safe('engine'), // host name cannot be resolved
  R1002: safe('engine'), // connection refused or unreachable
  R1003: safe('engine'), // connect timeout
  R1004: safe('engine'), // proxy cannot be reached
  R1005: safe('engine'), // proxy does not take the password
  R1006: safe('engine'), // TLS: certificate not believed for a reason that R1020 to R1025 do not name
  R1007: safe('file'), // connection broken before the last body byte
  R1008: safe('file'), // 429 without a PMH code
  R1009: safe('file'), // 307, 308
  R1010: safe('file'), // given up (timeout) before the last body byte
  R1011: safe('file'), // stopped or cancelled before the last body byte
  R1012: safe('engine'), // TLS handshake failed for another reason
  R1013: safe('engine'), // proxy asks for an authentication method that is not the one set up
  R1014: safe('engine'), // proxy does not let us through to the target
  R1015: safe('engine'), // proxy closed the connection or answered nonsense before it let us through
  R1020: safe('engine'), // certificate expired
  R1021: safe('engine'), // certificate not yet valid
  R1022: safe('engine'), // certificate of another host
  R1023: safe('engine'), // certificate signed by itself
  R1024: safe('engine'), // root unknown, or a certificate in between not sent
  R1025: safe('engine'), // key too short, or signature with a hash that can be forged
  R1026: safe('engine'), // the server speaks nothing newer than TLS 1.1
  R1027: safe('engine'), // the server wants a certificate of ours
  R1028: safe('engine'), // a file of CaCertificateFiles cannot be read or holds no certificate
  // R2: PMH may have the file.
  R2001: inDoubt, // no answer in time
  R2002: inDoubt, // connection broken after the body
  R2003: inDoubt, // 2xx without a serial number
  R2004: inDoubt, // answer over 1 MiB
  R2005: inDoubt, // answer cut off or not JSON
  R2006: inDoubt, // 408, 502, 503, 504 without a PMH code
  R2007: inDoubt, // 301, 302, 303
  R2008: inDoubt, // the program ended while the upload was under way
  R2009: inDoubt, // stopped after the body was handed over
  R2010: inDoubt, // 2xx before the whole body had been sent
  R2011: { scope: 'engine', retry: 'in_doubt' }, // an unexpected error of the program during the upload
  // R3: the file and the folders.
  R3001: safe('file'), // cannot be opened or read
  R3002: safe('file'), // changed while it was being sent
  R3003: safe('folder'), // several files, AllowMultipleFilePerFolder=false
  R3004: safe('folder'), // scheme folder missing
  R3005: never('file'), // cannot be moved away; the move stays pending
  R3006: safe('engine'), // PMHFilePath missing
  R3007: safe('folder'), // folder cannot be listed
  R3008: safe('folder'), // held: authentication failed earlier with the same token
  R3009: safe('folder'), // no token can be read for this folder
  R3010: safe('file'), // the same bytes were accepted before (DuplicatePolicy)
  R3011: safe('folder'), // held: an earlier file ended otherwise than accepted (OrderProtection)
  R3012: safe('engine'), // PMHFilePath cannot be written to, so nobody else can be kept out
  R3013: safe('engine'), // PMHFilePath does not answer in time
  R3021: safe('file'), // kept back by the pre-flight (PreflightMode=block)
  R3022: safe('file'), // sent, though the pre-flight found something
  R3023: safe('folder'), // several files in 全件連携 (note to No 14 of the manual)
  // R4: the relay itself.
  R4001: safe('engine'), // the journal cannot be written
  R4002: never('engine'), // another instance holds the data folder
  R4003: never('engine'), // the database is of a newer version
  R4004: never('engine'), // the database is damaged
  R4005: safe('engine'), // settings are incomplete
  R4006: never('engine'), // an unexpected error of the program
  R4007: safe('engine'), // another relay, perhaps on another computer, sends from this PMHFilePath
  R4010: never('engine'), // records were changed past the program
  R4011: never('engine'), // the database is of an older version, and another program uses it
  // R5: input that is refused where it enters.
  R5001: never('engine'), // arguments
  R5002: never('engine'), // settings
  R5003: never('engine'), // mapping
  R5004: never('engine'), // configuration file cannot be read
  R5005: never('engine'), // a command of the window had the wrong shape
  R5006: never('engine'), // the row to change is not there any more
  R5007: never('engine'), // not possible in the present state
  R5010: never('engine'), // a file that staff asked for cannot be written
  R5020: never('engine'), // something changed since staff saw what would be imported
  R5008: never('engine'), // a file of this computer cannot be read or written (log, kept certificate)
  // R6: secrets.
  R6001: never('engine'), // no encryption available and no passphrase given
  R6002: never('engine'), // wrong passphrase
  R6003: never('folder'), // a stored secret can no longer be read
  R6004: never('engine'), // the passphrase was not given yet
  R6005: never('engine'), // a key file cannot be used
  R6006: never('engine'), // a file from another computer cannot be read
  R6010: never('engine'), // the admin lock is closed
  R6011: never('engine'), // too early after wrong PINs
  R6012: never('engine'), // not the PIN, or no PIN at all
  // R7: event log and mail. No upload depends on them.
  R7001: safe('engine'), // mail server: name cannot be resolved
  R7002: safe('engine'), // mail server: refused, unreachable, or no connection in time
  R7003: safe('engine'), // mail server: no answer in time
  R7004: safe('engine'), // mail server offers no STARTTLS
  R7005: safe('engine'), // mail server: certificate not believed
  R7006: safe('engine'), // mail server: TLS handshake failed for another reason
  R7007: safe('engine'), // mail server does not take user and password
  R7008: safe('engine'), // mail server does not take the sender
  R7009: safe('engine'), // mail server does not take the recipient
  R7010: safe('engine'), // mail server does not take the message
  R7011: safe('engine'), // mail server closed the connection, or speaks no SMTP
  R7012: never('engine'), // mail is not set up
  R7013: never('engine'), // no mail in practice mode
  R7014: never('engine'), // mails were given up
  R7015: never('engine'), // the system's event log cannot be written
  // R8: start by itself, and the official batch beside us.
  R8001: never('engine'), // the official service runs
  R8002: never('engine'), // the official service or its mail task will run again
  R8003: never('engine'), // a path or an account that has no place in a registration
  R8004: never('engine'), // a program of the system refused, failed or did not answer
  R8005: never('engine'), // somebody else's registration stands in the place of ours
  R8006: never('engine'), // there is no key file for a run without a window
} as const satisfies Record<string, ErrorRule>

export type ErrorCode = keyof typeof CATALOGUE

/** Every own code, in catalogue order. */
export const ERROR_CODES = Object.keys(CATALOGUE) as readonly ErrorCode[]

/** Scope and retry of one of our own codes. */
export function errorRule(code: ErrorCode): ErrorRule {
  return CATALOGUE[code]
}

/** Tells our own codes from PMH's (`E…`) and from `HTTP…`. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(CATALOGUE, code)
}

/**
 * An authentication error holds its whole folder, since every further file would be refused alike.
 * @param status HTTP status of the answer
 * @param code PMH's error code; its first three digits look like the HTTP status (pmh-api.md)
 */
export function isAuthenticationError(status: number, code: string): boolean {
  return status === 401 || code.startsWith('E401')
}
