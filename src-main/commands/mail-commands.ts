import { RelayError } from '../../src-shared/domain/relay-error.ts'
import type { Problem } from '../../src-shared/ipc/answer-shapes.ts'
import { mailText } from '../../src-shared/text/ja/screens-mail.ts'
import type { Relay } from '../compose.ts'
import type { CommandContext, Handlers } from './handlers.ts'

type MailCommand = Extract<keyof Handlers, `mail.${string}`>

/** Always about what the window shows; practice has no mail. */
export function mailCommands({ session }: CommandContext): Pick<Handlers, MailCommand> {
  return {
    'mail.state': () => {
      const { mails, facts, post } = session.current
      const sending = post !== null && isSetUp(session.current)
      return { ...mails.state(), sending, logMissingSince: facts.get('system_log_note') || null }
    },
    'mail.test': async () => {
      const { post } = session.current
      if (post === null) throw new RelayError('R7013')
      return { refused: await post.test() }
    },
    'mail.forget': () => {
      const { current } = session
      current.atomically(() => {
        const count = current.mails.forgetGivenUp()
        if (count === 0) return
        current.audit.add({
          action: 'mail.forgotten',
          subject: String(count),
          before: null,
          after: null,
          reason: null,
        })
      })
      session.changed('mail')
      return {}
    },
  }
}

/** One row of 対応が必要な項目 while there are mails that were given up. */
export function mailProblems(relay: Relay): Problem[] {
  const { givenUp, failure, oldestAt } = relay.mails.state()
  if (givenUp === 0 || !isSetUp(relay)) return []
  return [
    {
      kind: 'mail',
      folder: null,
      displayName: mailText.name,
      code: 'R7014',
      detail: mailText.givenUp(givenUp),
      since: failure?.at ?? oldestAt ?? '',
      transferId: null,
    },
  ]
}

function isSetUp(relay: Relay): boolean {
  return (relay.settings.read().MailServer ?? '') !== ''
}
