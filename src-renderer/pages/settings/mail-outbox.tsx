import { CircleX, Copy, Mail, Send, TriangleAlert, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { MailState } from '../../../src-shared/ipc/answer-shapes.ts'
import { errorText } from '../../../src-shared/text/ja/errors.ts'
import { failureText } from '../../../src-shared/text/ja/screens.ts'
import { shortTime } from '../../../src-shared/text/ja/screens-formats.ts'
import { mailText } from '../../../src-shared/text/ja/screens-mail.ts'
import { useAnnounce } from '../../app/announcer.tsx'
import { useConsole } from '../../app/console-state.tsx'
import { ActionButton } from '../../components/action-button.tsx'
import { FailureBanner } from '../../components/failure-banner.tsx'
import { failureDetail } from '../../components/failure-detail.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { NoticeBanner } from '../../components/notice-banner.tsx'
import { useAction } from '../../hooks/use-action.ts'
import { useCopy } from '../../hooks/use-copy.ts'
import { useNow } from '../../hooks/use-now.ts'
import { useOnlyShows } from '../../hooks/use-only-shows.ts'
import { useQuery } from '../../hooks/use-query.ts'
import type { SettingsForm } from './use-settings-form.ts'

interface Refusal {
  readonly recipient: string
  readonly detail: string
}

/** A server that takes some recipients and refuses others. */
const REFUSED = 'R7009'

/** Below the fields of 通知メール: the test by the stored settings, and what waits to be sent. */
export function MailOutbox({ form }: { readonly form: SettingsForm }) {
  const { info } = useConsole()
  const { value, error } = useQuery('mail.state', {}, ['mail', 'settings', 'practice'])
  const [done, setDone] = useState<string | null>(null)
  const [refused, setRefused] = useState<readonly Refusal[]>([])
  const action = useAction()
  const announce = useAnnounce()
  const hintId = useId()
  const only = useOnlyShows()

  const tell = (sentence: string) => {
    setDone(sentence)
    announce(sentence)
  }
  const test = async () => {
    setDone(null)
    setRefused([])
    announce(mailText.testing)
    const sent = await action.run('mail.test', {})
    if (sent === null) return
    setRefused(sent.value.refused)
    // Those that were refused are an alert by themselves.
    if (sent.value.refused.length === 0) tell(mailText.sent)
  }
  const forget = async () => {
    if ((await action.run('mail.forget', {})) !== null) tell(mailText.forgotten)
  }
  const blocked = whyNot(form, value, info?.practice ?? false)
  return (
    <div className="space-y-3 border-line border-t px-5 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ActionButton
          icon={Send}
          {...(only.blocked ? only : { blocked: blocked !== null, describedBy: hintId })}
          busy={action.busy}
          onPress={test}
        >
          {mailText.test}
        </ActionButton>
        <p id={hintId} className="text-dns-14N-130 leading-150 text-ink2">
          {action.busy ? mailText.testing : (blocked ?? mailText.testHint)}
        </p>
      </div>
      <NoticeBanner sentence={done} onDismiss={() => setDone(null)} />
      <FailureBanner error={error ?? action.error} onDismiss={action.clear} />
      <RefusedRecipients refused={refused} onDismiss={() => setRefused([])} />
      {value !== undefined && <Outbox state={value} busy={action.busy} onForget={forget} />}
      <p className="measure text-dns-14N-130 leading-150 text-ink2">
        {mailText.firewall}
        {mailText.pmhMail}
      </p>
    </div>
  )
}

/** @returns the sentence beside the button while it cannot be used */
function whyNot(form: SettingsForm, state: MailState | undefined, practice: boolean): string | null {
  if (practice) return errorText('R7013').what
  if (form.changed.some((key) => key.startsWith('Mail'))) return mailText.saveFirst
  return state?.sending === true ? null : mailText.setUpFirst
}

function RefusedRecipients(props: { readonly refused: readonly Refusal[]; readonly onDismiss: () => void }) {
  const { refused } = props
  const copy = useCopy()
  if (refused.length === 0) return null
  const lines = refused.map(({ recipient, detail }) => mailText.refused(recipient, detail))
  return (
    <div
      role="alert"
      className="tone-bad flex gap-3 rounded-8 border border-tone-line border-l-4 bg-tone-soft p-4"
    >
      <CircleX aria-hidden size={24} strokeWidth={2} className="shrink-0 text-tone" />
      <div className="min-w-0 grow">
        <p className="text-dns-16B-130 leading-150">{mailText.refusedTitle}</p>
        <ul className="mt-1 text-dns-14N-130 leading-160">
          {lines.map((line) => (
            <li key={line} className="break-all">
              {line}
            </li>
          ))}
        </ul>
        <p className="measure mt-1 text-dns-14N-130 leading-160">{errorText(REFUSED).remedy}</p>
        <div className="mt-2 flex flex-wrap items-center gap-4">
          <span className="text-code text-ink2">{failureText.code(REFUSED)}</span>
          <ActionButton
            look="link"
            size={32}
            icon={Copy}
            onPress={() => copy(failureDetail(REFUSED, lines.join('、'), new Date()))}
          >
            {failureText.copy}
          </ActionButton>
        </div>
      </div>
      <IconButton icon={X} name={failureText.dismiss} onPress={props.onDismiss} />
    </div>
  )
}

/** 送信待ち: how many, why they are not out, and those that never will be. */
function Outbox(props: {
  readonly state: MailState
  readonly busy: boolean
  readonly onForget: () => unknown
}) {
  const { waiting, oldestAt, givenUp, failure, logMissingSince } = props.state
  const now = useNow()
  const only = useOnlyShows()
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className="space-y-1.5 text-dns-14N-130 leading-150">
      <h3 id={titleId} className="text-dns-16B-130">
        {mailText.outbox}
      </h3>
      <p className="flex items-center gap-2">
        <Mail aria-hidden size={18} strokeWidth={2} className="shrink-0 text-ink2" />
        {waiting === 0 || oldestAt === null
          ? mailText.empty
          : mailText.waiting(waiting, shortTime(oldestAt, now))}
      </p>
      {givenUp > 0 && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <p className="flex items-center gap-2 font-bold">
            <TriangleAlert aria-hidden size={18} strokeWidth={2} className="shrink-0 text-held" />
            {mailText.givenUp(givenUp)}
          </p>
          <ActionButton size={32} {...only} busy={props.busy} onPress={props.onForget}>
            {mailText.forget}
          </ActionButton>
        </div>
      )}
      {failure !== null && (
        <p className="break-all text-ink2">
          {mailText.lastFailure(shortTime(failure.at, now), errorText(failure.code).what, failure.code)}
          {failure.detail !== '' && mailText.answer(failure.detail)}
        </p>
      )}
      {logMissingSince !== null && (
        <p className="text-ink2">{mailText.logMissing(shortTime(logMissingSince, now))}</p>
      )}
    </section>
  )
}
