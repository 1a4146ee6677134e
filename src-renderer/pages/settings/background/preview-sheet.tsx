import { Copy, Download } from 'lucide-react'
import { useId, useState } from 'react'
import type { BackgroundRequest } from '../../../../src-shared/ipc/background-shapes.ts'
import { backgroundText } from '../../../../src-shared/text/ja/screens-background.ts'
import { useAnnounce } from '../../../app/announcer.tsx'
import { ActionButton } from '../../../components/action-button.tsx'
import { CommandLines } from '../../../components/command-lines.tsx'
import { FailureBanner } from '../../../components/failure-banner.tsx'
import { NoticeBanner } from '../../../components/notice-banner.tsx'
import { SideSheet } from '../../../components/side-sheet.tsx'
import { useAction } from '../../../hooks/use-action.ts'
import { useCopy } from '../../../hooks/use-copy.ts'
import { useQuery } from '../../../hooks/use-query.ts'

/** 登録する内容: the very text that would be registered, and the commands that do the same by hand. */
export function PreviewSheet(props: { readonly request: BackgroundRequest; readonly onClose: () => void }) {
  const { value, error } = useQuery('background.preview', props.request, ['background'])
  const [done, setDone] = useState<string | null>(null)
  const textId = useId()
  const action = useAction()
  const announce = useAnnounce()
  const copy = useCopy()
  const save = async () => {
    const saved = await action.run('background.save', props.request)
    if (saved === null || saved.value.file === null) return
    const sentence = backgroundText.saved(saved.value.file)
    setDone(sentence)
    announce(sentence)
  }
  return (
    <SideSheet open title={backgroundText.previewTitle} onClose={props.onClose} dismissable>
      <div className="min-h-0 grow space-y-4 overflow-y-auto py-6 pr-3.5 pl-6 [scrollbar-gutter:stable] [scrollbar-width:thin]">
        <FailureBanner error={error ?? action.error} onDismiss={action.clear} />
        <NoticeBanner sentence={done} onDismiss={() => setDone(null)} />
        {value !== undefined && (
          <>
            <div>
              <h3 className="text-dns-16B-130">{backgroundText.place}</h3>
              <p className="text-code mt-1.5 [overflow-wrap:anywhere]">{value.place}</p>
            </div>
            <div>
              <h3 id={textId} className="text-dns-16B-130">
                {backgroundText.previewText}
              </h3>
              <section
                aria-labelledby={textId}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
                tabIndex={0}
                className="mt-1.5 max-h-[320px] overflow-auto rounded-8 border border-line bg-sunken p-3"
              >
                <pre className="text-code whitespace-pre-wrap break-words leading-150">{value.text}</pre>
              </section>
              <div className="mt-3 flex flex-wrap gap-3">
                <ActionButton icon={Copy} onPress={() => copy(value.text)}>
                  {backgroundText.copy}
                </ActionButton>
                <ActionButton icon={Download} busy={action.busy} onPress={save}>
                  {backgroundText.save}
                </ActionButton>
              </div>
            </div>
            {value.commands.length > 0 && (
              <div className="space-y-2">
                <h3 className="text-dns-16B-130">{backgroundText.commandsTitle}</h3>
                <p className="text-dns-14N-130 leading-150 text-ink2">
                  {value.commands.some(({ admin }) => admin)
                    ? backgroundText.commandsAdmin
                    : backgroundText.commandsOwn}
                  {backgroundText.commandsFirst}
                </p>
                <CommandLines label={backgroundText.commandsTitle} commands={value.commands} />
              </div>
            )}
          </>
        )}
      </div>
    </SideSheet>
  )
}
