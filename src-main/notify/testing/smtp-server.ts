import { EventEmitter, once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import tls from 'node:tls'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Head and body, lines ended by LF, dots as they were written. */
  readonly data: string
  readonly secure: boolean
  readonly user: string | null
}

/** What stands in for the ordinary answer: another line, silence, or the end of the connection. */
export type Misbehaviour = string | 'silent' | 'close' | undefined

export interface SmtpServerOptions {
  readonly tls?: tls.SecureContextOptions
  /** implicit: from the first byte. starttls: when asked for. */
  readonly security?: 'none' | 'starttls' | 'implicit'
  readonly login?: { readonly user: string; readonly password: string; readonly methods: 'PLAIN' | 'LOGIN' }
  /**
   * Asked at each step: `greeting`, each command by its verb, and `.` for the end of a message (which is kept, whatever comes
   * back: a server may have it and not say so).
   */
  misbehave?(step: string, line: string): Misbehaviour
}

export interface SmtpServer {
  readonly port: number
  readonly mails: readonly ReceivedMail[]
  /** Verbs in their order, of all connections. */
  readonly steps: readonly string[]
  /** Resolves when so many mails are there. */
  received(count: number): Promise<void>
  /** Resolves when so many connections have come. */
  connected(count: number): Promise<void>
  close(): Promise<void>
}

/** A mail server on 127.0.0.1: RFC 5321 as far as the relay goes, with STARTTLS, AUTH PLAIN and LOGIN. */
export async function startSmtpServer(options: SmtpServerOptions = {}, port = 0): Promise<SmtpServer> {
  const events = new EventEmitter().setMaxListeners(0)
  const mails: ReceivedMail[] = []
  const steps: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    connections += 1
    events.emit('change')
    const heard = {
      step: (name: string) => void steps.push(name),
      mail: (mail: ReceivedMail) => {
        mails.push(mail)
        events.emit('change')
      },
    }
    if (options.security === 'implicit') talk(secure(socket, options), options, heard, true)
    else talk(socket, options, heard, false)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const until = async (holds: () => boolean) => {
    while (!holds()) await once(events, 'change')
  }
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    steps,
    received: (count) => until(() => mails.length >= count),
    connected: (count) => until(() => connections >= count),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function secure(socket: Socket, options: SmtpServerOptions): tls.TLSSocket {
  const secured = new tls.TLSSocket(socket, {
    isServer: true,
    secureContext: tls.createSecureContext(options.tls),
  })
  secured.on('error', () => {})
  return secured
}

interface Heard {
  step(name: string): void
  mail(mail: ReceivedMail): void
}

function talk(
  socket: Socket,
  options: SmtpServerOptions,
  heard: Heard,
  isSecure: boolean,
  isNew = true,
): void {
  const { login, misbehave } = options
  let from = ''
  let to: string[] = []
  let data: string[] | null = null
  let user: string | null = null
  /** What the next line is when it is no command: the two halves of AUTH LOGIN. */
  let awaiting: 'user' | 'password' | null = null
  let typedUser = ''

  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })
  const say = (line: string) => void socket.write(`${line}\r\n`)
  /** @returns whether the ordinary answer follows */
  const begin = (step: string, line = ''): boolean => {
    heard.step(step)
    const instead = misbehave?.(step, line)
    if (instead === undefined) return true
    if (instead === 'close') socket.destroy()
    else if (instead !== 'silent') say(instead)
    return false
  }
  const judge = (name: string, password: string) => {
    const isRight = name === login?.user && password === login.password
    if (isRight) user = name
    say(isRight ? '235 2.7.0 ok' : '535 5.7.8 authentication failed')
  }
  const plain = (text = '') => Buffer.from(text, 'base64').toString()

  const commands: Readonly<Record<string, (line: string) => void>> = {
    EHLO() {
      const offers = [
        ...(options.security === 'starttls' && !isSecure ? ['STARTTLS'] : []),
        ...(login === undefined ? [] : [`AUTH ${login.methods}`]),
      ]
      for (const offer of ['127.0.0.1', ...offers]) say(`250-${offer}`)
      say('250 8BITMIME')
    },
    STARTTLS() {
      if (options.security !== 'starttls') return say('502 5.5.1 not here')
      say('220 2.0.0 go ahead')
      lines.close()
      socket.removeAllListeners('data')
      talk(secure(socket, options), options, heard, true, false)
    },
    AUTH(line) {
      const [, method, first] = line.split(' ')
      if (method === 'PLAIN') {
        const [, name = '', password = ''] = plain(first).split('\0')
        judge(name, password)
      } else {
        awaiting = 'user'
        say('334 VXNlcm5hbWU6')
      }
    },
    MAIL(line) {
      from = /<(.*?)>/.exec(line)?.[1] ?? ''
      to = []
      say('250 2.1.0 ok')
    },
    RCPT(line) {
      to.push(/<(.*?)>/.exec(line)?.[1] ?? '')
      say('250 2.1.5 ok')
    },
    DATA() {
      data = []
      say('354 go on')
    },
    RSET: () => say('250 ok'),
    QUIT() {
      say('221 bye')
      socket.end()
    },
  }

  lines.on('line', (line) => {
    if (data !== null) {
      if (line !== '.') return void data.push(line.startsWith('.') ? line.slice(1) : line)
      heard.mail({ from, to, data: data.join('\n'), secure: isSecure, user })
      data = null
      if (begin('.')) say('250 2.0.0 queued')
    } else if (awaiting === 'user') {
      typedUser = plain(line)
      awaiting = 'password'
      say('334 UGFzc3dvcmQ6')
    } else if (awaiting === 'password') {
      awaiting = null
      judge(typedUser, plain(line))
    } else {
      const verb = line.split(' ')[0]?.toUpperCase() ?? ''
      if (begin(verb, line)) (commands[verb] ?? (() => say('502 5.5.2 what')))(line)
    }
  })
  if (isNew && begin('greeting')) say('220 127.0.0.1 ESMTP')
}

/** The text of a mail, decoded. */
export function textOf({ data }: ReceivedMail): string {
  const [head = '', ...rest] = data.split('\n\n')
  const body = rest.join('\n\n')
  if (/^content-transfer-encoding: base64$/im.test(head)) return Buffer.from(body, 'base64').toString()
  if (!/^content-transfer-encoding: quoted-printable$/im.test(head)) return body
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

/** A header's value, unfolded and with its encoded words decoded; '' when it is not there. */
export function headerOf({ data }: ReceivedMail, name: string): string {
  const head = (data.split('\n\n')[0] ?? '').replace(/\n[ \t]+/g, ' ')
  const value = new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  return value.replace(/=\?UTF-8\?([BQ])\?(.*?)\?=\s*/gi, (_, kind: string, text: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString()
      : Buffer.from(
          text
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString(),
  )
}
