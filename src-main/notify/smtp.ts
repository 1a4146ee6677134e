import { connect, type Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import nodemailer from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'
import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { MAIL_SUBJECT } from '../../src-shared/text/ja/events.ts'
import { smtpError } from './smtp-error.ts'

/** From the question for the name to the end of the handshake of TLS. */
const CONNECT_TIMEOUT_MS = 15_000

/** A server that says nothing for so long has had its time. */
const QUIET_TIMEOUT_MS = 30_000

/** One mail as a whole, so that a server that sends a byte now and then holds nobody up. */
const MAIL_TIMEOUT_MS = 60_000

export interface MailServer {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string
  readonly port: number
  readonly security: Settings['MailSecurity']
  /** Null: without authentication. */
  readonly login: { readonly user: string; readonly password: string } | null
  readonly from: string
  /** Whom we trust, as for PMH (`network/trust.ts`); asked for with TLS alone. */
  trust(): Promise<SecureContext>
}

export interface Letter {
  readonly messageId: string
  readonly recipient: string
  /** ISO 8601. */
  readonly at: string
  readonly lines: readonly string[]
}

/**
 * Hands one mail for one recipient to the server. With STARTTLS or TLS nothing goes out in clear, and there is no
 * setting against the check of the certificate. No proxy is used.
 * @param signal ends it; its reason is thrown
 * @throws RelayError R1028 a certificate file of the settings, R7001 to R7011
 */
export async function sendLetter(
  letter: Letter,
  server: MailServer,
  signal: AbortSignal,
  limitMs = MAIL_TIMEOUT_MS,
): Promise<void> {
  const deadline = AbortSignal.timeout(limitMs)
  const either = AbortSignal.any([signal, deadline])
  const transport = nodemailer.createTransport(await transportOptions(server, either))
  try {
    await transport.sendMail({
      envelope: { from: server.from, to: [letter.recipient] },
      from: { name: '', address: server.from },
      to: { name: '', address: letter.recipient },
      messageId: letter.messageId,
      date: new Date(letter.at),
      subject: MAIL_SUBJECT,
      text: `${letter.lines.join('\n')}\n`,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    signal.throwIfAborted()
    if (deadline.aborted) throw new RelayError('R7003', 'ETIMEDOUT', { cause: error })
    throw smtpError(error, server.login)
  } finally {
    transport.close()
  }
}

async function transportOptions(server: MailServer, signal: AbortSignal): Promise<SMTPTransport.Options> {
  const { host, port, security, login } = server
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    // Without TLS staff see what they chose: no half-way encryption with a certificate that nobody asked about.
    ignoreTLS: security === 'none',
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    ...(security === 'none'
      ? {}
      : {
          tls: {
            secureContext: await server.trust(),
            minVersion: 'TLSv1.2' as const,
            // Said here, so that no variable of the environment can take it away.
            rejectUnauthorized: true,
          },
        }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: QUIET_TIMEOUT_MS,
    getSocket: (_options, done) => {
      // The system knows names that a DNS server alone does not; nodemailer would ask the latter.
      dial(host, port, signal).then(
        (connection) => done(null, { connection }),
        (error: Error) => done(error, false),
      )
    },
  }
}

/** @param signal destroys the connection, also later */
function dial(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal })
    const timeout = setTimeout(() => socket.destroy(new RelayError('R7002', 'ETIMEDOUT')), CONNECT_TIMEOUT_MS)
    // Stays for good: between two owners of the socket an error would have nobody to go to.
    socket.on('error', (error) => {
      clearTimeout(timeout)
      reject(error)
    })
    socket.once('connect', () => {
      clearTimeout(timeout)
      resolve(socket)
    })
  })
}
