import { CircleX, Copy, X } from 'lucide-react'
import type { CommandError } from '../../src-shared/ipc/commands.ts'
import { readableDetail } from '../../src-shared/text/ja/errno.ts'
import { errorText } from '../../src-shared/text/ja/errors.ts'
import { failureText } from '../../src-shared/text/ja/screens.ts'
import { useCopy } from '../hooks/use-copy.ts'
import { ActionButton } from './action-button.tsx'
import { classNames } from './class-names.ts'
import { failureDetail, isSentence } from './failure-detail.ts'
import { IconButton } from './icon-button.tsx'

/** A refused command, in the place where it was asked for: what happened, why, what to do now. */
export function FailureBanner(props: {
  readonly error: CommandError | null
  readonly onDismiss?: () => void
  readonly className?: string
}) {
  const copy = useCopy()
  const { error, onDismiss } = props
  if (error === null) return null
  const text = errorText(error.code)
  const detail = readableDetail(error.code, error.detail)
  return (
    <div
      role="alert"
      className={`tone-bad flex gap-3 rounded-8 border border-tone-line border-l-4 bg-tone-soft p-4 ${props.className ?? ''}`}
    >
      <CircleX aria-hidden size={24} strokeWidth={2} className="shrink-0 text-tone" />
      <div className="min-w-0 grow">
        <p className="text-dns-16B-130 leading-150">{text.what}</p>
        {detail !== '' && (
          <p
            className={classNames(
              'mt-1 leading-150 [overflow-wrap:anywhere]',
              isSentence(detail) ? 'text-dns-14N-130' : 'text-code',
            )}
          >
            {detail}
          </p>
        )}
        <p className="measure mt-1 text-dns-14N-130 leading-160 text-ink2">{text.why}</p>
        <p className="measure text-dns-14N-130 leading-160">{text.remedy}</p>
        <div className="mt-2 flex flex-wrap items-center gap-4">
          <span className="text-code text-ink2">{failureText.code(error.code)}</span>
          <ActionButton
            look="link"
            size={32}
            icon={Copy}
            onPress={() => copy(failureDetail(error.code, error.detail, new Date()))}
          >
            {failureText.copy}
          </ActionButton>
        </div>
      </div>
      {onDismiss !== undefined && <IconButton icon={X} name={failureText.dismiss} onPress={onDismiss} />}
    </div>
  )
}
