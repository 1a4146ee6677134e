import { eventIdOf } from '../src-shared/domain/event-ids.ts'
import { RelayError } from '../src-shared/domain/relay-error.ts'
import type { Settings } from '../src-shared/domain/settings.ts'
import { errorMessage } from '../src-shared/text/ja/errors.ts'
import { systemClock } from './clock.ts'
import { isoLocal } from './engine/local-time.ts'
import { openTrust } from './network/trust.ts'
import { Announcer } from './notify/announcer.ts'
import { MailPost, type MailWay } from './notify/mail-post.ts'
import { type LogCommand, SystemLog } from './notify/system-log.ts'
import type { EventStore } from './store/event-store.ts'
import type { FactStore } from './store/fact-store.ts'
import type { MailStore } from './store/mail-store.ts'
import type { TransferStore } from './store/transfer-store.ts'

/** Above what a start of PowerShell takes, and within the 5 s in which a stop by signal ends. */
const LAST_WORDS_MS = 2_500

export interface OutsideDeps {
  readonly stores: {
    readonly events: EventStore
    readonly mails: MailStore
    readonly facts: FactStore
    readonly transfers: TransferStore
  }
  atomically(work: () => void): void
  settings(): Settings
  /** MailPassword is registered and cannot be opened now. */
  passwordLost(): boolean
  /** Null: this system has no log that we can write to. */
  readonly systemLog: LogCommand | null
  /** Another program on this data folder sends the mails, until `post.start`. */
  readonly waits: boolean
  /** The outbox is another one than before. */
  onMail(): void
}

/** How events leave the program: event table and outbox in one step, the system's log, and the mail server. */
export interface Outside {
  readonly announcer: Announcer
  readonly post: MailPost
  close(): Promise<void>
}

export function openOutside(deps: OutsideDeps): Outside {
  const { events, mails, facts, transfers } = deps.stores
  const systemLog =
    deps.systemLog === null
      ? null
      : new SystemLog(deps.systemLog, (failure) => noteLog(events, facts, failure))
  const post = new MailPost({
    outbox: mails,
    way: () => mailWay(deps),
    now: () => systemClock.now(),
    iso: isoLocal,
    onChange: deps.onMail,
  })
  const announcer = new Announcer({
    record: (event, queued) =>
      deps.atomically(() => {
        events.add(event)
        for (const mail of queued) mails.add(mail, systemClock.now().getTime())
      }),
    settings: deps.settings,
    fileName: (id) => transfers.find(id)?.fileName ?? null,
    systemLog,
    onMail: () => {
      post.wake()
      deps.onMail()
    },
  })
  if (!deps.waits) post.start()
  return {
    announcer,
    post,
    close: async () => {
      await Promise.all([post.close(), systemLog?.close(LAST_WORDS_MS)])
    },
  }
}

/** Once until the log takes events again, in the event table alone: a mail would come with every start. */
function noteLog(events: EventStore, facts: FactStore, failure: string | null): void {
  try {
    const isNoted = (facts.get('system_log_note') ?? '') !== ''
    if (isNoted === (failure !== null)) return
    if (failure === null) {
      facts.set('system_log_note', '')
      return
    }
    const [code, at] = ['R7015', isoLocal(systemClock.now())] as const
    const message = errorMessage(code, failure)
    events.add({
      at,
      level: 'warning',
      eventId: eventIdOf(code),
      code,
      folder: null,
      transferId: null,
      message,
    })
    facts.set('system_log_note', at)
  } catch {
    // The event itself is in the event table; only the note is missing.
  }
}

/** @throws RelayError R6003 while the password cannot be opened */
function mailWay({ settings, passwordLost }: OutsideDeps): MailWay | null {
  const now = settings()
  const { MailServer: host, MailPort: port, MailFrom: from, MailTo: recipients, MailUser: user } = now
  if (host === '' || port === null) return null
  if (user !== '' && passwordLost()) throw new RelayError('R6003', 'MailPassword')
  return {
    recipients,
    server: {
      host: host.replace(/^\[|\]$/g, ''),
      port,
      security: now.MailSecurity,
      login: user === '' ? null : { user, password: now.MailPassword },
      from,
      trust: async () => (await openTrust(now)).context,
    },
  }
}
